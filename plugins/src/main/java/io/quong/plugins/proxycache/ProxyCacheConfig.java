package io.quong.plugins.proxycache;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Wire;
import java.util.List;

/** The configuration of proxy-cache. */
@EntityCheck(
    value = KnownDictionary.class,
    fields = {"config"})
public record ProxyCacheConfig(
    @Required @Default("[200, 301, 404]") @Length(min = 1)
        List<@Between(min = 100, max = 900) Integer> responseCode,
    @Required @Default("[\"GET\", \"HEAD\"]")
        List<@OneOf({"HEAD", "GET", "POST", "PATCH", "PUT"}) String> requestMethod,
    @Required @Default("[\"text/plain\", \"application/json\"]") List<String> contentType,
    @Default("300") @GreaterThan(0) Integer cacheTtl,
    @Required @OneOf({"memory"}) String strategy,
    @Required @Default("false") Boolean cacheControl,
    @Required(false) @Default("false") Boolean ignoreUriCase,
    Integer storageTtl,
    @Required Memory memory,
    List<String> varyQueryParams,
    List<String> varyHeaders,
    @Required ResponseHeaders responseHeaders) {
  /** The block {@code memory}. */
  public record Memory(@Required @Default("\"kong_db_cache\"") String dictionaryName) {}

  /** The block {@code response_headers}. */
  public record ResponseHeaders(
      @Default("true") Boolean age,
      @Wire("X-Cache-Status") @Default("true") Boolean xCacheStatus,
      @Wire("X-Cache-Key") @Default("true") Boolean xCacheKey) {}
}
