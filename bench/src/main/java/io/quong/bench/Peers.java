package io.quong.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** nginx and HAProxy as bare proxies with one worker, where they are installed. */
final class Peers implements AutoCloseable {
  static final int NGINX = 38080;
  static final int NGINX_TLS = 38081;
  static final int HAPROXY = 38092;

  private Process nginxMaster;
  private Process haproxyMaster;
  private ProcessFigures nginx;
  private ProcessFigures haproxy;

  /**
   * @param certificates a folder with the key pairs that Quong made for its own listener: the peer
   *     serves the same ones
   */
  Peers(Path folder, int upstream, Path certificates) throws IOException, InterruptedException {
    String program = program("nginx");
    if (program != null) {
      Path file =
          Files.writeString(folder.resolve("nginx.conf"), nginx(folder, upstream, certificates));
      nginxMaster = start(folder, program, "-c", file.toString(), "-g", "daemon off;");
      nginx = worker(nginxMaster);
    }
    program = program("haproxy");
    if (program != null) {
      Path file = Files.writeString(folder.resolve("haproxy.cfg"), haproxy(upstream));
      haproxyMaster = start(folder, program, "-db", "-f", file.toString());
      haproxy = new ProcessFigures(haproxyMaster.pid());
    }
    TimeUnit.MILLISECONDS.sleep(500);
  }

  private static String program(String name) {
    for (String folder : (System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":")) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return folder + File.separator + name;
      }
    }
    System.err.println(name + " is not installed: it is no peer in this run");
    return null;
  }

  private static Process start(Path folder, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("peers.log").toFile())
        .start();
  }

  private static ProcessFigures worker(Process master) throws InterruptedException {
    for (int tries = 0; tries < 100; tries++) {
      List<ProcessHandle> children = master.toHandle().children().toList();
      if (!children.isEmpty()) {
        return new ProcessFigures(children.get(0).pid());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new IllegalStateException("nginx has no worker");
  }

  private static String nginx(Path folder, int upstream, Path certificates) throws IOException {
    StringBuilder pairs = new StringBuilder();
    try (var files = Files.newDirectoryStream(certificates, "kong-default*.crt")) {
      for (Path certificate : files) {
        Path key = Path.of(certificate.toString().replaceAll("crt$", "key"));
        pairs.append("    ssl_certificate ").append(certificate).append(";\n");
        pairs.append("    ssl_certificate_key ").append(key).append(";\n");
      }
    }
    return """
        worker_processes 1;
        user root;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { worker_connections 16384; }
        http {
          access_log off;
          keepalive_requests 100000000;
          client_max_body_size 0;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          upstream behind { server 127.0.0.1:%2$d; keepalive 512; keepalive_requests 100000000; }
          server {
            listen 127.0.0.1:%3$d reuseport backlog=16384;
            listen 127.0.0.1:%4$d ssl reuseport backlog=16384;
        %5$s
            location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
          }
        }
        """
        .formatted(folder, upstream, NGINX, NGINX_TLS, pairs);
  }

  private static String haproxy(int upstream) {
    return """
        global
          nbthread 1
          maxconn 4096
        defaults
          mode http
          timeout connect 5s
          timeout client 60s
          timeout server 60s
          http-reuse always
        frontend in
          bind 127.0.0.1:%d
          default_backend behind
        backend behind
          server one 127.0.0.1:%d
        """
        .formatted(HAPROXY, upstream);
  }

  /** Its worker; null where it is not installed. */
  ProcessFigures nginx() {
    return nginx;
  }

  /** Null where it is not installed. */
  ProcessFigures haproxy() {
    return haproxy;
  }

  @Override
  public void close() throws IOException {
    for (Process each : new Process[] {nginxMaster, haproxyMaster}) {
      if (each != null) {
        each.destroy();
        try {
          each.waitFor();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
