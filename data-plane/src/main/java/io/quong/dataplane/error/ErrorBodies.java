package io.quong.dataplane.error;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.quong.settings.Key;
import io.quong.settings.Keys;
import io.quong.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The texts of error bodies: Kong's, byte for byte, or the files that the settings name. */
public final class ErrorBodies {
  private static final String JSON = "{\n  \"message\":\"%s\",\n  \"request_id\":\"%s\"\n}";
  private static final String PLAIN = "%s\nrequest_id: %s\n";
  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <error>
        <message>%s</message>
        <requestid>%s</requestid>
      </error>
      """;
  private static final String HTML =
      """
      <!doctype html>
      <html>
        <head>
          <meta charset="utf-8">
          <title>Error</title>
        </head>
        <body>
          <h1>Error</h1>
          <p>%s.</p>
          <p>request_id: %s</p>
        </body>
      </html>
      """;
  private static final String PLACE = "%s";

  private final Map<ErrorFormat, String[]> templates = new EnumMap<>(ErrorFormat.class);
  private final ErrorFormat standard;

  private ErrorBodies(ErrorFormat standard) {
    this.standard = standard;
  }

  /**
   * @throws UncheckedIOException when a template's file cannot be read
   */
  public static ErrorBodies of(Settings settings) {
    ErrorBodies bodies = new ErrorBodies(ErrorFormat.ofType(settings.get(Keys.ERROR_DEFAULT_TYPE)));
    bodies.use(ErrorFormat.JSON, settings, Keys.ERROR_TEMPLATE_JSON, JSON);
    bodies.use(ErrorFormat.PLAIN, settings, Keys.ERROR_TEMPLATE_PLAIN, PLAIN);
    bodies.use(ErrorFormat.XML, settings, Keys.ERROR_TEMPLATE_XML, XML);
    bodies.use(ErrorFormat.HTML, settings, Keys.ERROR_TEMPLATE_HTML, HTML);
    return bodies;
  }

  private void use(ErrorFormat format, Settings settings, Key<String> key, String otherwise) {
    String path = settings.get(key);
    try {
      String text = path == null ? otherwise : Files.readString(Path.of(path));
      templates.put(format, parts(text));
    } catch (IOException e) {
      throw new UncheckedIOException(key + ": " + path + " cannot be read", e);
    }
  }

  /** What stands before, between and behind the first two places. */
  private static String[] parts(String template) {
    int first = template.indexOf(PLACE);
    int second = first < 0 ? -1 : template.indexOf(PLACE, first + PLACE.length());
    if (second < 0) {
      String before = first < 0 ? template : template.substring(0, first);
      return new String[] {before, first < 0 ? null : template.substring(first + 2), null};
    }
    return new String[] {
      template.substring(0, first),
      template.substring(first + PLACE.length(), second),
      template.substring(second + PLACE.length())
    };
  }

  /** The format for errors of family B when the request says nothing. */
  public ErrorFormat standard() {
    return standard;
  }

  /** The body; the message is escaped where the format needs it. */
  public String render(ErrorFormat format, String message, String requestId) {
    String[] parts = templates.get(format);
    StringBuilder body = new StringBuilder(parts[0]);
    if (parts[1] != null) {
      body.append(escape(format, message)).append(parts[1]);
    }
    if (parts[2] != null) {
      body.append(requestId).append(parts[2]);
    }
    return body.toString();
  }

  private static String escape(ErrorFormat format, String message) {
    return switch (format) {
      case JSON -> new String(JsonStringEncoder.getInstance().quoteAsString(message));
      case PLAIN -> message;
      case XML, HTML -> message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    };
  }
}
