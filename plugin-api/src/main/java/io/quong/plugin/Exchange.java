package io.quong.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.entity.Consumer;
import io.quong.entity.Route;
import io.quong.entity.Service;
import io.quong.plugin.tracing.Attempt;
import io.quong.plugin.tracing.PluginRun;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One request and its response. Owned by one event loop: a plugin touches it only there, from its
 * phase methods or from a future of {@link Step#await} completed on {@link #context}.
 */
public interface Exchange {
  /**
   * Whether this is a TCP, TLS or UDP stream: then there is no HTTP, and {@link #request}, {@link
   * #upstream}, {@link #upstreamResponse} and {@link #response} throw {@link
   * IllegalStateException}.
   */
  default boolean stream() {
    return false;
  }

  ClientRequest request();

  UpstreamRequest upstream();

  UpstreamResponse upstreamResponse();

  ClientResponse response();

  Client client();

  /** 32 lower-case hex digits. */
  String requestId();

  /** The matched route; null before routing and when none matched. */
  Route route();

  /** The route's service, or null. */
  Service service();

  /** The consumer that an authentication plugin found, or null. */
  Consumer consumer();

  /** The credential that it came with, or null; for an anonymous consumer null. */
  Credential credential();

  /** Sets both; either may be null, not both. A later call replaces an earlier one, as in Kong. */
  void authenticate(Consumer consumer, Credential credential);

  Entities entities();

  /**
   * What the running plugin kept with {@link #note(Object)} in an earlier phase of this exchange,
   * or null.
   */
  Object note();

  /** Keeps one object for the running plugin instance's later phases. */
  void note(Object note);

  /**
   * Kong's {@code kong.ctx.shared}: what plugins hand to one another by name in this exchange; made
   * at the first call. Values are text, numbers, booleans, lists and maps of these, so that
   * templates can read them. {@code authenticated_groups} (a list of text) is read by acl.
   */
  Map<String, Object> shared();

  /** When the request's first byte came, milliseconds since the epoch. */
  long startedAt();

  /**
   * Kong's log entry for this exchange; built at the first call, shared by the log plugins; log
   * phase only.
   */
  ObjectNode logEntry();

  /**
   * Kong's {@code kong.log.set_serialize_value}: sets a member of the log entry, in any phase. Dots
   * in the name address nested objects; null takes a member out. Values are text, numbers,
   * booleans, lists, maps and JSON.
   */
  void logField(String name, Object value, LogMode mode);

  /** The same with {@link LogMode#SET}. */
  default void logField(String name, Object value) {
    logField(name, value, LogMode.SET);
  }

  /** When a value of {@link #logField} counts. */
  enum LogMode {
    /** Always. */
    SET,
    /** When the entry has no such member. */
    ADD,
    /** When the entry has one. */
    REPLACE
  }

  /**
   * The answer that the running plugin is about to give is an upstream's of earlier: it gets the
   * headers of a proxied one. Without meaning for streams.
   */
  default void countAsProxied() {}

  /**
   * The upstream's response goes to the client as it comes, although the running plugin has the
   * response phase, which then does not run for any plugin. In the access phase; without meaning
   * for streams.
   */
  default void streamResponse() {}

  /** The Vert.x context of the event loop that owns the exchange. */
  Context context();

  /**
   * The same future, completed on {@link #context}: what a plugin maps behind it may touch the
   * exchange, whichever thread completes the original.
   */
  default <T> Future<T> onLoop(Future<T> future) {
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context().runOnContext(nothing -> promise.handle(result)));
    return promise.future();
  }

  /**
   * Sends a request of the running plugin's own to a service. On the loop, in the phases that may
   * wait; what is under way when the exchange ends has to be cancelled by then.
   */
  default ServiceCall call(ServiceCall.Request request) {
    throw new UnsupportedOperationException("no calls from here");
  }

  /** The attempts to reach an upstream so far, in order. */
  default List<? extends Attempt> attempts() {
    return List.of();
  }

  /**
   * What plugins ran so far, in order; empty unless the request is debugged or the node records
   * plugins ({@link PluginContext#tracing}).
   */
  default List<PluginRun> pluginRuns() {
    return List.of();
  }

  /** The stamps of this request; milliseconds are differences of these. */
  Passport passport();

  /**
   * @param id the credential entity's id
   * @param identifier what goes upstream as {@code X-Credential-Identifier}
   * @param entity the credential itself, for scripts; null when it is none of the store
   */
  record Credential(String id, String identifier, Record entity) {
    public Credential(String id, String identifier) {
      this(id, identifier, null);
    }

    /** By what others are told of it, whichever plugin found it. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Credential same
          && Objects.equals(id, same.id)
          && Objects.equals(identifier, same.identifier);
    }

    @Override
    public int hashCode() {
      return Objects.hash(id, identifier);
    }

    /** Without the entity, which may hold a secret. */
    @Override
    public String toString() {
      return "Credential[" + id + "]";
    }
  }
}
