package io.quong.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the build, and that of the Kong whose API it speaks. */
public final class ProductVersion {
  /** Clients decide by it what they may ask for. */
  public static final String KONG = "3.9.1";

  /** Ours, {@code 1.0.0-SNAPSHOT}. */
  public static final String QUONG = read();

  /** What {@code Server} and {@code Via} say: {@code quong/1.0.0}. */
  public static final String SOFTWARE = "quong/" + QUONG.replace("-SNAPSHOT", "");

  private ProductVersion() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = ProductVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
