package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** {@code java.net.HttpURLConnection}. */
// Services of its time make URLs so.
@SuppressWarnings("deprecation")
final class UrlConnectionProgram extends Steps {
  UrlConnectionProgram(String url, Transcript out) {
    super(url, out);
  }

  @Override
  String outcomes(String step, String usual) {
    // It sends a body again that it has in memory.
    return step.equals("redirect") ? "200/none" : usual;
  }

  @Override
  void make(Call call) throws Exception {
    make(call, connection -> {});
  }

  private void make(Call call, Consumer<HttpURLConnection> settings) throws Exception {
    HttpURLConnection connection = open(call);
    settings.accept(connection);
    if (call.body.length > 0) {
      try (OutputStream body = connection.getOutputStream()) {
        out.value("body's class", body.getClass().getName());
        body.write(call.body[0]);
        body.write(call.body, 1, call.body.length - 1);
      } catch (IOException e) {
        connection.disconnect();
        throw e;
      }
    }
    show(connection, call);
  }

  private static HttpURLConnection open(Call call) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(call.url).openConnection();
    connection.setRequestProperty("X-Fake-Scenario", call.scenario);
    connection.setReadTimeout(call.timeoutMillis);
    if (call.body.length > 0) {
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
    }
    return connection;
  }

  private void show(HttpURLConnection connection, Call call) throws Exception {
    try (InputStream in = connection.getInputStream()) {
      out.value("stream", in.getClass().getName() + " " + in.markSupported());
      out.value("same", in == connection.getInputStream());
      fields(connection);
      show(in, call.use);
    } catch (IOException e) {
      out.failure("thrown", e);
      fields(connection);
      InputStream error = connection.getErrorStream();
      out.value("error stream", error == null ? null : error.getClass().getName());
      if (error != null) {
        show(error, call.use);
      }
    } finally {
      if (call.use != Use.READ) {
        connection.disconnect();
      }
    }
  }

  private void fields(HttpURLConnection connection) {
    try {
      out.value("status", connection.getResponseCode() + " " + connection.getResponseMessage());
    } catch (IOException e) {
      out.failure("no status", e);
    }
    for (Map.Entry<String, ?> field : connection.getHeaderFields().entrySet()) {
      out.value("field " + field.getKey(), field.getValue());
    }
    out.value("type", connection.getContentType());
  }

  @Override
  void more() {
    out.step(
        "fixed-length",
        "200/none",
        model -> {
          Call call = call("ok", Body.large(model), 0, Use.READ);
          make(call, connection -> connection.setFixedLengthStreamingMode(call.body.length));
        });
    out.step(
        "chunked",
        "200/none",
        model ->
            make(
                call("ok", Body.large(model), 0, Use.READ),
                connection -> connection.setChunkedStreamingMode(4096)));
    out.step(
        "too-short",
        "cancelled/cancelled",
        model -> {
          Call call = call("ok", utf8(Body.json(model)), 0, Use.READ);
          make(call, connection -> connection.setFixedLengthStreamingMode(call.body.length + 9));
        });
    if (System.getSecurityManager() == null) {
      // Beneath one, a policy would have to let TLS read what it needs.
      out.step("handshake-timeout", "", this::handshakeTimeout);
    }
    out.step("upload-reset", "error/network", this::uploadReset);
    out.step(
        "redirected-while-streaming",
        "307/none",
        model -> {
          Call call = call("redirect", utf8(Body.json(model)), 0, Use.READ);
          make(call, connection -> connection.setFixedLengthStreamingMode(call.body.length));
        });
    out.step(
        "get-and-redirect",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          make(call("redirect", new byte[0], 0, Use.READ));
        });
    out.step(
        "head",
        "",
        model -> {
          out.line("EXPECT unknown 200/none");
          HttpURLConnection connection = open(call("ok", new byte[0], 0, Use.READ));
          connection.setRequestMethod("HEAD");
          out.value("status", connection.getResponseCode());
          out.value("type", connection.getContentType());
        });
    out.step(
        "connected-first",
        "200/none",
        model -> {
          Call call = call("ok", utf8(Body.json(model)), 0, Use.READ);
          HttpURLConnection connection = open(call);
          connection.connect();
          connection.getOutputStream().write(call.body);
          out.value("status", connection.getResponseCode());
          show(connection, call);
        });
    out.step(
        "refused-and-asked-again",
        "",
        model -> {
          out.line("EXPECT unknown error/network");
          HttpURLConnection connection =
              (HttpURLConnection) new URL("http://127.0.0.1:1/").openConnection();
          for (int i = 0; i < 3; i++) {
            try {
              connection.getResponseCode();
            } catch (IOException e) {
              out.failure("thrown", e);
            }
          }
        });
    out.step(
        "status-only",
        "429/rate_limit",
        model -> {
          Call call = call("rate-limit", utf8(Body.json(model)), 0, Use.READ);
          HttpURLConnection connection = open(call);
          connection.getOutputStream().write(call.body);
          out.value("status", connection.getResponseCode());
        });
    out.step(
        "skipped",
        "200/none",
        model -> {
          Call call = call("ok", utf8(Body.json(model)), 0, Use.READ);
          HttpURLConnection connection = open(call);
          connection.getOutputStream().write(call.body);
          try (InputStream in = connection.getInputStream()) {
            out.value("skipped", in.skip(10));
            out.value("rest", Body.all(in).length);
            out.value("end", in.read() + " " + in.available());
          }
        });
    // A body can be marked if it is not chunked, as some are and some are not.
    for (int i = 0; i < 4; i++) {
      out.step("marked-" + i, "200/none", this::readTwice);
    }
    out.step(
        "disconnected",
        "cancelled/cancelled",
        model -> {
          Call call = call("slow", utf8(Body.json(model)), 0, Use.READ);
          HttpURLConnection connection = open(call);
          connection.getOutputStream().write(call.body);
          CompletableFuture<Boolean> failed = new CompletableFuture<>();
          Thread reader =
              new Thread(
                  () -> {
                    try {
                      failed.complete(connection.getInputStream() == null);
                    } catch (IOException e) {
                      failed.complete(true);
                    }
                  });
          reader.start();
          awaitReading(reader);
          connection.disconnect();
          out.value("failed", failed.get(5, TimeUnit.SECONDS));
        });
  }

  /** The connection is made, and nobody says a word. */
  private void handshakeTimeout(String model) throws IOException {
    out.line("EXPECT unknown timeout/timeout");
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      URL there = new URL("https://127.0.0.1:" + silent.getLocalPort() + "/v1/x");
      HttpURLConnection connection = (HttpURLConnection) there.openConnection();
      connection.setReadTimeout(300);
      connection.connect();
    }
  }

  /** The server goes away in the middle of a body that is sent in chunks. */
  private void uploadReset(String model) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<Void> reset =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.setSoLinger(true, 0);
                  socket.getInputStream().read();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      URL there = new URL("http://127.0.0.1:" + server.getLocalPort() + "/v1/x");
      HttpURLConnection connection = (HttpURLConnection) there.openConnection();
      connection.setDoOutput(true);
      connection.setChunkedStreamingMode(1000);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(utf8(Body.json(model)));
        for (int i = 0; i < 100_000; i++) {
          body.write(new byte[1000]);
        }
      } catch (IOException e) {
        // Which write fails, and how, differs from run to run.
        out.value("failed", true);
      } finally {
        connection.disconnect();
      }
      reset.get(10, TimeUnit.SECONDS);
    }
  }

  /** Until the thread waits for the answer: the JDK's own code breaks if it is earlier. */
  private static void awaitReading(Thread reader) throws InterruptedException {
    while (Arrays.stream(reader.getStackTrace())
        .noneMatch(
            frame ->
                frame.getMethodName().contains("ead")
                    && frame.getClassName().matches("java\\.net\\.Socket.*|sun\\.nio\\.ch\\..*"))) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private void readTwice(String model) throws Exception {
    Call call = call("body-usage", utf8(Body.json(model)), 0, Use.READ);
    HttpURLConnection connection = open(call);
    connection.getOutputStream().write(call.body);
    try (InputStream in = connection.getInputStream()) {
      out.value("markable", in.markSupported());
      if (in.markSupported()) {
        in.mark(100);
        out.value("first", in.read(new byte[60]));
        in.reset();
      }
      out.value("all", Body.all(in).length);
    }
  }
}
