package io.quong.lua;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.quong.plugin.BodyPiece;
import io.quong.plugin.Exchange;
import io.quong.plugin.Phase;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.TlsClientHello;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Kong's pre-function and post-function: Lua of the configuration in the phases of a request. */
public abstract class FunctionPlugin implements Plugin {
  private static final System.Logger LOG = System.getLogger(FunctionPlugin.class.getName());

  private final String name;
  private final LuaRun.Node node;
  private final List<FunctionChunk> certificate;
  private final List<FunctionChunk> rewrite;
  private final List<FunctionChunk> access;
  private final List<FunctionChunk> headerFilter;
  private final List<FunctionChunk> bodyFilter;
  private final List<FunctionChunk> log;
  private final Set<Need> needs;

  /**
   * @throws LuaException when a source does not compile
   */
  protected FunctionPlugin(String name, FunctionSources sources, PluginContext context) {
    this.name = name;
    node = new LuaRun.Node(context.nodeId(), context.configuration());
    certificate = compiled(sources.certificate());
    rewrite = compiled(sources.rewrite());
    access = compiled(sources.access());
    headerFilter = compiled(sources.headerFilter());
    bodyFilter = compiled(sources.bodyFilter());
    log = compiled(sources.log());
    boolean body = readsBody(sources.rewrite()) || readsBody(sources.access());
    needs = body ? Set.of(Need.REQUEST_BODY) : Set.of();
  }

  private static List<FunctionChunk> compiled(List<String> sources) {
    List<FunctionChunk> chunks = new ArrayList<>();
    if (sources != null) {
      sources.forEach(source -> chunks.add(new FunctionChunk(LuaScript.compile(source))));
    }
    return List.copyOf(chunks);
  }

  /** Every function that reads a body has the word in its name. */
  private static boolean readsBody(List<String> sources) {
    return sources != null
        && sources.stream()
            .anyMatch(source -> source.contains("body") || source.contains("get_post_args"));
  }

  @Override
  public Set<Need> needs() {
    return needs;
  }

  @Override
  public void certificate(TlsClientHello hello) {
    try (LuaRun run = LuaRun.begin(node, null, Phase.CERTIFICATE, new LuaRun.Kept(), null)) {
      all(certificate, run);
    }
  }

  @Override
  public Step rewrite(Exchange exchange) {
    return answering(rewrite, exchange, Phase.REWRITE);
  }

  @Override
  public Step access(Exchange exchange) {
    return answering(access, exchange, Phase.ACCESS);
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    return answering(headerFilter, exchange, Phase.HEADER_FILTER);
  }

  @Override
  public void bodyFilter(Exchange exchange, BodyPiece piece) {
    if (bodyFilter.isEmpty()) {
      return;
    }
    String before = ByteText.of(piece.content());
    LuaTable arguments = new LuaTable();
    arguments.set(1.0, before);
    arguments.set(2.0, piece.last());
    try (LuaRun run = LuaRun.begin(node, exchange, Phase.BODY_FILTER, kept(exchange), arguments)) {
      all(bodyFilter, run);
    }
    Object after = arguments.get(1.0);
    if (!before.equals(after)) {
      ByteBuf content = after == null ? Unpooled.EMPTY_BUFFER : ByteText.buffer(Values.text(after));
      piece.replace(content);
    }
  }

  @Override
  public void log(Exchange exchange) {
    if (!log.isEmpty()) {
      try (LuaRun run = LuaRun.begin(node, exchange, Phase.LOG, kept(exchange), null)) {
        all(log, run);
      }
    }
  }

  private Step answering(List<FunctionChunk> chunks, Exchange exchange, Phase phase) {
    if (chunks.isEmpty()) {
      return Step.NEXT;
    }
    try (LuaRun run = LuaRun.begin(node, exchange, phase, kept(exchange), null)) {
      all(chunks, run);
      return run.kept.said == null ? Step.NEXT : Step.respond(NgxLibrary.said(run));
    } catch (LuaRun.Exit exit) {
      return exit.answer == null ? Step.NEXT : Step.respond(exit.answer);
    }
  }

  private static LuaRun.Kept kept(Exchange exchange) {
    if (exchange.note() instanceof LuaRun.Kept kept) {
      return kept;
    }
    LuaRun.Kept kept = new LuaRun.Kept();
    exchange.note(kept);
    return kept;
  }

  /** In order; an error ends them, and is the plugin's. */
  private void all(List<FunctionChunk> chunks, LuaRun run) {
    try {
      for (FunctionChunk chunk : chunks) {
        chunk.run();
      }
    } catch (LuaException | LuaBudget.Exhausted | StringLibrary.ArgumentError error) {
      LOG.log(System.Logger.Level.ERROR, "[" + name + "] " + error.getMessage());
      throw error;
    } catch (LuaRun.Exit exit) {
      if (exit.answer != null && (run.phase == Phase.BODY_FILTER || run.phase == Phase.LOG)) {
        LOG.log(
            System.Logger.Level.ERROR,
            "[" + name + "] an answer cannot be given in this phase any more");
        return;
      }
      if (run.exchange != null) {
        throw exit;
      }
    }
  }
}
