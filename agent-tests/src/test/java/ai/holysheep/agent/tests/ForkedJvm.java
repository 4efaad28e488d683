package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM in its own process, with or without the packaged agent, and its output. */
public final class ForkedJvm implements AutoCloseable {
  /** The project's folder. Relative, because containers mount it at the same place. */
  private static final Path ROOT = Path.of(Files.exists(Path.of("../dashboards")) ? ".." : "../..");

  static final Path AGENT = ROOT.resolve("agent/target/holysheep-agent.jar");

  private static final Pattern METRICS = Pattern.compile("\\[holysheep-agent] metrics at (\\S+)");

  /** A run takes seconds. The limit only ends a hanging one, also on a very busy machine. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final List<String> out = Collections.synchronizedList(new ArrayList<>());
  private final List<String> err = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> readers = new ArrayList<>();

  private ForkedJvm(Process process) {
    this.process = process;
    read(process.getInputStream(), out);
  }

  /** A JVM whose stderr nobody reads until {@link #readErrors}. */
  static ForkedJvm startUnread(Path home, List<String> arguments) {
    return fork(List.of(home.resolve("bin/java").toString()), arguments, Map.of());
  }

  ForkedJvm readErrors() {
    read(process.getErrorStream(), err);
    return this;
  }

  public static String agent(String options) {
    assertThat(AGENT).as("the packaged agent").exists();
    return "-javaagent:" + AGENT + "=" + options;
  }

  /**
   * Watches 127.0.0.1 and serves metrics on a free port. Programs have a model for each step, and
   * many of the steps fail: each of these needs a label too.
   */
  public static String watching() {
    return agent("hosts=127.0.0.1,metrics.port=0,metrics.max-models=1000");
  }

  public static ForkedJvm start(Path home, List<String> arguments) {
    return start(home, arguments, Map.of());
  }

  public static ForkedJvm start(
      Path home, List<String> arguments, Map<String, String> environment) {
    return start(List.of(home.resolve("bin/java").toString()), arguments, environment);
  }

  /**
   * @param java the command that starts a JVM in this module's folder
   */
  public static ForkedJvm start(
      List<String> java, List<String> arguments, Map<String, String> environment) {
    return fork(java, arguments, environment).readErrors();
  }

  private static ForkedJvm fork(
      List<String> java, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>(java);
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().putAll(environment);
      return new ForkedJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The class path of the test programs.
   *
   * @param client a version in {@code clients.properties}, or a class path, or an empty string
   */
  static String classPath(String client) {
    String programs = ROOT.resolve("agent-tests/target/classes").toString();
    String more = client.contains("/") ? client : Clients.classPath(client);
    return more.isEmpty() ? programs : programs + File.pathSeparator + more;
  }

  /** The arguments that start a program that needs no client except the JDK's. */
  public static List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add("-cp");
    command.add(classPath(""));
    command.add("ai.holysheep.agent.tests.program." + name);
    command.addAll(List.of(arguments));
    return command;
  }

  private void read(InputStream in, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader text =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException closed) {
                lines.add("(closed: " + closed.getMessage() + ")");
              }
            });
    reader.setDaemon(true);
    reader.start();
    readers.add(reader);
  }

  public List<String> out() {
    synchronized (out) {
      return new ArrayList<>(out);
    }
  }

  public List<String> err() {
    synchronized (err) {
      return new ArrayList<>(err);
    }
  }

  public ForkedJvm awaitLine(String line) {
    return awaitLine(line, PATIENCE);
  }

  ForkedJvm awaitLine(String line, Duration patience) {
    return awaitLine(line, patience, () -> {});
  }

  /**
   * @param meanwhile runs again and again during the wait
   */
  ForkedJvm awaitLine(String line, Duration patience, Runnable meanwhile) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              meanwhile.run();
              return out.contains(line) || !process.isAlive();
            });
    assertThat(out()).as("stderr: %s", err()).contains(line);
    return this;
  }

  /** Waits for a line on stderr, for example one from the agent's own threads. */
  ForkedJvm awaitError(String line) {
    await().atMost(PATIENCE).until(() -> err.contains(line) || !process.isAlive());
    assertThat(err()).contains(line);
    return this;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** The lines of stdout from this one on, counted from 0. */
  List<String> outFrom(int first) {
    synchronized (out) {
      return new ArrayList<>(out.subList(first, out.size()));
    }
  }

  /** Writes the line that the program waits for. */
  ForkedJvm writeLine() {
    return writeLine("");
  }

  ForkedJvm writeLine(String line) {
    try {
      process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URL that the agent has printed for its metrics. */
  public String metricsUrl() {
    await().atMost(PATIENCE).until(() -> !announced().isEmpty() || !process.isAlive());
    String url = announced();
    assertThat(url).as("the agent's line with its URL, in stderr: %s", err()).isNotEmpty();
    return url;
  }

  private String announced() {
    for (String line : err()) {
      Matcher metrics = METRICS.matcher(line);
      if (metrics.find()) {
        return metrics.group(1);
      }
    }
    return "";
  }

  public Exposition scrape() {
    return Exposition.scrape(metricsUrl());
  }

  public Exposition scrapeWhenIdle() {
    return Exposition.scrapeWhenIdle(metricsUrl());
  }

  /** Writes the line that the program waits for, and returns its exit code. */
  public int finish() {
    try {
      if (process.isAlive()) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
    } catch (IOException ended) {
      // The program had ended already.
    }
    return exitCode();
  }

  public int exitCode() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("the program ends: %s %s", out(), err())
          .isTrue();
      for (Thread reader : readers) {
        reader.join();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }
}
