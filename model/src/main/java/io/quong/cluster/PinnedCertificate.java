package io.quong.cluster;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate and no other, whoever signed it and whatever name it has, as Kong's shared
 * mode does. Or any at all, for a connection whose other side proves itself by the secret.
 */
public final class PinnedCertificate extends X509ExtendedTrustManager {
  private final String sha256;

  private PinnedCertificate(String sha256) {
    this.sha256 = sha256;
  }

  /** Trusts the first certificate of the PEM text. */
  public static PinnedCertificate of(String pem) {
    return new PinnedCertificate(sha256(pem));
  }

  /** Trusts any; see {@link SharedSecret} for what makes that safe. */
  public static PinnedCertificate any() {
    return new PinnedCertificate(null);
  }

  /** SHA-256 of the first certificate of the PEM text, in hex. */
  public static String sha256(String pem) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return sha256(
          factory.generateCertificate(
              new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not a certificate in PEM", e);
    }
  }

  /** SHA-256 of a certificate, in hex. */
  public static String sha256(Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a certificate that can't be encoded", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (sha256 != null && !SharedSecret.equal(sha256, sha256(chain[0]))) {
      throw new CertificateException("not the certificate of this cluster (cluster_cert)");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
