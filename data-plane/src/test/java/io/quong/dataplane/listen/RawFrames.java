package io.quong.dataplane.listen;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** HTTP/2 frame by frame, as no honest client sends it. */
final class RawFrames implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;

  static final byte[] NOTHING = {};

  /** {@code GET / http a}, in HPACK. */
  static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'a'};

  /** {@code POST / http a}, in HPACK. */
  static final byte[] POST = {(byte) 0x83, (byte) 0x86, (byte) 0x84, 0x41, 1, 'a'};

  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final DataInputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * @param settings of the client, in their binary form
   */
  RawFrames(InetSocketAddress address, byte... settings) throws IOException {
    socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, settings).send();
  }

  /** A setting, such as 4 for the window of streams. */
  static byte[] setting(int id, int value) {
    return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  RawFrames frame(int type, int flags, int stream, byte[] payload) {
    ByteBuffer head = ByteBuffer.allocate(9);
    head.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    head.put((byte) type).put((byte) flags).putInt(stream);
    out.writeBytes(head.array());
    out.writeBytes(payload);
    return this;
  }

  RawFrames send() throws IOException {
    socket.getOutputStream().write(out.toByteArray());
    socket.getOutputStream().flush();
    out.reset();
    return this;
  }

  /** What was gathered, again and again until the other side takes no more. */
  RawFrames flood(int times) throws IOException {
    byte[] frames = out.toByteArray();
    out.reset();
    try {
      for (int i = 0; i < times; i++) {
        socket.getOutputStream().write(frames);
      }
    } catch (SocketException closed) {
      // What it said before can still be read, or else the reset counts as its answer.
    }
    return this;
  }

  /** One frame that came. */
  record Frame(int type, int flags, int stream, ByteBuffer payload) {}

  /** Null at the end of the connection. */
  Frame read() throws IOException {
    try {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = new byte[length];
      in.readFully(payload);
      return new Frame(type, flags, stream, ByteBuffer.wrap(payload));
    } catch (EOFException | SocketException ended) {
      return null;
    }
  }

  /** The next frame of this type; others are passed over. Null at the end of the connection. */
  Frame read(int type) throws IOException {
    Frame frame = read();
    while (frame != null && frame.type() != type) {
      frame = read();
    }
    return frame;
  }

  /** The error of the first GOAWAY before the connection ends; -1 when it ends without one. */
  int end() throws IOException {
    int error = -1;
    Frame frame = read();
    while (frame != null) {
      if (frame.type() == GOAWAY && error < 0) {
        error = frame.payload().getInt(4);
      }
      frame = read();
    }
    return error;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
