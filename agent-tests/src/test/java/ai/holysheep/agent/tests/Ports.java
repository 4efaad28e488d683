package ai.holysheep.agent.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports for servers that must know their port before they start. Thread-safe. */
public final class Ports {
  /**
   * Linux gives ports from 32768 on to sockets that ask for any. So no other socket takes a port
   * below between our check and the server's start.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_767;

  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, LAST));

  private Ports() {}

  /** A port on loopback that is free; no other call in this JVM returns it soon again. */
  public static int free() {
    int port = next();
    while (!isFree(port)) {
      port = next();
    }
    return port;
  }

  private static int next() {
    return NEXT.getAndUpdate(port -> port == LAST ? FIRST : port + 1);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
