package io.quong.plugins.opentelemetry;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** Writes the few kinds of protobuf fields that OTLP's messages need. */
final class ProtoWriter {
  private final Buffer out = Buffer.buffer();

  Buffer bytes() {
    return out;
  }

  private ProtoWriter key(int field, int wire) {
    return varint(((long) field << 3) | wire);
  }

  private ProtoWriter varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.appendByte((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.appendByte((byte) rest);
    return this;
  }

  ProtoWriter number(int field, long value) {
    return key(field, 0).varint(value);
  }

  ProtoWriter fixed64(int field, long value) {
    key(field, 1);
    out.appendLongLE(value);
    return this;
  }

  ProtoWriter fixed32(int field, int value) {
    key(field, 5);
    out.appendIntLE(value);
    return this;
  }

  ProtoWriter bytes(int field, Buffer value) {
    key(field, 2).varint(value.length());
    out.appendBuffer(value);
    return this;
  }

  ProtoWriter text(int field, String value) {
    return bytes(field, Buffer.buffer(value));
  }

  ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.out);
  }

  /** Pairs of hex digits as bytes. */
  ProtoWriter hex(int field, String digits) {
    Buffer value = Buffer.buffer(digits.length() / 2);
    for (int i = 0; i < digits.length(); i += 2) {
      value.appendByte((byte) Integer.parseInt(digits, i, i + 2, 16));
    }
    return bytes(field, value);
  }

  /** A list of OTLP's KeyValue. */
  ProtoWriter attributes(int field, Map<String, Object> values) {
    values.forEach(
        (name, value) ->
            message(field, new ProtoWriter().text(1, name).message(2, any(name, value))));
    return this;
  }

  /** OTLP's AnyValue: numbers are doubles, but for the status code, as Kong has them. */
  private static ProtoWriter any(String name, Object value) {
    ProtoWriter any = new ProtoWriter();
    if (value instanceof Boolean flag) {
      return any.number(2, flag ? 1 : 0);
    }
    if (value instanceof Number number) {
      return name.equals("http.status_code")
          ? any.number(3, number.longValue())
          : any.fixed64(4, Double.doubleToRawLongBits(number.doubleValue()));
    }
    if (value instanceof List<?> list) {
      ProtoWriter array = new ProtoWriter();
      list.forEach(item -> array.message(1, any("", item)));
      return any.message(5, array);
    }
    return any.text(1, String.valueOf(value));
  }
}
