package io.quong.dataplane.cluster;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file encrypted with AES-GCM in frames, so that neither end holds more than one of them: magic,
 * salt, file id, then frames of a length, whose highest bit marks the last, and the sealed bytes.
 * The number of a frame is its nonce, and number and mark are authenticated: frames can't be
 * altered, left out, swapped or cut off at the end.
 */
final class Sealed {
  static final byte[] MAGIC = "QUONGC1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int FRAME = 1 << 16;
  private static final int TAG = 16;
  private static final int LAST = 1 << 31;

  private Sealed() {}

  static OutputStream output(OutputStream to, NodeKey nodeKey) throws IOException {
    byte[] salt = nodeKey.salt();
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    DataOutputStream out = new DataOutputStream(to);
    out.write(MAGIC);
    out.write(salt);
    out.write(id);
    return new Output(out, key(nodeKey, salt, id));
  }

  /** The rest of a file whose magic was read. */
  static InputStream input(InputStream from, NodeKey nodeKey) throws IOException {
    DataInputStream in = new DataInputStream(from);
    byte[] salt = new byte[NodeKey.SALT];
    byte[] id = new byte[16];
    in.readFully(salt);
    in.readFully(id);
    return new Input(in, key(nodeKey, salt, id));
  }

  private static SecretKeySpec key(NodeKey nodeKey, byte[] salt, byte[] id) throws IOException {
    try {
      return nodeKey.of(salt, id);
    } catch (GeneralSecurityException e) {
      throw new IOException("no key can be derived", e);
    }
  }

  private static byte[] crypt(
      int mode, SecretKeySpec key, long number, boolean last, byte[] data, int length)
      throws IOException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(number).array();
      cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
      cipher.updateAAD(ByteBuffer.allocate(9).putLong(number).put((byte) (last ? 1 : 0)).array());
      return cipher.doFinal(data, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IOException("altered, or sealed with another QUONG_NODE_KEY", e);
    }
  }

  private static final class Output extends OutputStream {
    private final DataOutputStream out;
    private final SecretKeySpec key;
    private final byte[] frame = new byte[FRAME];
    private int used;
    private long number;

    Output(DataOutputStream out, SecretKeySpec key) {
      this.out = out;
      this.key = key;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = from;
      while (at < from + length) {
        if (used == FRAME) {
          seal(false);
        }
        int part = Math.min(FRAME - used, from + length - at);
        System.arraycopy(bytes, at, frame, used, part);
        used += part;
        at += part;
      }
    }

    private void seal(boolean last) throws IOException {
      byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, number++, last, frame, used);
      out.writeInt(sealed.length | (last ? LAST : 0));
      out.write(sealed);
      used = 0;
    }

    @Override
    public void close() throws IOException {
      try (out) {
        seal(true);
      }
    }
  }

  private static final class Input extends InputStream {
    private final DataInputStream in;
    private final SecretKeySpec key;
    private InputStream frame = new ByteArrayInputStream(new byte[0]);
    private boolean last;
    private long number;

    Input(DataInputStream in, SecretKeySpec key) {
      this.in = in;
      this.key = key;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int read = frame.read(bytes, from, length);
      while (read < 0 && !last) {
        open();
        read = frame.read(bytes, from, length);
      }
      return read;
    }

    private void open() throws IOException {
      int length = in.readInt();
      last = (length & LAST) != 0;
      length &= ~LAST;
      if (length < TAG || length > FRAME + TAG) {
        throw new IOException("altered: a frame of " + length + " bytes");
      }
      byte[] sealed = new byte[length];
      in.readFully(sealed);
      frame =
          new ByteArrayInputStream(crypt(Cipher.DECRYPT_MODE, key, number++, last, sealed, length));
      if (last && in.read() >= 0) {
        throw new IOException("altered: bytes after the last frame");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Whether the bytes are the magic. */
  static boolean is(byte[] start) {
    return Arrays.equals(MAGIC, start);
  }
}
