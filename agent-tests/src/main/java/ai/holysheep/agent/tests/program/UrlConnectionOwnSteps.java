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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What only {@code java.net.HttpURLConnection} has. */
// Services of its time make URLs so.
@SuppressWarnings("deprecation")
final class UrlConnectionOwnSteps {
  private final UrlConnectionDriver driver;
  private final Transcript out;

  /** Up to JDK 11 the collector would give its connection to a later step. */
  private @Nullable HttpURLConnection unread;

  UrlConnectionOwnSteps(UrlConnectionDriver driver) {
    this.driver = driver;
    out = driver.out;
  }

  void run() {
    bodies();
    connections();
    responses();
    // A body can be marked if it is not chunked, as some are and some are not.
    for (int i = 0; i < 4; i++) {
      String step = "marked-" + i;
      out.step(step, "200/none", model -> readTwice(step));
    }
  }

  private void bodies() {
    out.step(
        "fixed-length",
        "200/none",
        model -> {
          ClientCall call = driver.call("fixed-length").body(Body.large(model));
          driver.make(call, to -> to.setFixedLengthStreamingMode(call.body.length));
        });
    out.step(
        "too-short",
        "cancelled/cancelled",
        model -> {
          ClientCall call = driver.call("too-short");
          driver.make(call, to -> to.setFixedLengthStreamingMode(call.body.length + 9));
        });
    out.step("upload-reset", "error/network", this::resetUpload);
    out.step(
        "redirected-while-streaming",
        "307/none",
        model -> {
          ClientCall call = driver.call("redirected-while-streaming").scenario("redirect");
          driver.make(call, to -> to.setFixedLengthStreamingMode(call.body.length));
        });
  }

  private void connections() {
    out.step(
        "get-and-redirect",
        "",
        model -> {
          out.expect("unknown", "200/none");
          driver.make(driver.call("get-and-redirect").scenario("redirect").withoutBody("GET"));
        });
    out.step(
        "connected-first",
        "200/none",
        model -> {
          HttpURLConnection connection = UrlConnectionDriver.open(driver.call("connected-first"));
          connection.connect();
          connection.getOutputStream().write(ClientCall.utf8(Body.json(model)));
          out.value("status", connection.getResponseCode());
          driver.show(connection, Reading.WHOLE);
        });
    out.step("refused-and-asked-again", "", this::askAgain);
    out.step("sent-twice", "error/network 200/none", this::sendTwice);
  }

  private void responses() {
    out.step(
        "head-status-only",
        "",
        model -> {
          out.expect("unknown", "200/none");
          HttpURLConnection connection =
              UrlConnectionDriver.open(driver.call("head-status-only").withoutBody("HEAD"));
          out.value("status", connection.getResponseCode());
          out.value("type", connection.getContentType());
        });
    out.step(
        "status-only",
        "429/rate_limit",
        model -> {
          unread = sent(driver.call("status-only").scenario("rate-limit"));
          out.value("status", unread.getResponseCode());
        });
    out.step("skipped", "200/none", model -> skip("skipped"));
  }

  private static HttpURLConnection sent(ClientCall call) throws IOException {
    HttpURLConnection connection = UrlConnectionDriver.open(call);
    connection.getOutputStream().write(call.body);
    return connection;
  }

  private void skip(String step) throws IOException {
    try (InputStream in = sent(driver.call(step)).getInputStream()) {
      out.value("skipped", in.skip(10));
      out.value("rest", Body.all(in).length);
      out.value("end", in.read() + " " + in.available());
    }
  }

  /** The server closes the connection without a word, and the JDK sends the POST again. */
  private void sendTwice(String model) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(
              () -> {
                answer(server, "");
                answer(server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
              });
      ClientCall call = driver.call("sent-twice");
      driver.make(call.url("http://127.0.0.1:" + server.getLocalPort() + "/v1/x"));
      served.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void answer(ServerSocket server, String response) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder request = new StringBuilder();
      while (request.indexOf("model-sent-twice\"}") < 0) {
        request.append((char) in.read());
      }
      socket.getOutputStream().write(ClientCall.utf8(response));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void askAgain(String model) throws IOException {
    out.expect("unknown", "error/network");
    HttpURLConnection connection =
        (HttpURLConnection) new URL("http://127.0.0.1:1/").openConnection();
    for (int i = 0; i < 3; i++) {
      try {
        connection.getResponseCode();
      } catch (IOException e) {
        out.failure("thrown", e);
      }
    }
  }

  /** The server goes away in the middle of a body that is sent in chunks. */
  private void resetUpload(String model) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      CompletableFuture<Void> reset = CompletableFuture.runAsync(() -> reset(server));
      URL there = new URL("http://127.0.0.1:" + server.getLocalPort() + "/v1/x");
      HttpURLConnection connection = (HttpURLConnection) there.openConnection();
      connection.setDoOutput(true);
      connection.setChunkedStreamingMode(1000);
      try (OutputStream body = connection.getOutputStream()) {
        body.write(ClientCall.utf8(Body.json(model)));
        for (int i = 0; i < 100_000; i++) {
          body.write(new byte[1000]);
        }
      } catch (IOException e) {
        // Which write fails, and how, differs from run to run.
        out.value("failed", true);
      } finally {
        connection.disconnect();
      }
      reset.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void reset(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.setSoLinger(true, 0);
      socket.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readTwice(String step) throws Exception {
    try (InputStream in = sent(driver.call(step).scenario("body-usage")).getInputStream()) {
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
