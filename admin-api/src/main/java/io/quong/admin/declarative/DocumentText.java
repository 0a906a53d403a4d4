package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Documents as YAML 1.1 or JSON text, which is YAML too. */
public final class DocumentText {
  private static final int LONGEST = 256 << 20;
  private static final int DEEPEST = 200;
  private static final int MOST_ALIASES = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private DocumentText() {}

  /** The text is no document. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Kong's YAML knows no times: what looks like one is a text. */
  private static final class NoTimes extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }

  private static Yaml yaml(DumperOptions dumper) {
    LoaderOptions loader = new LoaderOptions();
    loader.setCodePointLimit(LONGEST);
    loader.setNestingDepthLimit(DEEPEST);
    loader.setMaxAliasesForCollections(MOST_ALIASES);
    // Of equal keys the last counts.
    loader.setAllowDuplicateKeys(true);
    return new Yaml(
        new SafeConstructor(loader), new Representer(dumper), dumper, loader, new NoTimes());
  }

  /**
   * The document of a text; of several the first.
   *
   * @throws Unreadable with Kong's reason
   */
  static ObjectNode parse(String text) throws Unreadable {
    Object value;
    try {
      Iterator<Object> documents = yaml(new DumperOptions()).loadAll(text).iterator();
      value = documents.hasNext() ? documents.next() : null;
    } catch (MarkedYAMLException broken) {
      Mark mark = broken.getProblemMark();
      String place = mark == null ? "" : mark.getLine() + 1 + ":" + (mark.getColumn() + 1) + ": ";
      throw new Unreadable(place + broken.getProblem());
    } catch (YAMLException | ClassCastException | NumberFormatException broken) {
      throw new Unreadable(String.valueOf(broken.getMessage()));
    } catch (StackOverflowError endless) {
      throw new Unreadable("it is nested too deep");
    }
    try {
      JsonNode tree = value instanceof Map ? JSON.valueToTree(value) : null;
      if (tree instanceof ObjectNode document) {
        return document;
      }
    } catch (IllegalArgumentException | StackOverflowError circle) {
      throw new Unreadable("it holds what JSON has no word for");
    }
    throw new Unreadable("expected an object");
  }

  /** The text of a document. */
  public static String write(JsonNode document) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(0);
    options.setWidth(10_000);
    StringWriter out = new StringWriter();
    yaml(options).dump(JSON.convertValue(document, Object.class), out);
    return out.toString();
  }

  /** MD5 in hexadecimal digits: Kong's hash of a configuration. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
