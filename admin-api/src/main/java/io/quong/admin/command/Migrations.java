package io.quong.admin.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.Database;
import io.quong.settings.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * {@code migrations …}. A control plane migrates at its start by itself; several of them wait for
 * each other. All changes are such that control planes of the version before go on.
 */
final class Migrations {
  private static final int NEEDS_BOOTSTRAP = 3;
  private static final int NEW_AVAILABLE = 5;

  private Migrations() {}

  static int run(String verb, Settings settings) throws IOException, SQLException {
    boolean reset = verb.equals("reset");
    try (Database database = Database.open(settings)) {
      Flyway flyway = database.flyway(reset);
      return switch (verb) {
        case "bootstrap" -> bootstrap(flyway);
        case "up" -> up(flyway);
        case "finish" -> say("No pending migrations to finish");
        case "list" -> list(flyway);
        case "status" -> status(flyway);
        default -> {
          flyway.clean();
          yield say("Database successfully reset");
        }
      };
    } catch (FlywayException failed) {
      throw new SQLException(failed.getMessage(), failed);
    }
  }

  private static int say(String text) {
    System.out.println(text);
    return 0;
  }

  private static int bootstrap(Flyway flyway) {
    if (flyway.info().applied().length > 0) {
      return say("Database already bootstrapped");
    }
    System.out.println("Bootstrapping database...");
    flyway.migrate();
    return say("Database is up-to-date");
  }

  private static int up(Flyway flyway) throws SQLException {
    if (flyway.info().applied().length == 0) {
      throw new SQLException("Database needs bootstrapping: run 'quong migrations bootstrap'");
    }
    if (flyway.info().pending().length == 0) {
      return say("Database is already up-to-date");
    }
    int done = flyway.migrate().migrationsExecuted;
    return say(done + " migrations processed\nDatabase is up-to-date");
  }

  private static int list(Flyway flyway) {
    MigrationInfo[] applied = flyway.info().applied();
    if (applied.length == 0) {
      System.out.println("Database needs bootstrapping: run 'quong migrations bootstrap'");
      return NEEDS_BOOTSTRAP;
    }
    System.out.println("Executed migrations:");
    names(applied).forEach(name -> System.out.println("  " + name.asText()));
    if (flyway.info().pending().length > 0) {
      System.out.println("\nNew migrations available:");
      names(flyway.info().pending()).forEach(name -> System.out.println("  " + name.asText()));
      return NEW_AVAILABLE;
    }
    return 0;
  }

  private static int status(Flyway flyway) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("needs_bootstrap", flyway.info().applied().length == 0);
    status.set("executed_migrations", names(flyway.info().applied()));
    status.set("new_migrations", names(flyway.info().pending()));
    status.putArray("pending_migrations");
    return say(status.toPrettyString());
  }

  private static ArrayNode names(MigrationInfo[] migrations) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    Arrays.stream(migrations).map(MigrationInfo::getScript).forEach(names::add);
    return names;
  }
}
