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
 * A gateway on loopback that answers like the real one, misbehaves on demand, and keeps the truth
 * of what it did. Speaks plain HTTP/1.1 over sockets of its own, since no server library can break
 * off in all the ways that a network does.
 *
 * <p>The request header {@code X-Fake-Scenario} forces a scenario, {@code X-Fake-Delay-Ms} a pause
 * before the answer, and {@code X-Fake-Event-Delay-Ms} one after each event of a stream.
 * Thread-safe.
 */
public final class FakeGateway implements Closeable {
  private static final int BACKLOG = 1024;

  private final ServerSocket server;
  private final Mix mix;
  private final Script script;
  private final int maxDelayMillis;
  private final Random delays;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Served> log = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private FakeGateway(ServerSocket server, Mix mix, long seed, int maxDelayMillis) {
    this.server = server;
    this.mix = mix;
    this.maxDelayMillis = maxDelayMillis;
    script = new Script(seed);
    delays = new Random(seed);
  }

  /**
   * Listens on a port, 0 for any; the same seed gives the same answers to the same requests in the
   * same order.
   */
  public static FakeGateway start(int port, Mix mix, long seed) {
    return start(port, mix, seed, 0);
  }

  /** As the other, with a random pause of at most so many milliseconds before each answer. */
  public static FakeGateway start(int port, Mix mix, long seed, int maxDelayMillis) {
    try {
      ServerSocket server =
          new ServerSocket(port, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
      FakeGateway gateway = new FakeGateway(server, mix, seed, maxDelayMillis);
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

  /** What has been served until now, in the order in which it was. */
  public List<Served> log() {
    synchronized (log) {
      return new ArrayList<>(log);
    }
  }

  private void accept() {
    try {
      for (int number = 0; true; number++) {
        Socket socket = server.accept();
        open.add(socket);
        Connection connection = new Connection(this, socket, number);
        daemon(
            () -> {
              connection.run();
              open.remove(socket);
            },
            "fake-gateway-" + number);
      }
    } catch (IOException closed) {
      // That is how it ends.
    }
  }

  Answer answer(Request request) {
    Random random = script.random(requests.getAndIncrement());
    String forced = request.header("X-Fake-Scenario");
    Scenario scenario = forced == null ? mix.draw(random) : Scenario.of(forced);
    Answer answer = script.answer(request, scenario, random);
    answer.scenario = scenario;
    return answer;
  }

  void log(Served served) {
    synchronized (log) {
      log.add(served);
    }
  }

  long delayMillis() {
    return maxDelayMillis == 0 ? 0 : delays.nextInt(maxDelayMillis);
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
}
