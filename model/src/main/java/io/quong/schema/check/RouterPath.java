package io.quong.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.quong.schema.rule.ValueCheck;
import io.quong.uri.PathNormaliser;

/** A path of a route: a prefix in its normal form, or an expression after a tilde. */
public final class RouterPath implements ValueCheck {
  @Override
  public String refuse(JsonNode value) {
    String path = value.asText();
    String escapes = UrlPath.refuseEscapes(path);
    if (escapes != null) {
      return escapes;
    }
    if (path.startsWith("~")) {
      String problem = Expressions.problem(path.substring(1));
      return problem == null
          ? null
          : "invalid regex: '" + path.substring(1) + "' (PCRE returned: " + problem + ")";
    }
    String normal = PathNormaliser.ofText(path);
    return normal.equals(path)
        ? null
        : "non-normalized path, consider use '" + normal + "' instead";
  }
}
