package ai.holysheep.agent.tests;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A gateway that can stop in the middle of each response until the test lets it go on. */
final class HeldServer implements Closeable {
  private static final String BODY =
      """
      {"model":"gpt-4.1","usage":{"prompt_tokens":2,"completion_tokens":3},"choices":[]}
      """;

  private final CannedServer server = new CannedServer();
  private volatile CountDownLatch held = new CountDownLatch(0);

  HeldServer() {
    server.respond("v1/chat/completions", this::respond);
  }

  String url() {
    return server.url();
  }

  void hold() {
    held = new CountDownLatch(1);
  }

  void letGo() {
    held.countDown();
  }

  private void respond(OutputStream out) throws IOException {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    CannedServer.writeHead(
        out, 200, "Content-Type: application/json", "Content-Length: " + body.length);
    out.write(body, 0, body.length / 2);
    out.flush();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    out.write(body, body.length / 2, body.length - body.length / 2);
  }

  @Override
  public void close() {
    letGo();
    server.close();
  }
}
