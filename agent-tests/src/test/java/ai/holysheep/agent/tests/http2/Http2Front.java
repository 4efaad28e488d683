package ai.holysheep.agent.tests.http2;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks HTTP/2 in front of a gateway that speaks HTTP/1.1, as in production: over TLS, in the
 * clear by prior knowledge, and by upgrade, all on one port of loopback. Each stream is one request
 * to the gateway, with its connection and stream in {@code X-Front-Seen}.
 *
 * <p>The request header {@code X-Front} asks for what only HTTP/2 can do, see {@link Behaviour}.
 * Thread-safe.
 */
public final class Http2Front implements Closeable {
  final int gatewayPort;
  final SslContext tls = Keys.server();
  final ExecutorService workers = Executors.newCachedThreadPool(Http2Front::daemon);
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Integer> closed = ConcurrentHashMap.newKeySet();
  private final Set<String> once = ConcurrentHashMap.newKeySet();
  private final List<String> log = new ArrayList<>();
  private final Channel server;

  private Http2Front(int gatewayPort) {
    this.gatewayPort = gatewayPort;
    server =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(new FirstBytes(Http2Front.this, connections.getAndIncrement()))
                        .addLast(new ClientGone());
                  }
                })
            .bind(new InetSocketAddress("127.0.0.1", 0))
            .syncUninterruptibly()
            .channel();
  }

  public static Http2Front before(int gatewayPort) {
    return new Http2Front(gatewayPort);
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** In the clear; with {@code https} it is the same port. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The options of a JVM that trusts this front. */
  public static List<String> trust() {
    return Keys.trust();
  }

  /** What the front did by itself, without the gateway. */
  public List<String> log() {
    synchronized (log) {
      return new ArrayList<>(log);
    }
  }

  /** Whether a connection that spoke HTTP/2 is closed, by the number in {@code X-Front-Seen}. */
  public boolean isClosed(int connection) {
    return closed.contains(connection);
  }

  void close(int connection) {
    closed.add(connection);
  }

  void log(String line) {
    synchronized (log) {
      log.add(line);
    }
  }

  /** Whether this is the first time. */
  boolean first(String what) {
    return once.add(what);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http2-front");
    thread.setDaemon(true);
    return thread;
  }
}
