package ai.holysheep.sample.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway on loopback that answers like the real one, fails on demand, and keeps a log of its
 * requests. It speaks plain HTTP/1.1 over sockets, because no server library can break off a
 * response in all the ways that a network can.
 *
 * <p>The request header {@code X-Fake-Scenario} sets a scenario, {@code X-Fake-Delay-Ms} a pause
 * before the response, and {@code X-Fake-Event-Delay-Ms} a pause after each event of a stream.
 * Thread-safe.
 */
public final class FakeGateway implements Closeable {
  private static final int BACKLOG = 1024;
  private static final int EVENT_DELAY_MILLIS = 2;

  private final ServerSocket server;
  private final Mix mix;
  private final Responder responder;
  private final int maxDelayMillis;
  private final boolean steady;
  private final Random delays;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Served> log = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private FakeGateway(ServerSocket server, Mix mix, long seed, int maxDelayMillis, boolean steady) {
    this.server = server;
    this.mix = mix;
    this.maxDelayMillis = maxDelayMillis;
    this.steady = steady;
    responder = new Responder(seed, steady);
    delays = new Random(seed);
  }

  /**
   * Listens on a port, or on any free port for 0. The same seed gives the same responses to the
   * same requests in the same order.
   */
  public static FakeGateway start(int port, Mix mix, long seed) {
    return start(port, mix, seed, 0);
  }

  /**
   * Like the other method, with a random pause of less than {@code maxDelayMillis} before each
   * response, and a short one after each event of a stream.
   */
  public static FakeGateway start(int port, Mix mix, long seed, int maxDelayMillis) {
    return start(port, mix, seed, maxDelayMillis, false);
  }

  /**
   * Listens on any free port, and gives the same response to the same request, however often it
   * comes. Only {@code rate-limit-once} differs: every second request of a model is limited.
   */
  public static FakeGateway startSteady() {
    return start(0, Mix.only(Scenario.OK), 7, 0, true);
  }

  private static FakeGateway start(
      int port, Mix mix, long seed, int maxDelayMillis, boolean steady) {
    try {
      ServerSocket server =
          new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      FakeGateway gateway = new FakeGateway(server, mix, seed, maxDelayMillis, steady);
      daemon(gateway::accept, "fake-gateway");
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The requests until now, in the order of their responses. */
  public List<Served> log() {
    synchronized (log) {
      return new ArrayList<>(log);
    }
  }

  private void accept() {
    Connection.Handler handler = new LoggingHandler();
    try {
      for (int number = 0; true; number++) {
        Socket socket = server.accept();
        open.add(socket);
        Connection connection = new Connection(handler, socket, number);
        daemon(
            () -> {
              connection.run();
              open.remove(socket);
            },
            "fake-gateway-" + number);
      }
    } catch (IOException closed) {
      // The gateway was closed.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private static void daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private final class LoggingHandler implements Connection.Handler {
    @Override
    public Response respond(Request request) {
      Random random =
          responder.random(steady ? request.model().hashCode() : requests.getAndIncrement());
      String forced = request.header("X-Fake-Scenario");
      Scenario scenario = forced == null ? mix.draw(random) : Scenario.of(forced);
      Response response = responder.respond(request, scenario, random);
      response.scenario = scenario;
      return response;
    }

    @Override
    public long delayMillis() {
      return maxDelayMillis == 0 ? 0 : delays.nextInt(maxDelayMillis);
    }

    @Override
    public long eventDelayMillis() {
      return maxDelayMillis == 0 ? 0 : EVENT_DELAY_MILLIS;
    }

    @Override
    public void log(Served served) {
      synchronized (log) {
        log.add(served);
      }
    }
  }
}
