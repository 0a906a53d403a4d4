package io.quong.dataplane.dns;

import io.netty.util.NetUtil;
import io.quong.settings.Settings;
import io.quong.settings.StoreKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How names are resolved: Kong's {@code dns_*}, or {@code resolver_*} with {@code new_dns_client},
 * and what {@code /etc/resolv.conf} says.
 *
 * @param servers in order of asking
 * @param hosts whose entries win and never expire
 * @param order of record types: {@code LAST}, {@code SRV}, {@code A}, {@code AAAA}; upper case
 * @param servicesByForm whether SRV is asked only for names such as {@code _http._tcp.a.test}
 * @param search domains for names with fewer dots than {@code ndots}
 * @param validNanos in place of the records' time to live; null to take theirs
 * @param staleNanos how long an answer is used after its time while a new one is asked for
 * @param notFoundNanos how long it is remembered that there is no such name
 * @param errorNanos how long a failure of the servers is remembered
 * @param cacheSize how many names are kept
 */
public record DnsSettings(
    List<InetSocketAddress> servers,
    Path hosts,
    List<String> order,
    boolean servicesByForm,
    List<String> search,
    int ndots,
    Long validNanos,
    long staleNanos,
    long notFoundNanos,
    long errorNanos,
    int cacheSize) {
  private static final int PORT = 53;

  /** Reads resolv.conf; what cannot be read counts as empty. */
  public static DnsSettings of(Settings settings) {
    ResolvConf system = ResolvConf.read(Path.of("/etc/resolv.conf"));
    return settings.get(StoreKeys.NEW_DNS_CLIENT) ? newer(settings, system) : old(settings, system);
  }

  private static DnsSettings newer(Settings settings, ResolvConf system) {
    Double valid = settings.get(StoreKeys.RESOLVER_VALID_TTL);
    long error = nanos(settings.get(StoreKeys.RESOLVER_ERROR_TTL));
    return new DnsSettings(
        servers(settings.get(StoreKeys.RESOLVER_ADDRESS), system),
        Path.of(settings.get(StoreKeys.RESOLVER_HOSTS_FILE)),
        upper(settings.get(StoreKeys.RESOLVER_FAMILY)),
        true,
        system.search(),
        system.ndots(),
        valid == null ? null : nanos(valid),
        nanos(settings.get(StoreKeys.RESOLVER_STALE_TTL)),
        error,
        error,
        settings.get(StoreKeys.RESOLVER_LRU_CACHE_SIZE));
  }

  private static List<InetSocketAddress> servers(List<String> given, ResolvConf system) {
    List<InetSocketAddress> servers = new ArrayList<>();
    given.forEach(server -> servers.add(address(server)));
    return servers.isEmpty() ? system.servers() : servers;
  }

  private static List<String> upper(List<String> types) {
    return types.stream().map(type -> type.toUpperCase(Locale.ROOT)).toList();
  }

  private static DnsSettings old(Settings settings, ResolvConf system) {
    Double valid = settings.get(StoreKeys.DNS_VALID_TTL);
    return new DnsSettings(
        servers(settings.get(StoreKeys.DNS_RESOLVER), system),
        Path.of(settings.get(StoreKeys.DNS_HOSTSFILE)),
        upper(settings.get(StoreKeys.DNS_ORDER)),
        false,
        system.search(),
        system.ndots(),
        valid == null ? null : nanos(valid),
        nanos(settings.get(StoreKeys.DNS_STALE_TTL)),
        nanos(settings.get(StoreKeys.DNS_NOT_FOUND_TTL)),
        nanos(settings.get(StoreKeys.DNS_ERROR_TTL)),
        settings.get(StoreKeys.DNS_CACHE_SIZE));
  }

  private static long nanos(double seconds) {
    return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  /** Of {@code 10.0.0.1}, {@code 10.0.0.1:53}, {@code ::1} or {@code [::1]:53}. */
  static InetSocketAddress address(String text) {
    int bracket = text.indexOf(']');
    int colon = text.lastIndexOf(':');
    boolean port = bracket >= 0 ? colon > bracket : colon >= 0 && text.indexOf(':') == colon;
    String host = port ? text.substring(0, colon) : text;
    if (host.startsWith("[")) {
      host = host.substring(1, host.indexOf(']'));
    }
    InetAddress ip = NetUtil.createInetAddressFromIpAddressString(host);
    return new InetSocketAddress(ip, port ? Integer.parseInt(text.substring(colon + 1)) : PORT);
  }

  /** What the system's configuration says. */
  record ResolvConf(List<InetSocketAddress> servers, List<String> search, int ndots) {
    static ResolvConf read(Path file) {
      List<InetSocketAddress> servers = new ArrayList<>();
      List<String> search = new ArrayList<>();
      int ndots = 1;
      for (String line : lines(file)) {
        String[] words = line.trim().split("\\s+");
        switch (words[0]) {
          case "nameserver" -> {
            if (words.length > 1 && isAddress(words[1])) {
              servers.add(address(words[1]));
            }
          }
          case "search", "domain" -> {
            search.clear();
            search.addAll(List.of(words).subList(1, words.length));
          }
          case "options" -> {
            for (String word : words) {
              if (word.startsWith("ndots:")) {
                ndots = Integer.parseInt(word.substring("ndots:".length()));
              }
            }
          }
          default -> {}
        }
      }
      if (servers.isEmpty()) {
        servers.add(address("127.0.0.1"));
      }
      return new ResolvConf(servers, search, ndots);
    }

    private static boolean isAddress(String text) {
      return NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text);
    }

    private static List<String> lines(Path file) {
      try {
        return Files.readAllLines(file);
      } catch (IOException absent) {
        return List.of();
      }
    }
  }
}
