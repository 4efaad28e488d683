package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an application sees of its calls, written down on stdout; it must be the same with and
 * without the agent.
 */
class Transcript {
  /** A longer body is shown by its hash alone. */
  private static final int MAX_TEXT_BYTES = 1_000_000;

  private final List<Object> kept = new ArrayList<>();

  /** A part of a program that makes calls. */
  interface Step {
    void run(String model) throws Exception;
  }

  /** The model that a step's calls name, by which both sides know its attempts. */
  static String model(String step) {
    return "model-" + step;
  }

  /**
   * Runs a step under a model name of its own, and says how its attempts must be counted.
   *
   * @param outcomes {@code status_code/error_type} of each attempt; empty for a step whose calls
   *     are not watched, or that says more itself
   */
  void step(String name, String outcomes, Step step) {
    String model = model(name);
    line("STEP " + name);
    String before = "";
    for (String outcome : outcomes.isEmpty() ? new String[0] : outcomes.split(" ")) {
      expect(model, outcome);
      if (before.matches("(429|5..|error|timeout)/.*")) {
        retry(model);
      }
      before = outcome;
    }
    try {
      step.run(model);
    } catch (Throwable e) {
      failure("thrown", e);
    }
  }

  /** The application keeps an object, so that it is not the collector that ends an attempt. */
  void keep(Object unclosed) {
    kept.add(unclosed);
  }

  /** A step that this client cannot do. */
  void leftOut(String step, String reason) {
    line("LEFT OUT " + step + ": " + reason);
  }

  /** An attempt must be counted under this model. */
  void expect(String model, String outcome) {
    line("EXPECT " + model + " " + outcome);
  }

  /** An attempt of this model must be counted as the repetition of one that failed. */
  void retry(String model) {
    line("RETRIES " + model);
  }

  /** A call to where no connection is made. */
  void connectTimeout(Step call) {
    step(
        "connect-timeout",
        "",
        model -> {
          expect("unknown", "timeout/timeout");
          try (Blackhole nowhere = new Blackhole()) {
            call.run(nowhere.url());
          } catch (IOException e) {
            // Its message has the port.
            value("thrown", e.getClass());
          }
        });
  }

  /** Waits until the gateway has the request that names this model; the test's JVM knows. */
  void awaitAtGateway(String model) throws IOException {
    line("AWAITS " + model);
    awaitTest();
  }

  /** Waits until the connection of this model's request is closed; the test's JVM knows. */
  void awaitConnectionClosed(String model) throws IOException {
    line("AWAITS CLOSE OF " + model);
    awaitTest();
  }

  /** Waits until the test lets the program go on. */
  void awaitTest() throws IOException {
    Stdin.awaitLine();
  }

  void line(String line) {
    System.out.println(line);
  }

  void value(String name, Object value) {
    line("  " + name + ": " + value);
  }

  void body(byte[] bytes) {
    value("body", bytes.length + " bytes, " + Arrays.hashCode(bytes));
    if (bytes.length > MAX_TEXT_BYTES) {
      return;
    }
    value(
        "text",
        new String(bytes, StandardCharsets.UTF_8).replace("\n", "\\n").replace("\r", "\\r"));
  }

  void headers(Map<String, List<String>> headers) {
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    sorted.forEach((name, values) -> value("header " + name, values));
  }

  void failure(String name, Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < 5; i++, cause = cause.getCause()) {
      // A time-out that closes its socket may or may not find a read in it: with and without an
      // agent.
      if (i > 0 && "Socket closed".equals(cause.getMessage())) {
        return;
      }
      value(name, cause.getClass().getName() + ": " + cause.getMessage());
    }
  }
}
