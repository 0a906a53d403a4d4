package io.quong.plugins.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.quong.plugin.Exchange;
import io.quong.plugin.message.Arguments;
import io.quong.plugin.message.ByteText;
import io.quong.plugin.message.Json;
import io.quong.plugin.message.MediaType;
import io.quong.plugin.message.Multipart;
import java.util.Set;

/** Whether a request asks for the end of its session. */
final class Logout {
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final Set<String> methods;
  private final String queryArgument;
  private final String bodyArgument;
  private final boolean readBody;

  Logout(SessionConfig config) {
    this.methods = config.logoutMethods() == null ? Set.of() : Set.copyOf(config.logoutMethods());
    this.queryArgument = ByteText.of(orDefault(config.logoutQueryArg()));
    this.bodyArgument = orDefault(config.logoutPostArg());
    this.readBody = Boolean.TRUE.equals(config.readBodyForLogout());
  }

  private static String orDefault(String argument) {
    return argument == null ? "session_logout" : argument;
  }

  boolean readsBody() {
    return readBody;
  }

  boolean isAsked(Exchange exchange) {
    String method = exchange.request().method();
    if (!methods.contains(method)) {
      return false;
    }
    String query = exchange.upstream().rawQuery();
    if (query != null && Arguments.parse(query, Arguments.DEFAULT_LIMIT).contains(queryArgument)) {
      return true;
    }
    ByteBuf body = readBody && WITH_BODY.contains(method) ? exchange.upstream().body() : null;
    return body != null && body.isReadable() && isInBody(exchange, ByteText.of(body));
  }

  private boolean isInBody(Exchange exchange, String body) {
    String type = exchange.upstream().headers().get("Content-Type");
    return switch (MediaType.ofPrefix(type)) {
      case FORM ->
          Arguments.parse(body, Arguments.DEFAULT_LIMIT).contains(ByteText.of(bodyArgument));
      case JSON -> {
        ObjectNode object = Json.object(body);
        yield object != null && object.path(bodyArgument).asBoolean(object.has(bodyArgument));
      }
      case MULTIPART -> {
        String boundary = Multipart.boundary(type);
        yield boundary != null
            && Multipart.parse(body, boundary).first(ByteText.of(bodyArgument)) != null;
      }
      case OTHER -> false;
    };
  }
}
