package io.quong.dataplane.dns;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The names of a node. An answer is kept for its time to live; after it the old one is used while
 * one query brings the new one, so that no request waits for a name that is known. A name is asked
 * for once at a time, whoever wants it.
 */
public final class Names {
  private final DnsSettings settings;
  private final HostsFile hosts;
  private final EventLoop loop;
  private final Lookup lookup;
  private final Map<String, Resolution> known = new ConcurrentHashMap<>();

  /** Who waits for a name that is being asked for. On the loop. */
  private final Map<String, List<Consumer<Resolution>>> waiting = new HashMap<>();

  /**
   * @param loop that asks
   */
  public Names(DnsSettings settings, EventLoop loop) {
    this.settings = settings;
    this.hosts = new HostsFile(settings.hosts());
    this.loop = loop;
    this.lookup = new Lookup(settings, loop);
  }

  /** What is known without asking, be it stale; else null. From any thread. */
  public Resolution known(String name) {
    String key = key(name);
    Resolution found = hosts.get(key);
    if (found == null) {
      found = known.get(key);
    }
    boolean usable = found != null && !found.onlyNow() && found.remaining() > -staleNanos(found);
    return usable ? found : null;
  }

  private long staleNanos(Resolution resolution) {
    return resolution.problem() == null ? settings.staleNanos() : 0;
  }

  /**
   * Answers at once when it is known, be it stale.
   *
   * @param on the loop to call back on; the caller's own
   */
  public void resolve(String name, EventLoop on, Consumer<Resolution> then) {
    Resolution found = known(name);
    if (found == null) {
      loop.execute(() -> ask(key(name), answer -> on.execute(() -> then.accept(answer))));
      return;
    }
    if (found.remaining() <= 0) {
      loop.execute(() -> ask(key(name), answer -> {}));
    }
    then.accept(found);
  }

  /** The same, but never with a stale answer unless the servers fail. */
  public void renew(String name, EventLoop on, Consumer<Resolution> then) {
    Resolution found = known(name);
    if (found != null && found.remaining() > 0) {
      on.execute(() -> then.accept(found));
    } else {
      loop.execute(() -> ask(key(name), answer -> on.execute(() -> then.accept(answer))));
    }
  }

  private void ask(String key, Consumer<Resolution> then) {
    List<Consumer<Resolution>> others = waiting.get(key);
    if (others != null) {
      others.add(then);
      return;
    }
    Resolution before = known.get(key);
    if (before != null && !before.onlyNow() && before.remaining() > 0) {
      then.accept(before);
      return;
    }
    waiting.put(key, new ArrayList<>(List.of(then)));
    lookup.ask(key, before == null ? null : before.type(), answer -> answered(key, answer));
  }

  private void answered(String key, Resolution answer) {
    Resolution before = known.get(key);
    boolean failed = answer.problem() != null && !answer.problem().noSuchName();
    boolean better =
        failed
            && before != null
            && before.problem() == null
            && !before.onlyNow()
            && before.remaining() > -settings.staleNanos();
    Resolution kept = better ? before : answer;
    if (!better) {
      makeRoom();
      known.put(key, answer);
    }
    waiting.remove(key).forEach(waiter -> waiter.accept(kept));
  }

  private void makeRoom() {
    if (known.size() < settings.cacheSize()) {
      return;
    }
    Iterator<Resolution> all = known.values().iterator();
    for (int i = settings.cacheSize() / 16; i >= 0 && all.hasNext(); i--) {
      all.next();
      all.remove();
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public void close() {
    lookup.close();
  }
}
