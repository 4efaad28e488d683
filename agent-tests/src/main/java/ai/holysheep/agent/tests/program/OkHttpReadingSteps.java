package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/** The ways to read a body that only OkHttp has. */
final class OkHttpReadingSteps {
  /** Short, since nothing else can happen. */
  private static final int SHORT_MILLIS = 300;

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
    ClientCall call = driver.call(step).scenario(scenario);
    driver.show(
        impatient(ContractSteps.TIMEOUT_MILLIS).newCall(OkHttpDriver.request(call)).execute(),
        call.reading,
        () -> {});
  }

  private OkHttpClient impatient(int millis) {
    return client.newBuilder().callTimeout(millis, TimeUnit.MILLISECONDS).build();
  }

  /** A call's own time-out, before there is a response. */
  void timeOutBeforeTheResponse() {
    out.step(
        "call-timeout-connecting",
        "",
        model -> {
          out.expect("unknown", "timeout/timeout");
          try (Blackhole nowhere = new Blackhole()) {
            endInTime(driver.call("call-timeout-connecting").url(nowhere.url()), null);
          }
        });
    out.step(
        "call-timeout-in-tunnel",
        "",
        model -> {
          out.expect("unknown", "timeout/timeout");
          try (SilentServer silent = new SilentServer()) {
            ClientCall call = driver.call("call-timeout-in-tunnel").url("https://127.0.0.1:1/v1/x");
            endInTime(call, new InetSocketAddress("127.0.0.1", silent.port()));
          }
        });
    out.step(
        "call-timeout-sending",
        "timeout/timeout",
        model -> {
          try (SilentServer silent = new SilentServer()) {
            ClientCall call = driver.call("call-timeout-sending").body(Body.endless(model));
            endInTime(call.url("http://127.0.0.1:" + silent.port() + "/v1/x"), null);
          }
        });
    if (System.getSecurityManager() != null) {
      out.leftOut("call-timeout-in-handshake", "the policy would have to let TLS read");
      return;
    }
    out.step(
        "call-timeout-in-handshake",
        "",
        model -> {
          out.expect("unknown", "timeout/timeout");
          try (SilentServer silent = new SilentServer()) {
            ClientCall call = driver.call("call-timeout-in-handshake");
            endInTime(call.url("https://127.0.0.1:" + silent.port() + "/v1/x"), null);
          }
        });
  }

  private void endInTime(ClientCall call, InetSocketAddress proxy) throws IOException {
    OkHttpClient.Builder impatient = impatient(SHORT_MILLIS).newBuilder();
    if (proxy != null) {
      impatient.proxy(new Proxy(Proxy.Type.HTTP, proxy));
    }
    try {
      out.value("status", impatient.build().newCall(OkHttpDriver.request(call)).execute().code());
    } catch (IOException e) {
      // Which one differs from version to version, and its message has the port.
      out.value("failed", true);
    }
  }
}
