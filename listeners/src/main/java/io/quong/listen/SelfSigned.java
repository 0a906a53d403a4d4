package io.quong.listen;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * A self-signed certificate for {@code localhost}, for 20 years, as Kong makes one when none is
 * given.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 */
record SelfSigned(String certificate, String key) {
  /** The kinds of keys that a server offers. */
  enum Kind {
    RSA("RSA", 2_048, "SHA256withRSA"),
    ECDSA("EC", 256, "SHA256withECDSA"),
    /** What Kong makes for control plane and nodes. */
    CLUSTER("EC", 384, "SHA256withECDSA");

    private final String algorithm;
    private final int bits;
    private final String signature;

    Kind(String algorithm, int bits, String signature) {
      this.algorithm = algorithm;
      this.bits = bits;
      this.signature = signature;
    }
  }

  private static final int DAYS = 20 * 365;

  static SelfSigned make(Kind kind, Instant now) throws GeneralSecurityException {
    return make(kind, "localhost", DAYS, now);
  }

  /**
   * @param name its common name
   * @param days how long it is valid
   */
  static SelfSigned make(Kind kind, String name, int days, Instant now)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm);
    generator.initialize(kind.bits);
    KeyPair pair = generator.generateKeyPair();
    byte[] algorithm =
        kind == Kind.RSA
            ? Der.sequence(Der.oid(1, 2, 840, 113549, 1, 1, 11), Der.none())
            : Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    byte[] signed = signed(pair, algorithm, name, days, now.truncatedTo(ChronoUnit.SECONDS));
    Signature signature = Signature.getInstance(kind.signature);
    signature.initSign(pair.getPrivate());
    signature.update(signed);
    byte[] certificate = Der.sequence(signed, algorithm, Der.bits(signature.sign()));
    return new SelfSigned(
        pem("CERTIFICATE", certificate), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
  }

  private static byte[] signed(
      KeyPair pair, byte[] algorithm, String commonName, int days, Instant now) {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(commonName))));
    byte[] names =
        Der.sequence(
            Der.tagged(0x82, commonName.getBytes(StandardCharsets.US_ASCII)),
            Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
    byte[] extensions =
        Der.sequence(
            Der.sequence(Der.oid(2, 5, 29, 17), Der.octets(names)),
            Der.sequence(Der.oid(2, 5, 29, 19), Der.yes(), Der.octets(Der.sequence(Der.yes()))));
    return Der.sequence(
        Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
        Der.integer(new BigInteger(1, serial)),
        algorithm,
        name,
        Der.sequence(
            Der.time(now.minus(1, ChronoUnit.DAYS)), Der.time(now.plus(days, ChronoUnit.DAYS))),
        name,
        pair.getPublic().getEncoded(),
        Der.tagged(0xa3, extensions));
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  @Override
  public String toString() {
    return "SelfSigned[******]";
  }
}
