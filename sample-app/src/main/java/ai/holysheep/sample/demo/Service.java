package ai.holysheep.sample.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.holysheep.sample.Main;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The sample service in its own JVM, with the agent. One thread reads its output. */
final class Service {
  private static final String AGENT_LINE = "[holysheep-agent] metrics at ";
  private static final String OPTIONS =
      "=hosts=*,metrics.port=9464-9474,attribution.headers=X-Team,metrics.labels=entry;x_team";
  private static final int START_SECONDS = 30;
  private static final int MAX_LINES = 100;

  private final Process process;
  private final long start = System.nanoTime();
  private final CountDownLatch published = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final List<String> firstLines = new CopyOnWriteArrayList<>();
  private volatile String metricsUrl = "";
  private volatile String lastLine = "nothing yet";

  private Service(Process process) {
    this.process = process;
  }

  static Service start(Path agent, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.add("-javaagent:" + agent + OPTIONS);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(flags);
    command.add("--linger");
    Service service = new Service(new ProcessBuilder(command).redirectErrorStream(true).start());
    Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroy));
    Thread reader = new Thread(service::read, "service-output");
    reader.setDaemon(true);
    reader.start();
    return service;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        handle(line);
      }
    } catch (IOException e) {
      firstLines.add(e.toString());
    } finally {
      published.countDown();
      done.countDown();
    }
  }

  private void handle(String line) {
    if (firstLines.size() < MAX_LINES) {
      firstLines.add(line);
    }
    if (line.startsWith(AGENT_LINE)) {
      metricsUrl = line.substring(AGENT_LINE.length());
      published.countDown();
    } else if (line.equals(Main.DONE)) {
      done.countDown();
    } else {
      lastLine = line;
    }
  }

  /** Waits until the agent has printed the address of its metrics; false if it has not. */
  boolean awaitMetrics() throws InterruptedException {
    return published.await(START_SECONDS, TimeUnit.SECONDS) && !metricsUrl.isEmpty();
  }

  /** Waits until the service has asked its last question or has ended; false if it has not. */
  boolean awaitDone(int seconds) throws InterruptedException {
    return done.await(seconds, TimeUnit.SECONDS);
  }

  /** Since the service was started; more than 0. */
  double seconds() {
    return Math.max(1, System.nanoTime() - start) / 1e9;
  }

  String metricsUrl() {
    return metricsUrl;
  }

  String lastLine() {
    return lastLine;
  }

  /** The first lines of the service's output. They explain why it did not start. */
  String firstLines() {
    return String.join("\n", firstLines);
  }

  ScrapedMetrics scrape() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (InputStream in = URI.create(metricsUrl).toURL().openStream()) {
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read != -1; read = in.read(buffer)) {
        body.write(buffer, 0, read);
      }
    }
    return new ScrapedMetrics(new String(body.toByteArray(), UTF_8));
  }

  /** Lets the service end, and returns its exit status. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return process.waitFor();
  }
}
