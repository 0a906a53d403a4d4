package io.quong.dataplane.node;

import io.quong.listen.status.ConnectionCounts;
import io.quong.plugin.Metrics;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/**
 * The gauges that a node shows whether a prometheus plugin is configured or not: Kong's names, so
 * that dashboards find them. The memory of Kong's Lua is told by the heap's.
 */
final class NodeMetrics {
  private static final String SUBSYSTEM = "http";
  private static final String CACHE = "kong_db_cache";

  private final String nodeId;
  private final String version;
  private final String pid = Long.toString(ProcessHandle.current().pid());
  private final Metrics.Gauge connections;
  private final Metrics.Gauge requests;
  private final Metrics.Gauge timers;
  private final Metrics.Gauge datastore;
  private final Metrics.Gauge info;
  private final Metrics.Gauge workerMemory;
  private final Metrics.Gauge cacheMemory;
  private final Metrics.Gauge cacheCapacity;

  NodeMetrics(Metrics metrics, String nodeId, String version) {
    this.nodeId = nodeId;
    this.version = version;
    connections =
        metrics.gauge(
            "kong_nginx_connections_total",
            "Number of connections by subsystem",
            "node_id",
            "subsystem",
            "state");
    requests =
        metrics.gauge(
            "kong_nginx_requests_total", "Number of requests total", "node_id", "subsystem");
    timers = metrics.gauge("kong_nginx_timers", "Number of Nginx timers", "state");
    datastore =
        metrics.gauge(
            "kong_datastore_reachable", "Datastore reachable from Kong, 0 is unreachable");
    info = metrics.gauge("kong_node_info", "Kong Node metadata information", "node_id", "version");
    workerMemory =
        metrics.gauge(
            "kong_memory_workers_lua_vms_bytes",
            "Allocated bytes in worker Lua VM",
            "node_id",
            "pid",
            "kong_subsystem");
    cacheMemory =
        metrics.gauge(
            "kong_memory_lua_shared_dict_bytes",
            "Allocated slabs in bytes in a shared_dict",
            "node_id",
            "shared_dict",
            "kong_subsystem");
    cacheCapacity =
        metrics.gauge(
            "kong_memory_lua_shared_dict_total_bytes",
            "Total capacity in bytes of a shared_dict",
            "node_id",
            "shared_dict",
            "kong_subsystem");
  }

  /** Sets all of them, before a scrape is answered. */
  void refresh(ConnectionCounts counts, boolean reachable) {
    connection("accepted", counts.accepted());
    connection("active", counts.active());
    connection("handled", counts.handled());
    connection("reading", counts.reading());
    connection("total", counts.total());
    connection("waiting", counts.waiting());
    connection("writing", counts.writing());
    requests.set((double) counts.total(), nodeId, SUBSYSTEM);
    timers.set(0, "pending");
    timers.set(0, "running");
    datastore.set(reachable ? 1 : 0);
    info.set(1, nodeId, version);
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    workerMemory.set((double) heap.getUsed(), nodeId, pid, SUBSYSTEM);
    cacheMemory.set((double) heap.getCommitted(), nodeId, CACHE, SUBSYSTEM);
    cacheCapacity.set((double) heap.getMax(), nodeId, CACHE, SUBSYSTEM);
  }

  private void connection(String state, long count) {
    connections.set((double) count, nodeId, SUBSYSTEM, state);
  }
}
