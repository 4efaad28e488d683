package ai.holysheep.agent.exposition.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A server for GET and HEAD that no client can stop: silent, slow, rude and endless ones cost a
 * bounded number of descriptors, threads and bytes. It uses {@code java.base} only, and no settings
 * of the JVM.
 *
 * <p>Each connection has a thread. The thread that calls {@link #serve} accepts connections, and
 * closes those that are overdue.
 */
public final class HttpServer {
  /** The system keeps connections that are not accepted yet, at no cost for this process. */
  private static final int BACKLOG = 512;

  private static final int CHECK_MILLIS = 500;

  private final ServerSocketChannel listening;
  private final @Nullable SocketLayer tls;
  private final RequestHandler handler;
  private final Places places = new Places();

  private HttpServer(
      ServerSocketChannel listening, @Nullable SocketLayer tls, RequestHandler handler) {
    this.listening = listening;
    this.tls = tls;
    this.handler = handler;
  }

  /**
   * Binds. Clients can connect from now on, and wait until {@link #serve} runs.
   *
   * @param tls null for plain HTTP
   */
  public static HttpServer bind(
      InetSocketAddress address, @Nullable SocketLayer tls, RequestHandler handler)
      throws IOException {
    // Not a ServerSocket: an application may have set a factory for those.
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(address, BACKLOG);
      // Initializes the JDK's table of socket options, which each connection needs. A thread of the
      // application without stack could end that initializer, and then no connection works again.
      channel.getOption(StandardSocketOptions.SO_REUSEADDR);
      return new HttpServer(channel, tls, handler);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  public int port() {
    return listening.socket().getLocalPort();
  }

  public boolean isOpen() {
    return listening.isOpen();
  }

  /** Accepts no more connections. Those that are open go on until they end. */
  public void close() throws IOException {
    listening.close();
  }

  /**
   * Serves until the server is closed. After an exception it can be called again, and goes on where
   * it was.
   *
   * @throws IOException for example if the process has no more descriptors
   */
  public void serve() throws IOException {
    ServerSocket acceptor = listening.socket();
    while (listening.isOpen()) {
      acceptor.setSoTimeout(places.isEmpty() ? 0 : CHECK_MILLIS);
      try {
        accept(acceptor.accept().getChannel());
      } catch (SocketTimeoutException noneCame) {
        // Only time has passed.
      } catch (ClosedChannelException closed) {
        return;
      }
      places.giveUpOverdue();
    }
  }

  private void accept(SocketChannel channel) throws IOException {
    boolean started = false;
    try {
      Place place = places.awaitFree();
      PeerSocket socket = new PeerSocket(channel, place.buffer());
      place.serve(new Connection(socket, tls, handler, places));
      started = true;
    } finally {
      if (!started) {
        // For example because the process may have no more threads.
        channel.close();
      }
    }
  }
}
