package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code java.net.HttpURLConnection}. */
// Services of its time make URLs so.
@SuppressWarnings("deprecation")
final class UrlConnectionDriver extends ClientDriver {
  private static final int CHUNK = 4096;

  UrlConnectionDriver(String url, Transcript out) {
    super(url, out);
  }

  @Override
  String outcomes(String step, String usual) {
    switch (step) {
      case "redirect":
        // It sends a body again that it has in memory.
        return "200/none";
      case "reset":
        // It sends the request once more by itself, also a POST.
        return usual + " " + usual;
      default:
        return usual;
    }
  }

  @Override
  @Nullable String leftOut(String step) {
    switch (step) {
      case "async":
        return "it has no asynchronous call";
      case "not-sent":
        return "it ignores such a header field";
      default:
        return null;
    }
  }

  @Override
  void make(ClientCall call) throws Exception {
    make(
        call,
        connection -> {
          if (call.chunked) {
            connection.setChunkedStreamingMode(CHUNK);
          }
        });
  }

  void make(ClientCall call, Consumer<HttpURLConnection> settings) throws Exception {
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
    show(connection, call.reading);
  }

  static HttpURLConnection open(ClientCall call) throws IOException {
    Proxy proxy =
        call.proxyPort > 0
            ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", call.proxyPort))
            : Proxy.NO_PROXY;
    HttpURLConnection connection = (HttpURLConnection) new URL(call.url).openConnection(proxy);
    call.headers.forEach(connection::setRequestProperty);
    if (call.expectContinue) {
      connection.setRequestProperty("Expect", "100-continue");
    }
    if (call.reading.isRace()) {
      connection.setRequestProperty("Connection", "close");
    }
    connection.setReadTimeout(call.timeoutMillis);
    connection.setConnectTimeout(call.connectTimeoutMillis);
    connection.setRequestMethod(call.method);
    connection.setDoOutput(call.body.length > 0);
    return connection;
  }

  void show(HttpURLConnection connection, Reading reading) throws Exception {
    try (InputStream in = connection.getInputStream()) {
      out.value("stream", in.getClass().getName() + " " + in.markSupported());
      out.value("same", in == connection.getInputStream());
      fields(connection);
      reading.read(in, out, connection::disconnect);
    } catch (IOException e) {
      out.failure("thrown", e);
      fields(connection);
      InputStream error = connection.getErrorStream();
      out.value("error stream", error == null ? null : error.getClass().getName());
      if (error != null) {
        reading.read(error, out, connection::disconnect);
      }
    } finally {
      if (reading != Reading.WHOLE) {
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
  void makeAndCancel(ClientCall call, Wait atGateway) throws Exception {
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
    atGateway.await();
    awaitReading(reader);
    connection.disconnect();
    out.value("failed", failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  /** Until the thread waits for the response: the JDK's own code breaks if it is earlier. */
  private static void awaitReading(Thread reader) throws InterruptedException {
    while (Arrays.stream(reader.getStackTrace())
        .noneMatch(
            frame ->
                frame.getMethodName().contains("ead")
                    && frame.getClassName().matches("java\\.net\\.Socket.*|sun\\.nio\\.ch\\..*"))) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Override
  void ownSteps() {
    new UrlConnectionOwnSteps(this).run();
  }
}
