package ai.holysheep.agent.tests.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that keep 500 connections open, and replace each that the server closes. Busy ones have a
 * thread for each of 64 connections.
 */
public final class Attackers implements AutoCloseable {
  private static final int THREADS = 10;
  private static final int CONNECTIONS_EACH = 50;
  private static final int BUSY_THREADS = 64;

  private final int port;
  private final Attack attack;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private Attackers(int port, Attack attack) {
    this.port = port;
    this.attack = attack;
  }

  public static Attackers start(int port, Attack attack) {
    Attackers attackers = new Attackers(port, attack);
    for (int i = 0; i < (attack.isBusy() ? BUSY_THREADS : THREADS); i++) {
      Thread thread = new Thread(attackers::run, "attacker");
      thread.setDaemon(true);
      thread.start();
      attackers.threads.add(thread);
    }
    return attackers;
  }

  public int connections() {
    return connections.get();
  }

  private void run() {
    Deque<Socket> open = new ArrayDeque<>();
    try {
      while (!ended) {
        if (open.isEmpty() || !attack.isBusy()) {
          connect(open);
        }
        open.removeIf(socket -> !goOn(socket));
        if (open.size() >= CONNECTIONS_EACH) {
          open.remove().close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      open.forEach(Attackers::close);
    }
  }

  private void connect(Deque<Socket> open) {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      connections.incrementAndGet();
      open.add(socket);
      attack.begin(socket);
    } catch (IOException refusedOrClosed) {
      close(socket);
    }
  }

  private boolean goOn(Socket socket) {
    try {
      attack.goOn(socket);
      return !socket.isClosed();
    } catch (IOException closedByTheServer) {
      close(socket);
      return false;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
