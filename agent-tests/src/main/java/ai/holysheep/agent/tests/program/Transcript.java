package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an application sees of its calls, written down on stdout; it must be the same with and
 * without the agent.
 */
final class Transcript {
  /** A part of a program that makes calls. */
  interface Step {
    void run(String model) throws Exception;
  }

  /**
   * Runs a step under a model name of its own, and tells beforehand how its attempts shall be
   * counted.
   *
   * @param outcomes {@code status_code/error_type} of each attempt; none for a step whose calls are
   *     not watched
   */
  void step(String name, String outcomes, Step step) {
    String model = "model-" + name;
    String before = "";
    for (String outcome : outcomes.isEmpty() ? new String[0] : outcomes.split(" ")) {
      line("EXPECT " + model + " " + outcome);
      if (before.matches("(429|5..|error|timeout)/.*")) {
        retry(model);
      }
      before = outcome;
    }
    line("STEP " + name);
    try {
      step.run(model);
    } catch (Throwable e) {
      failure("thrown", e);
    }
  }

  /** An attempt of this model's is to be counted as the repetition of one that failed. */
  void retry(String model) {
    line("RETRIES " + model);
  }

  /** A call to where no connection is made, which is to be given up in its time. */
  void connectTimeout(Step call) {
    step(
        "connect-timeout",
        "",
        model -> {
          line("EXPECT unknown timeout/timeout");
          try (Blackhole nobody = new Blackhole()) {
            call.run(nobody.url());
          } catch (IOException e) {
            // Its message has the port.
            value("thrown", e.getClass());
          }
        });
  }

  /** Waits until the gateway has the request that names this model; the test's JVM knows. */
  void awaitAtGateway(String model) throws IOException {
    line("AWAITS " + model);
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
