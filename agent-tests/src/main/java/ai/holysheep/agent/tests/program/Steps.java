package ai.holysheep.agent.tests.program;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What every client can do, for the many that have no program of their own. */
abstract class Steps implements Runnable {
  /** What the application does with the answer's body. */
  enum Use {
    READ,
    READ_ONE_AND_CLOSE,
    CLOSE
  }

  /** A call, to be made by any client. */
  static final class Call {
    final String url;
    final String scenario;
    final byte[] body;

    /** 0: none. */
    final int timeoutMillis;

    final Use use;

    private Call(String url, String scenario, byte[] body, int timeoutMillis, Use use) {
      this.url = url;
      this.scenario = scenario;
      this.body = body;
      this.timeoutMillis = timeoutMillis;
      this.use = use;
    }
  }

  /**
   * Longer than the gateway and a busy machine take to answer, since a step that times out earlier
   * is another one.
   */
  static final int HASTE_MILLIS = 1000;

  final String url;
  final Transcript out;

  Steps(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  /** Makes the call and shows all that comes back. */
  abstract void make(Call call) throws Exception;

  /** How a step's attempts are counted, where this client does more than most. */
  String outcomes(String step, String usual) {
    return usual;
  }

  /** Steps of this client's own. */
  void more() throws Exception {}

  void close() throws Exception {}

  @Override
  public void run() {
    plain("json", "ok", "200/none");
    plain("gzip", "gzip", "200/none");
    plain("rate-limit", "rate-limit", "429/rate_limit");
    plain("server-error", "server-error", "500/server_error");
    plain("client-error", "client-error", "400/client_error");
    plain("empty", "empty", "204/none");
    plain("no-usage", "no-usage", "200/none");
    plain("malformed", "malformed-json", "200/none");
    plain("redirect", "redirect", "307/none");
    step("stream", "200/none", "ok", true, 0, Use.READ);
    step("large", "200/none", model -> make(call("ok", Body.large(model), 0, Use.READ)));
    out.step(
        "unwatched",
        "",
        model ->
            make(
                new Call(
                    url.replace("127.0.0.1", "localhost") + "/v1/x",
                    "ok",
                    utf8(Body.json(model)),
                    0,
                    Use.READ)));
    out.step(
        "refused",
        "",
        model -> {
          out.line("EXPECT unknown error/network");
          make(new Call("http://127.0.0.1:1/v1/x", "ok", utf8(Body.json(model)), 0, Use.READ));
        });
    step("timeout", "timeout/timeout", "slow", false, HASTE_MILLIS, Use.READ);
    step("body-timeout", "200/timeout", "slow-body", false, HASTE_MILLIS, Use.READ);
    plain("reset", "reset", "error/network");
    plain("reset-body", "reset-body", "200/network");
    plain("cut-body", "cut-body", "200/network");
    step("unread-error", "429/rate_limit", "rate-limit", false, 0, Use.CLOSE);
    step("closed-early", "200/cancelled", "slow-body", true, 0, Use.READ_ONE_AND_CLOSE);
    plain("after-all", "ok", "200/none");
    try {
      more();
      close();
    } catch (Exception e) {
      out.failure("thrown", e);
    }
  }

  private void plain(String name, String scenario, String usual) {
    step(name, usual, scenario, false, 0, Use.READ);
  }

  private void step(
      String name, String usual, String scenario, boolean stream, int timeoutMillis, Use use) {
    step(
        name,
        usual,
        model ->
            make(
                call(
                    scenario,
                    utf8(stream ? Body.stream(model) : Body.json(model)),
                    timeoutMillis,
                    use)));
  }

  private void step(String name, String usual, Transcript.Step step) {
    String outcomes = outcomes(name, usual);
    if (!outcomes.equals("left out")) {
      out.step(name, outcomes, step);
    }
  }

  Call call(String scenario, byte[] body, int timeoutMillis, Use use) {
    return new Call(url + "/v1/chat/completions?key=secret", scenario, body, timeoutMillis, use);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void show(InputStream in, Use use) throws Exception {
    if (use == Use.READ) {
      out.body(Body.all(in));
    } else if (use == Use.READ_ONE_AND_CLOSE) {
      out.value("first", in.read());
    }
  }
}
