package ai.holysheep.agent.tests.program;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port of loopback to which no connection is ever made: the queue before it is full. */
final class Blackhole implements Closeable {
  private static final int MORE_THAN_THE_QUEUE = 16;

  private final ServerSocket server;
  private final List<SocketChannel> waiting = new ArrayList<>();

  Blackhole() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    server = new ServerSocket(0, 1, loopback);
    for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
      SocketChannel channel = SocketChannel.open();
      waiting.add(channel);
      // On loopback this connects at once, or waits for a place in the queue until it is closed.
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(loopback, server.getLocalPort()));
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1/x";
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : waiting) {
      channel.close();
    }
    server.close();
  }
}
