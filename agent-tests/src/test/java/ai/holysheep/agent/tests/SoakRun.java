package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.http2.Http2Front;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** One JVM with the agent, in which all drivers run round after round. */
final class SoakRun implements AutoCloseable {
  /** So many at once: each holds some megabytes while it sends a large request. */
  private static final int AT_ONCE = 5;

  /** Interpreted, on a busy machine. */
  private static final Duration ROUND = Duration.ofMinutes(20);

  final ModelCounts expected = ModelCounts.none();
  final SoakSamples samples = new SoakSamples();
  final ForkedJvm jvm;
  int requests;
  private final List<String> drivers = Drivers.all().toList();
  private int linesRead;

  SoakRun(List<String> options, Path ledger) {
    List<String> arguments = new ArrayList<>(Http2Front.trust());
    arguments.addAll(options);
    arguments.add(
        ForkedJvm.agent(
            "hosts=127.0.0.1,metrics.port=0,metrics.max-models=1000,ledger.dir=" + ledger));
    arguments.add("-cp");
    arguments.add(
        ForkedJvm.classPath(
            Clients.classPathOfEach()
                + File.pathSeparator
                + Clients.classPath("apache-async-4.1.5")));
    arguments.add("ai.holysheep.agent.tests.program.Soak");
    arguments.addAll(drivers);
    jvm = ForkedJvm.start(Jdks.running(), arguments);
  }

  /** Each driver once, and a sample when all is quiet. */
  void round() throws IOException {
    Queue<String> waiting = new ArrayDeque<>(drivers);
    Map<String, SoakDriver> running = new HashMap<>();
    List<SoakDriver> ended = new ArrayList<>();
    await()
        .atMost(ROUND)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              assertThat(jvm.isAlive()).as("%s", jvm.err()).isTrue();
              startSome(waiting, running);
              readLines(running);
              for (SoakDriver driver : List.copyOf(running.values())) {
                driver.attend(jvm);
                if (driver.hasEnded()) {
                  ended.add(running.remove(driver.name));
                }
              }
              return running.isEmpty() && waiting.isEmpty();
            });
    jvm.scrapeWhenIdle();
    for (SoakDriver driver : ended) {
      requests += driver.end(expected);
    }
    sample();
  }

  private void startSome(Queue<String> waiting, Map<String, SoakDriver> running) {
    while (running.size() < AT_ONCE && !waiting.isEmpty()) {
      SoakDriver driver = new SoakDriver(waiting.remove());
      running.put(driver.name, driver);
      jvm.writeLine(driver.name + " " + driver.url());
    }
  }

  private void readLines(Map<String, SoakDriver> running) {
    List<String> lines = jvm.outFrom(linesRead);
    linesRead += lines.size();
    for (String line : lines) {
      int bar = line.indexOf('|');
      running.get(line.substring(0, bar)).read(line.substring(bar + 1), expected);
    }
  }

  private void sample() {
    jvm.writeLine("SAMPLE");
    await().atMost(ROUND).until(() -> !jvm.outFrom(linesRead).isEmpty());
    samples.add(jvm.outFrom(linesRead++).get(0));
  }

  @Override
  public void close() {
    jvm.close();
  }
}
