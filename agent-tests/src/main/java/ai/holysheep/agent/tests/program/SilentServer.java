package ai.holysheep.agent.tests.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port of loopback that takes connections, reads nothing and never says a word. */
final class SilentServer implements Closeable {
  private final ServerSocket server;

  SilentServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
