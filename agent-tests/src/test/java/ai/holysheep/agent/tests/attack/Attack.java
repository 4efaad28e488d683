package ai.holysheep.agent.tests.attack;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a hostile client does with a connection. */
public enum Attack {
  /** Connects, and does nothing. */
  SILENT {
    @Override
    void begin(Socket socket) {}
  },
  /** Sends one byte of a request. */
  ONE_BYTE {
    @Override
    void begin(Socket socket) throws IOException {
      send(socket, "G");
    }
  },
  /** Sends a request, but a byte at a time. */
  SLOW {
    @Override
    void begin(Socket socket) throws IOException {
      send(socket, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    }

    @Override
    void goOn(Socket socket) throws IOException {
      send(socket, "x");
    }
  },
  /** The first bytes of a TLS handshake. */
  HALF_HANDSHAKE {
    @Override
    void begin(Socket socket) throws IOException {
      socket
          .getOutputStream()
          .write(new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1, (byte) 0xFC, 3, 3, 1, 2, 3, 4, 5, 6});
    }
  },
  /** A header line without an end. */
  ENDLESS_HEADER {
    @Override
    void begin(Socket socket) throws IOException {
      send(socket, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + "x".repeat(8_000));
    }

    @Override
    void goOn(Socket socket) throws IOException {
      send(socket, "x".repeat(8_000));
    }
  },
  /** A head of ten megabytes, as fast as it goes. */
  HUGE_HEAD {
    @Override
    void begin(Socket socket) throws IOException {
      send(socket, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n");
      String lines = "X-Header: some value\r\n".repeat(2_000);
      for (int sent = 0; sent < 10_000_000; sent += lines.length()) {
        send(socket, lines);
      }
    }
  },
  /** Asks for the metrics and does not read them. */
  NEVER_READING {
    @Override
    void begin(Socket socket) throws IOException {
      socket.setReceiveBufferSize(4096);
      send(socket, METRICS);
    }
  },
  /** The same with another query each time, so that no two share a response. */
  NEVER_READING_VARIANTS {
    @Override
    void begin(Socket socket) throws IOException {
      long any = ThreadLocalRandom.current().nextLong();
      send(socket, METRICS.replace("/metrics", "/metrics?debug=text&name=" + any));
    }
  },
  /** Asks for the metrics, reads a little and resets the connection. */
  RESET {
    @Override
    void begin(Socket socket) throws IOException {
      send(socket, METRICS);
      socket.getInputStream().read(new byte[100]);
      socket.setSoLinger(true, 0);
      socket.close();
    }
  },
  GARBAGE {
    @Override
    void begin(Socket socket) throws IOException {
      byte[] bytes = new byte[3_000];
      ThreadLocalRandom.current().nextBytes(bytes);
      socket.getOutputStream().write(bytes);
    }
  },
  /** A body that never ends. */
  POST {
    @Override
    void begin(Socket socket) throws IOException {
      send(
          socket,
          "POST /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    @Override
    void goOn(Socket socket) throws IOException {
      send(socket, "1000\r\n" + "x".repeat(4096) + "\r\n");
    }
  },
  /** Requests without a pause, whose responses it does not read. */
  PIPELINED {
    @Override
    void begin(Socket socket) throws IOException {
      send(socket, METRICS.repeat(100));
    }
  },
  /**
   * One whole request after the other, each after a short pause, so that the server never waits
   * long for this client.
   */
  BUSY("/", ""),
  /** The same with requests for what does not exist. */
  BUSY_LOST("/unknown", ""),
  /** The same with the password. */
  BUSY_AUTHORIZED("/", Scraper.AUTHORIZATION);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final String METRICS =
      "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/plain\r\n\r\n";

  /** What it sends again and again; empty if it does something else. */
  private final String busyRequest;

  Attack() {
    busyRequest = "";
  }

  Attack(String path, String header) {
    busyRequest = "HEAD " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n";
  }

  /** Whether it keeps a connection as long as the server does. */
  boolean isBusy() {
    return !busyRequest.isEmpty();
  }

  void begin(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    send(socket, busyRequest);
  }

  /** Is called again and again, as long as the connection is open. */
  void goOn(Socket socket) throws IOException {
    if (isBusy()) {
      readHead(socket);
      LockSupport.parkNanos(PAUSE_NANOS);
      send(socket, busyRequest);
    }
  }

  private static void readHead(Socket socket) throws IOException {
    byte[] bytes = new byte[4096];
    for (String head = ""; !head.endsWith("\r\n\r\n"); ) {
      int n = socket.getInputStream().read(bytes);
      if (n < 0) {
        throw new EOFException(head);
      }
      head += new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
