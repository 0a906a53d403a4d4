package io.quong.dataplane.path;

import io.quong.settings.Keys;
import io.quong.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What whoever debugs a request from another machine has to know. */
final class DebugToken {
  private static final Logger LOG = Logger.getLogger(DebugToken.class);
  private static final String FILE = ".request_debug_token";

  private final byte[] token;

  private DebugToken(String token) {
    this.token = token.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** That of the settings; else a new one, kept in a file under the prefix for whoever may read. */
  static DebugToken of(Settings settings) {
    String given = settings.get(Keys.REQUEST_DEBUG_TOKEN);
    if (given != null) {
      return new DebugToken(given);
    }
    String made = UUID.randomUUID().toString();
    Path file = settings.prefix().resolve(FILE);
    try {
      Files.createDirectories(settings.prefix());
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, made);
    } catch (IOException | UnsupportedOperationException failed) {
      LOG.warnf("%s cannot be written, requests are debugged from loopback only: %s", file, failed);
    }
    return new DebugToken(made);
  }

  /** In a time that tells nothing of the token. */
  boolean is(String said) {
    return said != null && MessageDigest.isEqual(token, said.getBytes(StandardCharsets.ISO_8859_1));
  }
}
