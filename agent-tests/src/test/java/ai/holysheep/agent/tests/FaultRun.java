package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.http2.Http2Front;
import faultinjection.Fault;
import faultinjection.FaultAgent;
import faultinjection.FaultPoints;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;

/** A JVM in which methods of the agent fail, one after the other. */
final class FaultRun {
  /** Each method fails in each way in each step in which it runs. */
  static final int UNLIMITED = 0;

  private static final String FAILED = "FAILED ";
  private static final String METHOD = "METHOD ";
  private static final String PROGRAMS = "ai.holysheep.agent.tests.program.";
  private static final Duration ALL = Duration.ofHours(6);

  private FaultRun() {}

  /**
   * Faults on the threads of the application and the client.
   *
   * @param version the client's version, as {@code clients.properties} has it
   * @param seconds about how long, without what starting takes
   */
  static void ofClient(Path folder, String driver, String version, int seconds) {
    run(
        folder,
        "",
        version,
        port -> List.of(PROGRAMS + "FaultProgram", driver, port, String.valueOf(seconds)));
  }

  /**
   * Faults on the agent's own threads.
   *
   * @param part the package whose methods fail
   */
  static void ofOwnThreads(Path folder, String part, int seconds) {
    Path ledger = folder.resolve("ledger");
    run(
        folder,
        ",ledger.flush=10ms,ledger.dir=" + ledger,
        "",
        port ->
            List.of(
                PROGRAMS + "OwnThreadsProgram",
                port,
                ledger.toString(),
                String.valueOf(seconds),
                ".agent." + part + "."));
  }

  /**
   * Faults from the JVM's first moment on, each in a JVM of its own.
   *
   * @param most how many of them, by a fixed seed
   */
  static void ofStart(Path folder, int most) {
    List<String> usual = start(folder, "");
    List<String> faults = new ArrayList<>();
    for (String line : usual) {
      if (line.startsWith(METHOD)) {
        for (Fault fault : Fault.values()) {
          faults.add("=" + fault + " " + line.substring(METHOD.length()));
        }
      }
    }
    assertThat(faults).isNotEmpty();
    Collections.shuffle(faults, new Random(7));
    SoftAssertions.assertSoftly(
        softly ->
            faults.stream()
                .limit(most)
                .forEach(
                    fault ->
                        softly
                            .assertThat(start(folder, fault))
                            .as(fault)
                            .filteredOn(line -> !line.startsWith(METHOD))
                            .isEqualTo(
                                usual.stream().filter(line -> !line.startsWith(METHOD)).toList())));
  }

  private static List<String> start(Path folder, String fault) {
    String port = String.valueOf(Ports.free());
    List<String> arguments =
        arguments(folder, fault, "", "", port, List.of(PROGRAMS + "StartFaultProgram"));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      return jvm.awaitLine("DONE").out();
    }
  }

  /** What a program gets as arguments once the port of the metrics is known. */
  private interface Arguments {
    List<String> with(String port);
  }

  private static void run(Path folder, String options, String client, Arguments program) {
    String port = String.valueOf(Ports.free());
    List<String> arguments = arguments(folder, "", options, client, port, program.with(port));
    try (ForkedJvm jvm = ForkedJvm.start(Jdks.running(), arguments)) {
      jvm.awaitLine("DONE", ALL);
      assertThat(jvm.out())
          .filteredOn(line -> line.startsWith(FAILED))
          .as("all it said: %s", jvm.out())
          .isEmpty();
      assertThat(jvm.out()).anyMatch(line -> line.matches("RAN [1-9].*"));
    }
  }

  private static List<String> arguments(
      Path folder, String fault, String options, String client, String port, List<String> program) {
    List<String> arguments = new ArrayList<>(Http2Front.trust());
    arguments.add(
        TestAgent.option(FaultAgent.class, folder, Fault.class, FaultPoints.class) + fault);
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=" + port + options));
    arguments.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dtests.timeout=500",
            "-cp",
            ForkedJvm.classPath(client)
                + File.pathSeparator
                + System.getProperty("java.class.path")));
    arguments.addAll(program);
    return arguments;
  }
}
