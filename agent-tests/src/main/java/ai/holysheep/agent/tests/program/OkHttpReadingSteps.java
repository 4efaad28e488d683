package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/** The ways to read a body that only OkHttp has. */
final class OkHttpReadingSteps {
  private final OkHttpDriver driver;
  private final Transcript out;
  private final OkHttpClient client;

  OkHttpReadingSteps(OkHttpDriver driver, OkHttpClient client) {
    this.driver = driver;
    out = driver.out;
    this.client = client;
  }

  void run() {
    out.step(
        "gzip-raw",
        "200/none",
        model -> {
          ClientCall call = driver.call("gzip-raw").scenario("gzip");
          driver.make(call.header("Accept-Encoding", "gzip"));
        });
    out.step("stream-lines", "200/none", this::readLines);
    out.step("peek", "200/none", model -> peek("peek"));
    if (hasEventSources()) {
      EventSourceSteps.run(
          out,
          client,
          model -> OkHttpDriver.request(driver.call("event-source").body(Body.stream(model))));
    } else {
      out.leftOut("event-source", "these tests have okhttp-sse for some versions only");
    }
  }

  private static boolean hasEventSources() {
    try {
      Class.forName("okhttp3.sse.EventSources");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private Response execute(ClientCall call) throws IOException {
    Response response = client.newCall(OkHttpDriver.request(call)).execute();
    driver.head(response);
    return response;
  }

  private void readLines(String model) throws IOException {
    Response response = execute(driver.call("stream-lines").body(Body.stream(model)));
    try (ResponseBody body = response.body()) {
      BufferedSource source = body.source();
      for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
        out.value("line", line);
      }
    }
  }

  private void peek(String step) throws IOException {
    Response response = execute(driver.call(step));
    try (ResponseBody body = response.body()) {
      out.value("peeked", response.peekBody(20).string());
      out.value("rest", body.string().length());
    }
  }

  /** A call's own time-out, of 3.12 and later. */
  void timeOut() {
    out.step("call-timeout", "timeout/timeout", model -> timeOut("call-timeout", "slow"));
    out.step(
        "call-timeout-in-body",
        "200/timeout",
        model -> timeOut("call-timeout-in-body", "slow-body"));
  }

  private void timeOut(String step, String scenario) throws IOException {
    OkHttpClient impatient =
        client
            .newBuilder()
            .callTimeout(ContractSteps.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
            .build();
    ClientCall call = driver.call(step).scenario(scenario);
    driver.show(impatient.newCall(OkHttpDriver.request(call)).execute(), call.reading, () -> {});
  }
}
