package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program {@code Steps} in its own JVM, and the commands that are sent to that JVM. */
final class SteppedService implements AutoCloseable {
  private final List<String> java;
  private final List<String> clients;
  private final ForkedJvm jvm;
  private int steps;

  private SteppedService(List<String> java, List<String> clients, ForkedJvm jvm) {
    this.java = java;
    this.clients = clients;
    this.jvm = jvm;
    jvm.awaitLine("READY");
  }

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   * @param options the JVM's, for example the one with the agent
   */
  static SteppedService start(
      List<String> java, List<String> options, String url, List<String> clients) {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of(
            "-cp",
            ForkedJvm.classPath(Clients.classPathOfEach()),
            "ai.holysheep.agent.tests.program.Steps",
            url));
    arguments.addAll(clients);
    return new SteppedService(java, clients, ForkedJvm.start(java, arguments, Map.of()));
  }

  ForkedJvm jvm() {
    return jvm;
  }

  /** Each client makes a call. */
  void call() {
    step("call");
  }

  /** Each client begins a call, which the server must hold. */
  void begin() {
    step("begin");
  }

  void awaitEnded(int calls) {
    await()
        .atMost(ForkedJvm.PATIENCE)
        .until(
            () ->
                jvm.out().stream().filter(line -> line.startsWith("ENDED ")).count()
                    == (long) calls * clients.size());
    assertThat(jvm.out()).noneMatch(line -> line.startsWith("FAILED"));
  }

  /** Makes calls until the agent has counted so many of each client. */
  void awaitCounted(long calls) {
    await()
        .atMost(ForkedJvm.PATIENCE)
        .until(
            () -> {
              call();
              jvm.scrapeWhenIdle();
              return counted() >= calls;
            });
  }

  void step(String line) {
    jvm.writeLine(line).awaitLine("DONE " + ++steps);
    assertThat(jvm.out()).noneMatch(out -> out.startsWith("FAILED"));
  }

  /** How many calls of each client the agent has counted; all have the same number. */
  long counted() {
    Map<String, Long> counts = jvm.scrape().counts("holysheep_requests_total");
    assertThat(counts.values().stream().distinct().count()).as("%s", counts).isLessThanOrEqualTo(1);
    return counts.values().stream().findFirst().orElse(0L);
  }

  /** Sends a command to this JVM and returns the command's lines. */
  List<String> command(int status, String name) {
    List<String> arguments =
        List.of("-jar", ForkedJvm.AGENT.toString(), name, AttachContract.pid(jvm));
    try (ForkedJvm command = ForkedJvm.start(java, arguments, Map.of())) {
      assertThat(command.exitCode()).as("%s %s", command.out(), command.err()).isEqualTo(status);
      List<String> lines = command.out();
      lines.addAll(command.err());
      return lines;
    }
  }

  @Override
  public void close() {
    jvm.close();
  }
}
