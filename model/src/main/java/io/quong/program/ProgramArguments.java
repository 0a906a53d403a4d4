package io.quong.program;

import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import io.quong.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options that every command and program takes.
 *
 * @param file {@code -c}: a {@code kong.conf}; null for none
 * @param overrides settings of the command line by key: {@code -p} is {@code prefix}, {@code -s
 *     KEY=VALUE} any
 */
public record ProgramArguments(Path file, Map<String, String> overrides) {
  /** An option that is not known or lacks its value; the message is for the user. */
  public static final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
      super(message);
    }
  }

  /**
   * @throws UsageException when an argument is none of these options
   */
  public static ProgramArguments parse(List<String> arguments) throws UsageException {
    Path file = null;
    Map<String, String> overrides = new TreeMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      if (i + 1 == arguments.size()) {
        throw new UsageException(
            known(option) ? option + " needs a value" : "unknown argument: " + option);
      }
      String value = arguments.get(i + 1);
      switch (option) {
        case "-c" -> file = Path.of(value).toAbsolutePath();
        case "-p" -> overrides.put("prefix", Path.of(value).toAbsolutePath().toString());
        case "-s" -> {
          int equals = value.indexOf('=');
          if (equals < 1) {
            throw new UsageException("-s needs KEY=VALUE");
          }
          overrides.put(value.substring(0, equals), value.substring(equals + 1));
        }
        default -> throw new UsageException("unknown argument: " + option);
      }
    }
    return new ProgramArguments(file, overrides);
  }

  private static boolean known(String option) {
    return List.of("-c", "-p", "-s").contains(option);
  }

  /** As arguments for another program. */
  public List<String> toArguments() {
    List<String> arguments = new java.util.ArrayList<>();
    if (file != null) {
      arguments.addAll(List.of("-c", file.toString()));
    }
    overrides.forEach((key, value) -> arguments.addAll(List.of("-s", key + "=" + value)));
    return arguments;
  }

  /**
   * Reads the settings.
   *
   * @param environment of the process
   */
  public Settings settings(Map<String, String> environment) throws SettingsException {
    return new SettingsReader(environment).read(file, overrides);
  }
}
