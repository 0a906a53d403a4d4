package io.quong.dataplane.runtime;

import io.netty.channel.EventLoop;
import io.quong.dataplane.cluster.ConfigRefused;
import io.quong.dataplane.cluster.ConfigSink;
import io.quong.entity.RouterFlavour;
import io.quong.snapshot.ConfigUpdate;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Makes each configuration live: the life of a change on a node, in one place.
 *
 * <ol>
 *   <li>read what changed into the entity store,
 *   <li>make instances of plugins that are new or changed, keep the others,
 *   <li>compile router, chains and certificates, sharing what did not change,
 *   <li>let other packages make their parts,
 *   <li>swap the new Runtime in on every event loop,
 *   <li>close what was replaced after the last request on it.
 * </ol>
 *
 * When any of these fails before the swap, what was made for it is closed and everything stays as
 * it was.
 */
public final class RuntimeBuilder implements ConfigSink {
  private final Setup setup;
  private final RuntimeHolder holder;
  private Build.Result built;

  /**
   * @param kinds the entities that this node knows
   * @param reader makes records of trees
   * @param plugins makes plugin instances
   * @param makers of other packages' parts
   * @param flavour {@code router_flavor}
   * @param headerLimit {@code lua_max_req_headers}
   */
  public record Setup(
      List<EntityKind<?>> kinds,
      EntityReader reader,
      PluginLoader plugins,
      List<RuntimePart.Maker<?>> makers,
      RouterFlavour flavour,
      int headerLimit) {}

  /**
   * Starts with an empty configuration, version 0.
   *
   * @throws ConfigRefused when a maker cannot make its part of nothing
   */
  public RuntimeBuilder(Setup setup, List<? extends EventLoop> loops, Clock clock)
      throws ConfigRefused {
    this.setup = setup;
    this.built = Build.empty(setup, clock);
    this.holder = new RuntimeHolder(loops, built.runtime());
  }

  public RuntimeHolder holder() {
    return holder;
  }

  /**
   * Looks at the configuration that a change would make; it never becomes live, and what was made
   * for it is closed afterwards.
   *
   * @param update on the newest configuration
   */
  public synchronized <T> T draft(ConfigUpdate update, Function<Runtime, T> look)
      throws ConfigRefused {
    StoreUpdate.Result stored = StoreUpdate.apply(built.store(), update, setup.reader());
    Build build = new Build(setup, built, stored);
    try {
      return look.apply(build.run(update.version()).runtime());
    } finally {
      Closing.closeAll(build.made());
    }
  }

  @Override
  public synchronized void apply(ConfigUpdate update) throws ConfigRefused {
    StoreUpdate.Result stored = StoreUpdate.apply(built.store(), update, setup.reader());
    Build build = new Build(setup, built, stored);
    Build.Result next;
    try {
      next = build.run(update.version());
    } catch (ConfigRefused | RuntimeException failed) {
      Closing.closeAll(build.made());
      throw failed;
    }
    built = next;
    holder.swap(next.runtime(), build.replaced());
  }
}
