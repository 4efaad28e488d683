package ai.holysheep.agent.tests;

import static java.util.stream.Collectors.toSet;

import ai.holysheep.agent.tests.http2.Http2Front;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of a client's program: what the program saw, what the gateway did, and what the agent
 * counted.
 */
final class ProgramRun {
  private static final String AWAITS = "AWAITS ";

  final List<String> transcript;
  final List<String> stderr;
  final List<Served> served;

  /** {@code null} without the agent. */
  final Exposition metrics;

  final int exitCode;
  private final String port;
  private final boolean http2;

  /** What was done in front of the gateway, over HTTP/2. */
  private final List<String> front;

  private ProgramRun(
      List<String> java,
      List<String> last,
      List<String> launch,
      String program,
      boolean withAgent) {
    http2 = program.contains("Http2");
    try (FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 7);
        Http2Front before = http2 ? Http2Front.before(gateway.port()) : null) {
      port = String.valueOf(http2 ? before.port() : gateway.port());
      List<String> arguments = new ArrayList<>(http2 ? Http2Front.trust() : List.of());
      if (withAgent) {
        arguments.add(ForkedJvm.watching());
      }
      arguments.addAll(last);
      arguments.addAll(
          List.of(
              // OkHttp 3.1 and 3.2 reach into the JDK.
              "-XX:+IgnoreUnrecognizedVMOptions",
              "--add-opens=java.base/sun.security.ssl=ALL-UNNAMED"));
      arguments.addAll(launch);
      arguments.add(program);
      arguments.add(http2 ? before.url() : gateway.url());
      try (ForkedJvm jvm = ForkedJvm.start(java, arguments, Map.of())) {
        jvm.awaitLine("DONE", ForkedJvm.PATIENCE, attendant(jvm, gateway));
        metrics = withAgent ? jvm.scrapeWhenIdle() : null;
        exitCode = jvm.finish();
        transcript = jvm.out().stream().map(this::normal).collect(Collectors.toList());
        stderr = jvm.err();
      }
      served = gateway.log();
      front = http2 ? before.log() : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a program go on that waits for one of its requests to be at the gateway. */
  private static Runnable attendant(ForkedJvm jvm, FakeGateway gateway) {
    Set<String> told = new HashSet<>();
    return () -> {
      Set<String> served = gateway.log().stream().map(one -> one.model).collect(toSet());
      jvm.out().stream()
          .filter(line -> line.startsWith(AWAITS))
          .filter(line -> served.contains(line.substring(AWAITS.length())))
          .filter(told::add)
          .forEach(line -> jvm.writeLine());
    };
  }

  static ProgramRun with(Path jdk, String program, String client) {
    return with(List.of(jdk.resolve("bin/java").toString()), program, client);
  }

  static ProgramRun without(Path jdk, String program, String client) {
    return without(List.of(jdk.resolve("bin/java").toString()), program, client);
  }

  /**
   * @param java the command that starts a JVM in this folder, on this machine's loopback
   */
  static ProgramRun with(List<String> java, String program, String client) {
    return with(java, List.of(), program, client);
  }

  static ProgramRun without(List<String> java, String program, String client) {
    return new ProgramRun(java, List.of(), onClassPath(client), program, false);
  }

  /** As the other, with more arguments of the JVM's behind the agent. */
  static ProgramRun with(List<String> java, List<String> last, String program, String client) {
    return new ProgramRun(java, last, onClassPath(client), program, true);
  }

  /**
   * As the others, for a program that is not on the class path.
   *
   * @param launch what names the main class and where it is
   */
  static ProgramRun of(List<String> java, List<String> launch, String program, boolean withAgent) {
    return new ProgramRun(java, List.of(), launch, program, withAgent);
  }

  private static List<String> onClassPath(String client) {
    return List.of("-cp", ForkedJvm.classPath(client), "ai.holysheep.agent.tests.program.Main");
  }

  /** What differs from run to run: ports, times, and what Elastic's agent adds to requests. */
  private String normal(String text) {
    return text.replace(":" + port, ":PORT")
        .replaceAll("(OkHttp-(Sent|Received)-Millis): \\[[0-9]+]", "$1: [NOW]")
        .replaceAll("traceparent: [^|]*", "traceparent: [NEW]")
        .replaceAll("127\\.0\\.0\\.1:[0-9]{4,5}", "127.0.0.1:PORT");
  }

  /** What was on the wire, connection by connection. */
  List<String> wire() {
    return http2
        ? Stream.concat(served.stream().map(one -> seen(one) + asked(one)), front.stream())
            .sorted()
            .toList()
        : served.stream().map(one -> normal(one.toString()) + asked(one)).toList();
  }

  private String asked(Served one) {
    return " "
        + normal(String.join("|", one.requestHeaders))
        + " "
        + one.method
        + " "
        + normal(one.path)
        + " "
        + one.requestBody.hashCode();
  }

  /**
   * By which connection and stream the front had it: at once they reach the gateway in any order.
   */
  private static String seen(Served one) {
    return one.requestHeaders.stream()
        .filter(header -> header.startsWith("X-Front-Seen"))
        .findFirst()
        .orElse("not seen");
  }

  /** How often each {@code model status/error} was to be counted, as the program's steps say. */
  Map<String, Long> expectedOutcomes() {
    return transcript.stream()
        .filter(line -> line.startsWith("EXPECT "))
        .collect(
            Collectors.groupingBy(
                line -> line.substring("EXPECT ".length()), TreeMap::new, Collectors.counting()));
  }

  /** Retries by model, where a step tells of some. */
  Map<String, Long> expectedRetries() {
    return transcript.stream()
        .filter(line -> line.startsWith("RETRIES "))
        .collect(
            Collectors.groupingBy(
                line -> "{model=\"" + line.substring("RETRIES ".length()) + "\"}",
                TreeMap::new,
                Collectors.counting()));
  }

  Map<String, Long> countedRetries() {
    Map<String, Long> retries = metrics.counts("holysheep_retries_total");
    retries.values().removeIf(count -> count == 0);
    return retries;
  }

  Map<String, Long> countedOutcomes() {
    return outcomes(metrics);
  }

  /** Calls by {@code model status/error}. */
  static Map<String, Long> outcomes(Exposition metrics) {
    Map<String, Long> outcomes = new TreeMap<>();
    metrics
        .all("holysheep_requests_total")
        .forEach((labels, count) -> outcomes.put(outcome(labels), count.longValue()));
    return outcomes;
  }

  private static String outcome(String labels) {
    return label(labels, "model")
        + " "
        + label(labels, "status_code")
        + "/"
        + label(labels, "error_type");
  }

  private static String label(String labels, String name) {
    return labels.replaceFirst(".*\\b" + name + "=\"([^\"]*)\".*", "$1");
  }
}
