package ai.holysheep.agent.tests.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of loopback to which no connection is ever made: the queue before it is full. */
final class Blackhole implements Closeable {
  private static final int MORE_THAN_ANY_QUEUE = 64;

  private final ServerSocket server;
  private final List<Socket> waiting = new ArrayList<>();

  Blackhole() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    for (int i = 0; i < MORE_THAN_ANY_QUEUE; i++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 100);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new IOException("the queue of a server socket has no end");
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1/x";
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    server.close();
  }
}
