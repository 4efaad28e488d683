package ai.holysheep.agent.exposition.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private final List<Socket> clients = new ArrayList<>();
  private HttpServer server;

  /** Responds with the status that the path names. */
  @BeforeEach
  void start() throws Exception {
    server =
        HttpServer.bind(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            null,
            (request, crowd) ->
                Response.text(Integer.parseInt(request.path().substring(1)), "text"));
    Thread serving =
        new Thread(
            () -> {
              try {
                server.serve();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    serving.setDaemon(true);
    serving.start();
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket client : clients) {
      client.close();
    }
    server.close();
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
    client.setSoTimeout(30_000);
    clients.add(client);
    return client;
  }

  private static void send(Socket client, String... paths) throws IOException {
    StringBuilder requests = new StringBuilder();
    for (String path : paths) {
      requests.append("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    client.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static String readHead(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      assertThat(b).as("the end after %s", head).isNotNegative();
      head.append((char) b);
    }
    return head.toString();
  }

  private static String exchange(Socket client, String path) throws IOException {
    send(client, path);
    return readHead(client);
  }

  private static void assertIsClosed(Socket client) throws IOException {
    assertThat(client.getInputStream().read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 500, 503})
  void aConnectionEndsWithARefusal(int status) throws Exception {
    Socket client = connect();

    assertThat(exchange(client, "/200")).contains("\r\nConnection: keep-alive\r\n");
    assertThat(exchange(client, "/" + status)).contains("\r\nConnection: close\r\n");
    assertIsClosed(client);
  }

  @Test
  void aConnectionEndsWithItsThousandthRequest() throws Exception {
    Socket client = connect();

    for (int i = 1; i < 1_000; i++) {
      assertThat(exchange(client, "/200")).contains("\r\nConnection: keep-alive\r\n");
    }
    assertThat(exchange(client, "/200")).contains("\r\nConnection: close\r\n");
    assertIsClosed(client);
  }

  @Test
  void aConnectionEndsWithItsResponseIfAllPlacesAreTaken() throws Exception {
    for (int i = 1; i < Places.COUNT; i++) {
      assertThat(exchange(connect(), "/200")).contains("\r\nConnection: keep-alive\r\n");
    }
    Socket last = connect();

    assertThat(exchange(last, "/200")).contains("\r\nConnection: close\r\n");
    assertIsClosed(last);
  }

  @Test
  void whatAClientHasSentTooMuchDoesNotCostItTheResponse() throws Exception {
    Socket client = connect();

    send(client, "/404", "/200");

    assertThat(readHead(client)).startsWith("HTTP/1.1 404 ");
    assertIsClosed(client);
  }
}
