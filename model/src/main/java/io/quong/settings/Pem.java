package io.quong.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/**
 * Certificates and keys as settings give them: the path of a PEM file, the PEM text, or its base64.
 */
public final class Pem {
  private static final String BEGIN = "-----BEGIN ";

  private Pem() {}

  /** The PEM text; null when the value leads to none. */
  public static String text(String value) {
    if (value.contains(BEGIN)) {
      return value;
    }
    String decoded = decoded(value);
    return decoded != null && decoded.contains(BEGIN) ? decoded : fromFile(value);
  }

  private static String decoded(String value) {
    try {
      return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String fromFile(String value) {
    try {
      String text = Files.readString(Path.of(value), StandardCharsets.ISO_8859_1);
      return text.contains(BEGIN) ? text : null;
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  static boolean isCertificate(String value) {
    String text = text(value);
    if (text == null) {
      return false;
    }
    try {
      return CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
          != null;
    } catch (CertificateException e) {
      return false;
    }
  }

  static boolean isKey(String value) {
    String text = text(value);
    return text != null && text.contains("PRIVATE KEY-----");
  }

  /** What an error may say of a value: a path, but no content. */
  static String named(String value) {
    return value.contains(BEGIN) || value.length() > 512 ? "the given text" : value;
  }
}
