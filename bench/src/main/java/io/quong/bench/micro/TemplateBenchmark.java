package io.quong.bench.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quong.lua.LuaBudget;
import io.quong.lua.LuaScript;
import io.quong.lua.LuaTable;
import io.quong.plugin.template.Template;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Templates of an everyday size: Lua as Kong's transformers have it, and our JSONata. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TemplateBenchmark {
  private final LuaScript lua = LuaScript.compile("return headers.x or 'none'");
  private final LuaTable globals = new LuaTable();
  private final Template jsonata = new Template("headers.x ? headers.x : 'none'");
  private final JsonNode input =
      JsonNodeFactory.instance
          .objectNode()
          .set("headers", JsonNodeFactory.instance.objectNode().put("x", "a value"));

  public TemplateBenchmark() {
    LuaTable headers = new LuaTable();
    headers.set("x", "a value");
    globals.set("headers", headers);
  }

  @Benchmark
  public Object[] lua() {
    return lua.run(globals, new LuaBudget());
  }

  @Benchmark
  public JsonNode jsonata() {
    return jsonata.apply(input);
  }
}
