package io.quong.lua;

/** A function that Lua can call, of Java or of Lua. */
@FunctionalInterface
public interface LuaFunction {
  /** No result. */
  Object[] NOTHING = {};

  /**
   * @param budget what is left of the run
   * @param arguments as many as the caller gave; nil is null
   * @return the results
   */
  Object[] call(LuaBudget budget, Object... arguments);

  /** A function of no or one argument with one result, for the plain getters. */
  static LuaFunction of(java.util.function.Function<Object, Object> body) {
    return (budget, arguments) ->
        new Object[] {body.apply(arguments.length > 0 ? arguments[0] : null)};
  }
}
