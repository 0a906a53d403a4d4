package io.quong.entity;

import io.quong.schema.Schema;
import java.util.Locale;

/** How a node picks routes, {@code router_flavor}; it decides what a route may hold. */
public enum RouterFlavour {
  /** Kong's older router: categories of attributes, PCRE. */
  TRADITIONAL,
  /** The default: one rank for each route. */
  TRADITIONAL_COMPATIBLE,
  /** The same, and routes with an expression, which come first. */
  EXPRESSIONS;

  /** What the setting's value names. */
  public static RouterFlavour of(String setting) {
    return valueOf(setting.toUpperCase(Locale.ROOT));
  }

  /** The setting's value. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a route may hold. */
  public Schema routes() {
    Schema common = Schema.of(Route.class);
    return switch (this) {
      case TRADITIONAL -> common.varied(TraditionalRoute.class);
      case TRADITIONAL_COMPATIBLE -> common;
      case EXPRESSIONS -> common.varied(ExpressionRoute.class);
    };
  }
}
