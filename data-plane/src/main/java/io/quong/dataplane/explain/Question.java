package io.quong.dataplane.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.util.NetUtil;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The fields of a question, each checked as it is read. */
record Question(ObjectNode fields) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HIGHEST_PORT = 65_535;

  /** What is wrong with a question, with the name of the field. */
  static final class Unclear extends Exception {
    private static final long serialVersionUID = 1L;

    Unclear(String message) {
      super(message);
    }
  }

  static Question parse(String body) throws Unclear {
    try {
      if (JSON.readTree(body) instanceof ObjectNode fields) {
        return new Question(fields);
      }
    } catch (JsonProcessingException broken) {
      throw new Unclear("the body is no JSON");
    }
    throw new Unclear("the body is no JSON object");
  }

  /** Refuses fields that are not among the known ones. */
  void only(Set<String> known) throws Unclear {
    for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new Unclear(name + ": unknown field");
      }
    }
  }

  private JsonNode value(String name) {
    JsonNode value = fields.path(name);
    return value.isNull() ? fields.path("") : value;
  }

  boolean has(String name) {
    return !value(name).isMissingNode();
  }

  String text(String name, String otherwise) throws Unclear {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isTextual()) {
      throw new Unclear(name + ": expected a string");
    }
    return value.textValue();
  }

  String oneOf(String name, List<String> known, String otherwise) throws Unclear {
    String value = text(name, otherwise);
    if (value != null && !known.contains(value)) {
      throw new Unclear(name + ": expected one of: " + String.join(", ", known));
    }
    return value;
  }

  int port(String name, int otherwise) throws Unclear {
    JsonNode value = value(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > HIGHEST_PORT) {
      throw new Unclear(name + ": expected an integer between 1 and 65535");
    }
    return value.intValue();
  }

  /** As text. */
  String address(String name, String otherwise) throws Unclear {
    String value = text(name, otherwise);
    if (value != null && NetUtil.createByteArrayFromIpAddressString(value) == null) {
      throw new Unclear(name + ": expected an IP address");
    }
    return value;
  }

  JsonNode object(String name) throws Unclear {
    JsonNode value = value(name);
    if (!value.isMissingNode() && !value.isObject()) {
      throw new Unclear(name + ": expected an object");
    }
    return value;
  }
}
