package io.quong.admin.postgres;

import io.quong.program.Postmaster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One PostgreSQL server under {@code <prefix>/postgres}: started or adopted, watched, stopped. Only
 * the control plane that holds the folder's lock touches it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 30;
  private static final long WATCH_MS = 250;

  private final Path folder;
  private final Path binaries;
  private final Path data;
  private final Path log;
  private final String user;
  private final int wantedPort;
  private FileChannel lockFile;
  private FileLock lock;
  private Path home;
  private ServerAccount account;
  private String password;
  private int port;
  private volatile boolean closing;
  private Thread watcher;

  /**
   * @param folder its own, {@code <prefix>/postgres}
   * @param log where the server writes
   * @param user the superuser, made with the data
   * @param wantedPort on the loopback interface; 0 for the one of the last start or a free one
   */
  public EmbeddedDatabase(Path folder, Path log, String user, int wantedPort) {
    this(folder, folder, log, user, wantedPort);
  }

  /**
   * @param binaries where the programs are unpacked
   */
  EmbeddedDatabase(Path folder, Path binaries, Path log, String user, int wantedPort) {
    this.folder = folder;
    this.binaries = binaries;
    this.data = folder.resolve("data");
    this.log = log;
    this.user = user;
    this.wantedPort = wantedPort;
  }

  /**
   * Returns when the server takes connections: a new one, or the one that still runs.
   *
   * @throws IOException when it does not start; the message says why and where its log is
   */
  public void start() throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(log.getParent());
    takeLock();
    try {
      home = PostgresBinaries.unpacked(binaries);
      account = ServerAccount.of(folder, data);
      password = password();
      if (!Files.exists(log)) {
        Files.createFile(log);
      }
      account.own(log);
      initialise();
      run();
    } catch (IOException | RuntimeException e) {
      releaseLock();
      throw e;
    }
    watcher = new Thread(this::watch, "quong-postgres");
    watcher.setDaemon(true);
    watcher.start();
  }

  public int port() {
    return port;
  }

  public String user() {
    return user;
  }

  /** The superuser's password; it is kept in the folder, for its owner alone. */
  public String secret() {
    return password;
  }

  private void takeLock() throws IOException {
    lockFile =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new IOException("another control plane uses the database in " + folder);
    }
  }

  private void releaseLock() throws IOException {
    lockFile.close();
  }

  private String password() throws IOException {
    Path file = folder.resolve("password");
    if (Files.exists(file)) {
      return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String made = HexFormat.of().formatHex(random);
    secretFile(file, made);
    return made;
  }

  private static void secretFile(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content + "\n", StandardCharsets.US_ASCII);
  }

  /** Makes the data folder; one that was not finished is made anew. */
  private void initialise() throws IOException {
    Path done = folder.resolve("initialised");
    String major = PostgresBinaries.version().replaceFirst("\\..*", "");
    if (Files.exists(done)) {
      String made = Files.readString(data.resolve("PG_VERSION")).strip();
      if (!made.equals(major)) {
        throw new IOException(
            "the data in %s were made by PostgreSQL %s, and this build has %s: see docs/operations.md"
                .formatted(data, made, major));
      }
      return;
    }
    LOG.info("making the database");
    Folders.delete(data);
    Files.createDirectory(
        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    account.own(data);
    Path given = folder.resolve("password.initdb");
    try {
      secretFile(given, password);
      account.own(given);
      List<String> command =
          List.of(
              program("initdb"),
              "--pgdata=" + data,
              "--username=" + user,
              "--pwfile=" + given,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-instructions");
      if (!Command.run(account.command(command), log, START_SECONDS)) {
        throw new IOException("the database could not be made; the log is " + log);
      }
    } finally {
      Files.deleteIfExists(given);
    }
    Files.createFile(done);
  }

  private String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** Adopts the postmaster that runs, or starts one. */
  private void run() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    Postmaster running = Postmaster.read(data);
    while (running != null && running.runs() && System.nanoTime() < deadline) {
      if (running.ready() && answers(running.port())) {
        LOG.infof("PostgreSQL (process %d) still runs on port %d", running.pid(), running.port());
        port = running.port();
        return;
      }
      pause();
      running = Postmaster.read(data);
    }
    // What the file tells of is gone; PostgreSQL itself would stumble over a reused number.
    Files.deleteIfExists(Postmaster.file(data));
    port = choosePort();
    String options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c max_connections=200 -c log_min_messages=warning"
            .formatted(port);
    List<String> command =
        List.of(
            program("pg_ctl"),
            "start",
            "--pgdata=" + data,
            "--wait",
            "--timeout=" + (START_SECONDS - 5),
            "--log=" + log,
            "--options=" + options);
    // Processes of a postmaster that was killed hold its memory for a moment longer.
    boolean started = false;
    for (int attempt = 0; !started && attempt < 3; attempt++) {
      started = Command.run(account.command(command), log, START_SECONDS);
      if (!started) {
        pause();
      }
    }
    if (!started) {
      throw new IOException("PostgreSQL did not start; its log is " + log);
    }
    Files.writeString(folder.resolve("port"), port + "\n");
    LOG.debugf("PostgreSQL listens on 127.0.0.1:%d", port);
  }

  private int choosePort() throws IOException {
    if (wantedPort != 0) {
      return wantedPort;
    }
    Path last = folder.resolve("port");
    if (Files.exists(last)) {
      String text = Files.readString(last).strip();
      if (text.matches("\\d{2,5}") && free(Integer.parseInt(text))) {
        return Integer.parseInt(text);
      }
    }
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(WATCH_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL started", e);
    }
  }

  /** Starts the server again when its process is gone. */
  private void watch() {
    while (!closing) {
      try {
        pause();
        Postmaster running = Postmaster.read(data);
        if (!closing && (running == null || !running.runs())) {
          restart();
        }
      } catch (IOException e) {
        if (!Thread.currentThread().isInterrupted()) {
          LOG.errorf("the database: %s", e.getMessage());
        }
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private synchronized void restart() throws IOException {
    if (!closing) {
      LOG.warn("PostgreSQL is gone: starting it again");
      run();
    }
  }

  /** Leaves the server running for the next start to adopt: what the end of this process does. */
  void abandon() throws IOException {
    closing = true;
    watcher.interrupt();
    releaseLock();
  }

  /** Stops the server: transactions in flight are rolled back, what was committed is on disk. */
  @Override
  public void close() throws IOException {
    closing = true;
    watcher.interrupt();
    synchronized (this) {
      Postmaster running = Postmaster.read(data);
      if (running != null && running.runs()) {
        List<String> command =
            List.of(
                program("pg_ctl"),
                "stop",
                "--pgdata=" + data,
                "--mode=fast",
                "--wait",
                "--timeout=" + STOP_SECONDS);
        Command.run(account.command(command), log, STOP_SECONDS + 5);
      }
      releaseLock();
    }
  }

  @Override
  public String toString() {
    return "EmbeddedDatabase[" + folder + "]";
  }
}
