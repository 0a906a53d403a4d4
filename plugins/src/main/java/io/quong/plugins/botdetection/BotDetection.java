package io.quong.plugins.botdetection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import java.util.List;

/** Kong's bot-detection: {@code allow}, then {@code deny}, then the known names. */
@GatewayPlugin(
    name = "bot-detection",
    priority = 2500,
    scopes = {GatewayPlugin.Scope.ROUTE, GatewayPlugin.Scope.SERVICE})
public final class BotDetection implements Plugin {
  private static final Step FORBIDDEN = Step.respond(Answer.error(403, "Forbidden"));
  private static final Step SEVERAL =
      Step.respond(Answer.error(400, "Only one User-Agent header allowed"));
  private static final int MAX_KNOWN = 10_000;

  /** A longer name is judged anew each time, so that memory stays small whatever clients send. */
  private static final int MAX_KEPT_NAME = 512;

  private final List<Pattern> allow;
  private final List<Pattern> deny;
  private final Cache<String, Boolean> bots =
      Caffeine.newBuilder().maximumSize(MAX_KNOWN).executor(Runnable::run).build();

  public BotDetection(BotDetectionConfig config, PluginContext context) {
    this.allow = compiled(config.allow());
    this.deny = compiled(config.deny());
  }

  private static List<Pattern> compiled(List<String> patterns) {
    return patterns == null ? List.of() : patterns.stream().map(Pattern::compile).toList();
  }

  @Override
  public Step access(Exchange exchange) {
    List<String> names = exchange.request().headers().all("User-Agent");
    if (names.size() > 1) {
      return SEVERAL;
    }
    if (names.isEmpty()) {
      return Step.NEXT;
    }
    String name = names.get(0).strip();
    boolean bot = name.length() > MAX_KEPT_NAME ? isBot(name) : bots.get(name, this::isBot);
    return bot ? FORBIDDEN : Step.NEXT;
  }

  private boolean isBot(String bytes) {
    String name = ByteText.unicode(bytes);
    if (KnownBots.anyIn(allow, name)) {
      return false;
    }
    return KnownBots.anyIn(deny, name) || KnownBots.contain(name);
  }
}
