package ai.holysheep.agent.tests.program;

import java.io.IOException;

/**
 * What every client must be able to do without a difference to the application. The tests name each
 * step, see {@code ClientContract}.
 */
final class ContractSteps {
  /**
   * The time-out of calls that the gateway leaves without an answer. It is longer than a busy
   * machine takes to connect and to bring the response's head, since a call that times out earlier
   * is another one.
   */
  static final int TIMEOUT_MILLIS = Integer.getInteger("tests.timeout", 3000);

  /** Short, since no connection is ever made: nothing else can happen. */
  private static final int CONNECT_TIMEOUT_MILLIS = 300;

  private static final String NOBODY_LISTENS = "http://127.0.0.1:1/v1";

  private final String url;
  private final Transcript out;
  private final ClientDriver driver;

  ContractSteps(ClientDriver driver) {
    this.driver = driver;
    url = driver.url;
    out = driver.out;
  }

  void run() {
    try {
      all();
      driver.close();
    } catch (Exception e) {
      out.failure("thrown", e);
    }
  }

  /** The client's own steps too. */
  void all() throws Exception {
    statuses();
    reading();
    requests();
    failures();
    cancellations();
    step("after-all", "200/none");
    driver.ownSteps();
  }

  /** What a step changes of an ordinary call. */
  private interface Change {
    void of(ClientCall call, String model);
  }

  private interface Use {
    void of(ClientCall call) throws Exception;
  }

  private void step(String name, String usual) {
    step(name, usual, (call, model) -> {});
  }

  private void step(String name, String usual, Change change) {
    step(name, usual, change, driver::make);
  }

  private void step(String name, String usual, Change change, Use use) {
    String reason = driver.leftOut(name);
    if (reason != null) {
      out.leftOut(name, reason);
      return;
    }
    out.step(
        name,
        driver.outcomes(name, usual),
        model -> {
          ClientCall call = ClientCall.to(url, name);
          change.of(call, model);
          use.of(call);
        });
  }

  private void scenario(String name, String scenario, String usual) {
    step(name, usual, (call, model) -> call.scenario(scenario));
  }

  private void statuses() {
    step("json", "200/none");
    scenario("gzip", "gzip", "200/none");
    scenario("deflate", "deflate", "200/none");
    scenario("swollen-gzip", "swollen-gzip", "200/none");
    scenario("rate-limit", "rate-limit", "429/rate_limit");
    scenario("server-error", "server-error", "500/server_error");
    scenario("overloaded", "overloaded", "503/server_error");
    scenario("client-error", "client-error", "400/client_error");
    scenario("unauthorized", "unauthorized", "401/client_error");
    scenario("empty", "empty", "204/none");
    scenario("malformed", "malformed-json", "200/none");
    scenario("no-usage", "no-usage", "200/none");
    scenario("body-usage", "body-usage", "200/none");
    scenario("header-usage", "header-usage", "200/none");
    step("unwatched", "", (call, model) -> call.url(call.url.replace("127.0.0.1", "localhost")));
    step(
        "head",
        "",
        (call, model) -> call.url(url + "/v1/models").withoutBody("HEAD"),
        call -> {
          out.expect("unknown", "200/none");
          driver.make(call);
        });
  }

  private void reading() {
    step("stream", "200/none", (call, model) -> call.body(Body.stream(model)));
    step("single-bytes", "200/none", (call, model) -> call.reading(Reading.BYTE_BY_BYTE));
    step("skip", "200/none", (call, model) -> call.reading(Reading.SKIPPING));
    step(
        "close-after-last",
        "200/none",
        (call, model) -> call.body(Body.stream(model)).reading(Reading.UNTIL_LAST_EVENT));
    step(
        "cancel-after-last",
        "200/none",
        (call, model) ->
            call.scenario("open-end")
                .body(Body.stream(model))
                .reading(Reading.CANCELLED_AFTER_LAST_EVENT));
    step(
        "unread-429",
        "429/rate_limit",
        (call, model) -> call.scenario("rate-limit").reading(Reading.NOTHING));
    step(
        "unread-500",
        "500/server_error",
        (call, model) -> call.scenario("server-error").reading(Reading.NOTHING));
    step(
        "unread",
        "200/cancelled",
        (call, model) -> call.body(Body.streamWithoutUsage(model)).reading(Reading.NOTHING));
    step(
        "unread-and-unfinished",
        "200/cancelled",
        (call, model) ->
            call.scenario("slow-body")
                .body(Body.streamWithoutUsage(model))
                .reading(Reading.NOTHING));
    step(
        "closed-early",
        "200/cancelled",
        (call, model) ->
            call.scenario("slow-body")
                .body(Body.streamWithoutUsage(model))
                .reading(Reading.FIRST_BYTE));
  }

  private void requests() {
    step("large", "200/none", (call, model) -> call.body(Body.large(model)));
    step("chunked", "200/none", (call, model) -> call.chunked(Body.large(model)));
    step("continue", "200/none", (call, model) -> call.expectContinue());
    scenario("redirect", "redirect", "307/none");
    step(
        "retry-count",
        "200/none",
        (call, model) -> call.header("X-Stainless-Retry-Count", "2"),
        call -> {
          out.retry(Transcript.model("retry-count"));
          driver.make(call);
        });
    step(
        "path-model",
        "",
        (call, model) ->
            call.scenario("no-usage")
                .url(url + "/v1beta/models/gemini-2.5-flash:generateContent")
                .body("{}"),
        call -> {
          out.expect("gemini-2.5-flash", "200/none");
          driver.make(call);
        });
    step("not-sent", "", (call, model) -> call.header("Content-Length", "7"));
    step("async", "200/none", (call, model) -> {}, driver::makeAsynchronously);
  }

  private void failures() {
    step(
        "refused",
        "",
        (call, model) -> call.url(NOBODY_LISTENS),
        call -> {
          out.expect("unknown", "error/network");
          driver.make(call);
        });
    step(
        "connect-timeout",
        "",
        (call, model) -> call.connectTimeout(CONNECT_TIMEOUT_MILLIS),
        this::connectToNowhere);
    step(
        "timeout",
        "timeout/timeout",
        (call, model) -> call.scenario("slow").timeout(TIMEOUT_MILLIS).freshConnection());
    step(
        "body-timeout",
        "200/timeout",
        (call, model) -> call.scenario("slow-body").timeout(TIMEOUT_MILLIS));
    step("reset", "error/network", (call, model) -> call.scenario("reset").freshConnection());
    scenario("reset-body", "reset-body", "200/network");
    scenario("cut-body", "cut-body", "200/network");
    scenario("cut-gzip", "cut-gzip", "200/network");
    scenario("broken-gzip", "broken-gzip", "200/network");
    if (System.getSecurityManager() == null) {
      step("tunnel-timeout", "", this::withShortTimeouts, this::tunnelThroughNobody);
      step("handshake-timeout", "", this::withShortTimeouts, this::shakeHandsWithNobody);
    } else {
      out.leftOut("tunnel-timeout", "the policy would have to grant the way through a proxy");
      out.leftOut("handshake-timeout", "the policy would have to let TLS read what it needs");
    }
  }

  private void withShortTimeouts(ClientCall call, String model) {
    call.connectTimeout(CONNECT_TIMEOUT_MILLIS).timeout(CONNECT_TIMEOUT_MILLIS);
  }

  /** The connection is made, and the server stays silent. */
  private void shakeHandsWithNobody(ClientCall call) throws Exception {
    out.expect("unknown", "timeout/timeout");
    try (SilentServer silent = new SilentServer()) {
      driver.make(call.url("https://127.0.0.1:" + silent.port() + "/v1/x"));
    } catch (IOException e) {
      out.value("thrown", e.getClass());
    }
  }

  /** The connection to a proxy is made, and the proxy stays silent. */
  private void tunnelThroughNobody(ClientCall call) throws Exception {
    out.expect("unknown", "timeout/timeout");
    try (SilentServer silent = new SilentServer()) {
      driver.make(call.proxy(silent.port()).url("https://127.0.0.1:1/v1/x"));
    } catch (IOException e) {
      out.value("thrown", e.getClass());
    }
  }

  private void connectToNowhere(ClientCall call) throws Exception {
    out.expect("unknown", "timeout/timeout");
    try (Blackhole nowhere = new Blackhole()) {
      driver.make(call.url(nowhere.url()));
    } catch (IOException e) {
      // Its message has the port.
      out.value("thrown", e.getClass());
    }
  }

  private void cancellations() {
    step(
        "cancel-early",
        "cancelled/cancelled",
        (call, model) -> call.scenario("slow"),
        call ->
            driver.makeAndCancel(call, () -> out.awaitAtGateway(Transcript.model("cancel-early"))));
    step(
        "cancel-in-body",
        "200/cancelled",
        (call, model) ->
            call.scenario("slow-body")
                .body(Body.streamWithoutUsage(model))
                .reading(Reading.CANCELLED_AFTER_FIRST_BYTE));
  }
}
