package io.quong.lua;

import static io.quong.lua.StringLibrary.number;
import static io.quong.lua.StringLibrary.one;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;

/** Lua's {@code math}, without {@code randomseed}. */
final class MathLibrary {
  private MathLibrary() {}

  static LuaTable make() {
    LuaTable math = new LuaTable();
    math.set("pi", Math.PI);
    math.set("huge", Double.POSITIVE_INFINITY);
    plain(math, "abs", Math::abs);
    plain(math, "ceil", Math::ceil);
    plain(math, "floor", Math::floor);
    plain(math, "sqrt", Math::sqrt);
    plain(math, "sin", Math::sin);
    plain(math, "cos", Math::cos);
    plain(math, "tan", Math::tan);
    plain(math, "asin", Math::asin);
    plain(math, "acos", Math::acos);
    plain(math, "atan", Math::atan);
    plain(math, "exp", Math::exp);
    plain(math, "log", Math::log);
    plain(math, "log10", Math::log10);
    plain(math, "deg", Math::toDegrees);
    plain(math, "rad", Math::toRadians);
    put(math, "pow", (run, a) -> one(Math.pow(number("pow", a, 0), number("pow", a, 1))));
    put(math, "fmod", (run, a) -> one(number("fmod", a, 0) % number("fmod", a, 1)));
    put(math, "atan2", (run, a) -> one(Math.atan2(number("atan2", a, 0), number("atan2", a, 1))));
    put(math, "min", (run, a) -> one(extreme("min", a, -1)));
    put(math, "max", (run, a) -> one(extreme("max", a, 1)));
    put(math, "modf", MathLibrary::modf);
    put(math, "random", MathLibrary::random);
    return math;
  }

  private static void put(LuaTable math, String name, LuaFunction function) {
    math.set(name, function);
  }

  private static void plain(LuaTable math, String name, DoubleUnaryOperator function) {
    put(math, name, (run, a) -> one(function.applyAsDouble(number(name, a, 0))));
  }

  private static double extreme(String name, Object[] a, int sign) {
    double found = number(name, a, 0);
    for (int i = 1; i < a.length; i++) {
      double value = number(name, a, i);
      if (Double.compare(value, found) * sign > 0) {
        found = value;
      }
    }
    return found;
  }

  private static Object[] modf(LuaBudget budget, Object... a) {
    double value = number("modf", a, 0);
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    return new Object[] {whole, value - whole};
  }

  private static Object[] random(LuaBudget budget, Object... a) {
    if (a.length == 0) {
      return one(ThreadLocalRandom.current().nextDouble());
    }
    double from = a.length > 1 ? number("random", a, 0) : 1;
    double to = number("random", a, a.length > 1 ? 1 : 0);
    if (from > to) {
      throw new StringLibrary.ArgumentError(
          "bad argument #" + Math.min(a.length, 2) + " to 'random' (interval is empty)");
    }
    return one(from + Math.floor(ThreadLocalRandom.current().nextDouble() * (to - from + 1)));
  }
}
