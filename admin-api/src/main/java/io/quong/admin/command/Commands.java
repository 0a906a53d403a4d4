package io.quong.admin.command;

import io.quong.admin.Catalogue;
import io.quong.admin.declarative.DocumentFault;
import io.quong.admin.declarative.Documents;
import io.quong.listen.ClusterCertificate;
import io.quong.program.PluginJars;
import io.quong.program.ProgramArguments;
import io.quong.program.ProgramArguments.UsageException;
import io.quong.schema.AutoValues;
import io.quong.settings.Settings;
import io.quong.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Carries out one command and answers its exit status. */
public final class Commands {
  private static final int FAILED = 1;

  private Commands() {}

  /**
   * @param arguments the command's words, then {@code --} and the options of every program
   */
  public static int run(List<String> arguments) {
    int end = arguments.indexOf("--");
    List<String> words = arguments.subList(0, end);
    try {
      ProgramArguments options =
          ProgramArguments.parse(arguments.subList(end + 1, arguments.size()));
      Settings settings = options.settings(System.getenv());
      return switch (words.get(0)) {
        case "parse" -> parse(Path.of(words.get(1)), settings);
        case "gen-cert" ->
            certificate(
                Path.of(words.get(1)), Path.of(words.get(2)), Integer.parseInt(words.get(3)));
        case "migrations" -> Migrations.run(words.get(1), settings);
        default -> fail("unknown command: " + words.get(0));
      };
    } catch (SettingsException refused) {
      return fail(String.join("\nError: ", refused.errors()));
    } catch (UsageException | IOException | GeneralSecurityException | SQLException refused) {
      return fail(refused.getMessage());
    }
  }

  private static int fail(String reason) {
    System.err.println("Error: " + reason);
    return FAILED;
  }

  private static int parse(Path file, Settings settings) throws IOException {
    Catalogue catalogue =
        Catalogue.of(
            settings,
            PluginJars.loader(
                settings.prefix().resolve("plugins.d"), Commands.class.getClassLoader()));
    AutoValues auto = new AutoValues(Clock.systemUTC(), new SecureRandom());
    try {
      new Documents(catalogue.kinds(), auto, settings.withoutDatabase())
          .load(Files.readString(file));
    } catch (DocumentFault fault) {
      return fail("Failed parsing:\n" + fault.listed());
    }
    System.out.println("parse successful");
    return 0;
  }

  private static int certificate(Path certificate, Path key, int days)
      throws IOException, GeneralSecurityException {
    for (Path file : List.of(certificate, key)) {
      if (Files.exists(file)) {
        return fail(file + " already exists. Will not overwrite it.");
      }
    }
    ClusterCertificate made = ClusterCertificate.make(days, Clock.systemUTC().instant());
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, made.key());
    Files.writeString(certificate, made.certificate(), StandardOpenOption.CREATE_NEW);
    System.out.println(
        "Successfully generated certificate/key pairs, they have been written to: "
            + "'"
            + certificate
            + "' and '"
            + key
            + "'.");
    return 0;
  }
}
