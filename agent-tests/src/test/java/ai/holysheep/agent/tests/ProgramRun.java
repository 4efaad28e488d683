package ai.holysheep.agent.tests;

import ai.holysheep.agent.tests.http2.Http2Front;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import ai.holysheep.sample.gateway.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a client's program: what the program saw, what the gateway did, and what the agent
 * counted.
 */
final class ProgramRun {
  static final String EXPECT = "EXPECT ";
  private static final String AWAITS = "AWAITS ";
  private static final String AWAITS_CLOSE = "AWAITS CLOSE OF ";
  private static final long CLOSE_NANOS = 2_000_000_000;
  private static final String STEP = "STEP ";
  private static final String RETRIES = "RETRIES ";
  private static final Pattern LEFT_OUT = Pattern.compile("LEFT OUT (\\S+): (.*)");

  /** What the application saw of its calls, as the program wrote it. */
  final List<String> transcript;

  final List<String> stderr;
  final List<Served> served;

  /** Without the agent there are none. */
  final @Nullable Exposition metrics;

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
        jvm.awaitLine("DONE", ForkedJvm.PATIENCE, attendant(jvm, gateway, before));
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
  static Runnable attendant(ForkedJvm jvm, FakeGateway gateway) {
    return attendant(jvm, gateway, null);
  }

  /**
   * Lets a program go on that waits for one of its requests to be at the gateway, or for its
   * connection to be closed.
   */
  private static Runnable attendant(
      ForkedJvm jvm, FakeGateway gateway, @Nullable Http2Front front) {
    Set<String> continued = new HashSet<>();
    Map<String, Long> since = new HashMap<>();
    return () -> {
      Map<String, Served> served = new HashMap<>();
      gateway.log().forEach(one -> served.put(one.model, one));
      jvm.out().stream()
          .filter(line -> hasCome(line, served, front) || isOverdue(line, since))
          .filter(continued::add)
          .forEach(line -> jvm.writeLine());
    };
  }

  /** Before 5.4 Apache's clients keep a connection open that they do not use any more. */
  static boolean isOverdue(String line, Map<String, Long> since) {
    return line.startsWith(AWAITS_CLOSE)
        && System.nanoTime() - since.computeIfAbsent(line, unused -> System.nanoTime())
            > CLOSE_NANOS;
  }

  static boolean hasCome(String line, Map<String, Served> served, @Nullable Http2Front front) {
    if (front != null && line.startsWith(AWAITS_CLOSE)) {
      Served request = served.get(line.substring(AWAITS_CLOSE.length()));
      return request != null && front.isClosed(connection(request));
    }
    return line.startsWith(AWAITS) && served.containsKey(line.substring(AWAITS.length()));
  }

  /** The number that the front gave to a request's connection. */
  private static int connection(Served one) {
    String seen = seen(one);
    return Integer.parseInt(seen.substring(seen.indexOf(' ') + 1, seen.indexOf('/')));
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

  /** The model that a step's calls name. */
  static String model(String step) {
    return "model-" + step;
  }

  /** The transcript step by step; what came before the first step is left out. */
  Map<String, List<String>> steps() {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : transcript) {
      if (line.startsWith(STEP)) {
        lines = steps.computeIfAbsent(line.substring(STEP.length()), unused -> new ArrayList<>());
      } else if (!LEFT_OUT.matcher(line).matches() && !line.equals("DONE")) {
        lines.add(line);
      }
    }
    return steps;
  }

  /** The steps that the client cannot do, with the reason. */
  Map<String, String> leftOut() {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : transcript) {
      Matcher leftOut = LEFT_OUT.matcher(line);
      if (leftOut.matches()) {
        reasons.put(leftOut.group(1), leftOut.group(2));
      }
    }
    return reasons;
  }

  /** What was on the wire, connection by connection. */
  List<String> wire() {
    return http2
        ? Stream.concat(wire(served.stream()), front.stream()).sorted().toList()
        : wire(served.stream()).toList();
  }

  /** What one step's requests were. */
  List<String> wire(String step) {
    Stream<String> wire = wire(served.stream().filter(one -> isOf(step, one)));
    return http2 ? wire.sorted().toList() : wire.toList();
  }

  private Stream<String> wire(Stream<Served> some) {
    return some.map(one -> (http2 ? seen(one) : normal(one.toString())) + request(one));
  }

  /** By the header that says so, or by the model where the client's own API adds no header. */
  private static boolean isOf(String step, Served one) {
    return one.model.equals(model(step))
        || one.requestHeaders.stream().anyMatch(("X-Fake-Step: " + step)::equalsIgnoreCase);
  }

  private String request(Served one) {
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

  /** How often each {@code model status/error} must be counted, as the program's steps say. */
  Map<String, Long> expectedOutcomes() {
    return count(EXPECT);
  }

  /** Retries by model, where a step makes some. */
  Map<String, Long> expectedRetries() {
    return count(RETRIES);
  }

  private Map<String, Long> count(String prefix) {
    return transcript.stream()
        .filter(line -> line.startsWith(prefix))
        .collect(
            Collectors.groupingBy(
                line -> line.substring(prefix.length()), TreeMap::new, Collectors.counting()));
  }

  Map<String, Long> countedOutcomes() {
    return outcomes(metrics);
  }

  /** Calls by {@code model status/error}. */
  static Map<String, Long> outcomes(Exposition metrics) {
    Map<String, Long> outcomes = new TreeMap<>();
    metrics
        .all("holysheep_requests_total")
        .forEach(
            (labels, count) ->
                outcomes.put(
                    ModelCounts.label(labels, "model") + " " + ModelCounts.outcome(labels),
                    count.longValue()));
    return outcomes;
  }
}
