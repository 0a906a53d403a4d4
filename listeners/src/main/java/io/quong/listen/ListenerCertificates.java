package io.quong.listen;

import io.quong.settings.Key;
import io.quong.settings.Keys;
import io.quong.settings.Pem;
import io.quong.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The certificates that a server shows when nothing better is known: those of the settings, or else
 * a pair (RSA and ECDSA) that is made once and kept under {@code <prefix>/ssl/} with Kong's names.
 */
public final class ListenerCertificates {
  /** Whose certificates: each server has settings and files of its own. */
  public static final class Server {
    public static final Server PROXY = new Server("", Keys.SSL_CERT, Keys.SSL_CERT_KEY);
    public static final Server ADMIN =
        new Server("admin-", Keys.ADMIN_SSL_CERT, Keys.ADMIN_SSL_CERT_KEY);
    public static final Server ADMIN_GUI =
        new Server("admin-gui-", Keys.ADMIN_GUI_SSL_CERT, Keys.ADMIN_GUI_SSL_CERT_KEY);
    public static final Server STATUS =
        new Server("status-", Keys.STATUS_SSL_CERT, Keys.STATUS_SSL_CERT_KEY);

    /** Nodes recognise the control plane by the secret, not by its certificate. */
    public static final Server CLUSTER = new Server("cluster-", null, null);

    private final String file;
    private final Key<List<String>> certificates;
    private final Key<List<String>> keys;

    private Server(String file, Key<List<String>> certificates, Key<List<String>> keys) {
      this.file = file;
      this.certificates = certificates;
      this.keys = keys;
    }
  }

  /**
   * A certificate and its key.
   *
   * @param certificate PEM, the chain with the leaf first
   * @param key PEM
   */
  public record Pair(String certificate, String key) {
    @Override
    public String toString() {
      return "Pair[******]";
    }
  }

  private final Settings settings;
  private final Clock clock;

  public ListenerCertificates(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The pairs of a server; reads and writes files.
   *
   * @throws IOException when a file cannot be read or made
   */
  public List<Pair> of(Server server) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    if (server.certificates != null && !settings.get(server.certificates).isEmpty()) {
      List<String> certificates = settings.get(server.certificates);
      List<String> keys = settings.get(server.keys);
      for (int i = 0; i < certificates.size(); i++) {
        pairs.add(new Pair(Pem.text(certificates.get(i)), Pem.text(keys.get(i))));
      }
      return pairs;
    }
    for (SelfSigned.Kind kind : List.of(SelfSigned.Kind.RSA, SelfSigned.Kind.ECDSA)) {
      pairs.add(kept(server, kind));
    }
    return pairs;
  }

  private Pair kept(Server server, SelfSigned.Kind kind) throws IOException {
    Path folder = settings.prefix().resolve("ssl");
    String suffix = kind == SelfSigned.Kind.RSA ? "" : "-" + kind.name().toLowerCase(Locale.ROOT);
    Path certificate = folder.resolve(server.file + "kong-default" + suffix + ".crt");
    Path key = folder.resolve(server.file + "kong-default" + suffix + ".key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      Files.createDirectories(folder);
      try {
        SelfSigned made = SelfSigned.make(kind, clock.instant());
        write(key, made.key(), "rw-------");
        write(certificate, made.certificate(), "rw-r--r--");
      } catch (GeneralSecurityException e) {
        throw new IOException("could not make a certificate: " + e.getMessage(), e);
      }
    }
    return new Pair(Files.readString(certificate), Files.readString(key));
  }

  private static void write(Path file, String text, String mode) throws IOException {
    Path temporary =
        Files.createTempFile(
            file.getParent(),
            ".pem",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)));
    Files.writeString(temporary, text, StandardCharsets.US_ASCII);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
