package io.quong.dataplane.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Reads request heads, one after another. Bytes go once from the socket's buffer into an array that
 * the finished head keeps; each byte is looked at once, however they come in pieces.
 */
final class RequestParser {
  private static final int FIRST_SIZE = 1024;
  private static final int FIRST_SIZE_LIMIT = 4096;
  private static final int ROOM_TO_ADD = 512;

  private enum Step {
    MORE,
    LINE,
    HEAD,
    REFUSED
  }

  private final HttpLimits limits;
  private final HeadBudget budget;
  private final RequestLine line = new RequestLine();
  private final HeaderScanner scanner = new HeaderScanner();
  private final RequestFraming framing = new RequestFraming();

  private byte[] bytes;
  private int filled;
  private boolean inLine;
  private HeaderBlock headers;
  private String method;
  private String target;
  private Refusal refusal;

  RequestParser(HttpLimits limits) {
    this.limits = limits;
    this.budget = new HeadBudget(limits);
  }

  /** Whether bytes of a head were read that is not complete. */
  boolean started() {
    return bytes != null;
  }

  /**
   * Reads on; what stands behind a complete head is left in the buffer.
   *
   * @return a {@link RequestHead}, a {@link Refused}, or null when more bytes are needed
   */
  Object parse(ByteBuf in) {
    if (bytes == null && !start(in)) {
      return null;
    }
    while (in.isReadable()) {
      fill(in);
      Step step = advance();
      if (step != Step.MORE) {
        in.readerIndex(in.readerIndex() - (filled - position()));
        RequestHead head = head(step == Step.HEAD);
        bytes = null;
        headers = null;
        return step == Step.HEAD ? head : new Refused(refusal, head);
      }
    }
    return null;
  }

  /** Line ends before a request line mean nothing. */
  private boolean start(ByteBuf in) {
    while (in.isReadable()) {
      byte b = in.getByte(in.readerIndex());
      if (b != '\r' && b != '\n') {
        int size = Math.min(in.readableBytes(), FIRST_SIZE_LIMIT);
        bytes = new byte[Math.max(FIRST_SIZE, size + ROOM_TO_ADD)];
        filled = 0;
        inLine = true;
        line.reset();
        budget.reset();
        framing.reset();
        headers = HeaderBlock.over(bytes, 0);
        method = "";
        target = "";
        return true;
      }
      in.skipBytes(1);
    }
    return false;
  }

  private void fill(ByteBuf in) {
    if (filled == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = Math.min(in.readableBytes(), bytes.length - filled);
    in.readBytes(bytes, filled, count);
    filled += count;
  }

  private int position() {
    return inLine ? line.position() : scanner.position();
  }

  private Step advance() {
    while (true) {
      int limit = Math.min(filled, budget.end());
      Step step = inLine ? requestLine(limit) : headerLine(limit);
      if (step == Step.HEAD || step == Step.REFUSED) {
        return step;
      }
      if (step == Step.MORE && position() < budget.end()) {
        return step;
      }
      if (step == Step.MORE && !budget.extend()) {
        return refuse(inLine ? Refusal.URI_TOO_LONG : Refusal.HEADER_TOO_LARGE);
      }
    }
  }

  private Step requestLine(int limit) {
    return switch (line.scan(bytes, limit)) {
      case NOTHING -> Step.MORE;
      case FAULT -> refuse(Refusal.BAD_REQUEST);
      case VERSION -> refuse(Refusal.VERSION_NOT_SUPPORTED);
      case LINE -> {
        method = line.method(bytes);
        target = line.target(bytes);
        if (!line.acceptable(bytes)) {
          yield refuse(Refusal.BAD_REQUEST);
        }
        budget.lineEnded(line.position());
        scanner.reset(line.position());
        inLine = false;
        yield Step.LINE;
      }
    };
  }

  private Step headerLine(int limit) {
    return switch (scanner.scan(bytes, limit)) {
      case NOTHING -> Step.MORE;
      case FAULT -> refuse(Refusal.BAD_REQUEST);
      case END -> {
        Refusal verdict = framing.judge(method, line.version(), limits);
        yield verdict == null ? Step.HEAD : refuse(verdict);
      }
      case LINE -> {
        budget.lineEnded(scanner.position());
        // As nginx does with ignore_invalid_headers: such a line is passed over, not refused.
        yield scanner.plainName() ? keepLine() : Step.LINE;
      }
    };
  }

  private Step keepLine() {
    if (headers.size() == limits.headerLines()) {
      return refuse(Refusal.HEADER_TOO_LARGE);
    }
    int from = scanner.valueStart();
    int to = scanner.valueEnd();
    RequestField field =
        RequestField.of(scanner.hash(), bytes, scanner.nameStart(), scanner.nameEnd());
    if (field != null && !framing.line(field, bytes, from, to)) {
      return refuse(Refusal.BAD_REQUEST);
    }
    headers.addRange(scanner.nameStart(), scanner.nameEnd(), from, to, scanner.hash());
    return Step.LINE;
  }

  private Step refuse(Refusal reason) {
    refusal = reason;
    return Step.REFUSED;
  }

  private RequestHead head(boolean complete) {
    headers.rebase(bytes, position());
    HttpVersion version = inLine ? HttpVersion.HTTP_1_1 : line.version();
    return new RequestHead(
        method,
        target,
        inLine ? null : line.authority(bytes),
        version,
        headers,
        complete ? framing.framing() : Framing.NONE,
        complete ? framing.contentLength() : -1,
        complete && framing.keepAlive(version),
        complete && framing.expectContinue(version),
        position());
  }
}
