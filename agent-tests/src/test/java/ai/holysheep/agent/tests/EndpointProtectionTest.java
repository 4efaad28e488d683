package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody gets the metrics whom the options do not let in, and no secret gets out. */
@Execution(ExecutionMode.CONCURRENT)
class EndpointProtectionTest {
  private static final String WATCHING = "hosts=127.0.0.1,metrics.port=0,";

  @TempDir Path folder;
  private final FakeGateway gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
  private ForkedJvm jvm;

  @AfterEach
  void stop() throws Exception {
    jvm.close();
    gateway.close();
  }

  private void call(String options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent(options));
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
    jvm = ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  private List<String> awaitLines(String... words) {
    await().atMost(ForkedJvm.PATIENCE).until(() -> lines(words).size() > 0);
    return lines(words);
  }

  private List<String> lines(String... words) {
    return jvm.err().stream()
        .filter(line -> List.of(words).stream().allMatch(line::contains))
        .toList();
  }

  private String get(String host) throws IOException {
    URI url = URI.create(jvm.metricsUrl());
    try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
      return get(socket, host);
    }
  }

  private static String get(Socket socket, String host) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET /metrics HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String getByTls(SSLContext context, String... versions) throws IOException {
    URI url = URI.create(jvm.metricsUrl());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", url.getPort())) {
      if (versions.length > 0) {
        socket.setEnabledProtocols(versions);
      }
      return socket.getSession().getProtocol() + " " + get(socket, "127.0.0.1");
    }
  }

  @Test
  void onLoopbackOnlyNamesOfLoopbackAreServed() throws Exception {
    call(WATCHING);

    for (String host : List.of("localhost", "127.0.0.1:9464", "[::1]:80", "127.3.2.1")) {
      assertThat(get(host)).startsWith("HTTP/1.1 200 ");
    }
    for (String host : List.of("evil.example", "127.0.0.1.evil.example:9464", "")) {
      assertThat(get(host)).startsWith("HTTP/1.1 403 ").doesNotContain("holysheep_");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.username=prom",
        "metrics.username=prom,metrics.password-file=missing",
        "metrics.tls.keystore-password=s3cret",
        "metrics.tls.keystore=/dev/zero",
      })
  void halfOfTheProtectionServesNothing(String options) throws Exception {
    int port = freePort();
    call("hosts=127.0.0.1,metrics.port=" + port + "," + options);

    assertThat(awaitLines("no metrics server")).hasSize(1);
    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
    assertThat(jvm.err()).hasSize(1).noneMatch(line -> line.contains("s3cret"));
    assertThat(jvm.finish()).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aPipeInPlaceOfAFileHoldsNothingUp() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    call(WATCHING + "metrics.tls.keystore=" + pipe);

    assertThat(awaitLines("no metrics server", "not a regular file")).hasSize(1);
    assertThat(jvm.finish()).isZero();
  }

  @Test
  void beyondLoopbackWithoutAPasswordThereIsAWarning() throws Exception {
    call(WATCHING + "metrics.host=0.0.0.0");

    assertThat(awaitLines("metrics.host", "everyone")).hasSize(1);
    assertThat(get("any.name.example")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aTakenPortIsServedOnceItIsFree() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      call("hosts=127.0.0.1,metrics.port=" + port);
      assertThat(awaitLines("no metrics server yet", "" + port)).hasSize(1);
    }

    assertThat(jvm.scrapeWhenIdle().sum("holysheep_requests_total")).isEqualTo(1);
    assertThat(jvm.metricsUrl()).contains(":" + port + "/");
    assertThat(jvm.err()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pushgateway.address=http://me:s3cret@ho st",
        "pushgateway.address=me:s3cret@host:port",
        "pushgateway.address=http://me:s3cret@127.0.0.1:1",
        "pushgateway.address=http://me:s3cret@no_such.host.invalid",
        "otlp.endpoint=http://me:12/s3cret@host",
        "metrics.username=prom,metrics.password=a comma,s3cret",
      })
  void noLineShowsAPassword(String option) {
    call(WATCHING + "log.level=debug,pushgateway.interval=100ms," + option);

    awaitLines(
        option.startsWith("metrics.")
            ? "put a value that has a comma into double quotes"
            : option.substring(0, option.indexOf('=')));
    assertThat(jvm.finish()).isZero();
    assertThat(jvm.err()).noneMatch(line -> line.contains("s3cret") || line.contains("me:"));
  }

  @Test
  void tlsIsOfVersion12Or13() throws Exception {
    Path store = folder.resolve("store.p12");
    call(WATCHING + KeyStores.create(store));
    SSLContext client = KeyStores.trusting(store);

    assertThat(getByTls(client)).startsWith("TLSv1.3 HTTP/1.1 200 ");
    assertThat(getByTls(client, "TLSv1.2")).startsWith("TLSv1.2 HTTP/1.1 200 ");
    assertThatThrownBy(() -> getByTls(client, "TLSv1.1")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("127.0.0.1")).isInstanceOf(IOException.class);
  }

  @Test
  void aSecondHandshakeEndsTheConnection() throws Exception {
    Path store = folder.resolve("store.p12");
    call(WATCHING + KeyStores.create(store));
    int port = URI.create(jvm.metricsUrl()).getPort();
    try (SSLSocket socket =
        (SSLSocket) KeyStores.trusting(store).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      // A whole request, so that the server is as patient as it is with an idle client: 45 s.
      socket
          .getOutputStream()
          .write("HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      socket.setSoTimeout(20_000);

      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                socket.getInputStream().readAllBytes();
                throw new EOFException();
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void anExpiredCertificateIsNamed() throws Exception {
    call(
        WATCHING
            + KeyStores.create(folder.resolve("old.p12"), "-startdate", "-9d", "-validity", "2"));

    assertThat(awaitLines("old.p12 expired at ")).hasSize(1);
    assertThat(jvm.metricsUrl()).startsWith("https://");
  }

  @Test
  void aReplacedKeyStoreIsUsedWithoutARestart() throws Exception {
    Path store = folder.resolve("store.p12");
    call(WATCHING + KeyStores.create(store));
    SSLContext before = KeyStores.trusting(store);
    assertThat(getByTls(before)).contains("holysheep_requests_total");

    Path next = folder.resolve("next.p12");
    KeyStores.create(next);
    SSLContext after = KeyStores.trusting(next);
    Files.writeString(store, "broken");
    await().atMost(ForkedJvm.PATIENCE).until(() -> isServed(before) && !lines("old key").isEmpty());
    Files.move(next, store, StandardCopyOption.REPLACE_EXISTING);
    await().atMost(ForkedJvm.PATIENCE).until(() -> isServed(after));

    assertThat(isServed(before)).isFalse();
    assertThat(lines("old key store")).hasSize(1);
  }

  private boolean isServed(SSLContext client) {
    try {
      return getByTls(client).contains("holysheep_requests_total");
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void aTrustStoreLetsInClientsWithACertificateOnly() throws Exception {
    Path server = folder.resolve("server.p12");
    Path client = folder.resolve("client.p12");
    Path stranger = folder.resolve("stranger.p12");
    String options = KeyStores.create(server);
    KeyStores.create(client);
    KeyStores.create(stranger);
    Path password = Files.writeString(folder.resolve("password"), "changeit\n");
    call(
        WATCHING
            + options
            + ",metrics.tls.truststore="
            + KeyStores.certificates(client, folder.resolve("trusted.p12"))
            + ",metrics.tls.truststore-password-file="
            + password);

    assertThat(isServed(KeyStores.context(server, client))).isTrue();
    assertThat(isServed(KeyStores.context(server, null))).isFalse();
    assertThat(isServed(KeyStores.context(server, stranger))).isFalse();
    assertThat(isServed(KeyStores.context(server, client))).isTrue();
    assertThat(jvm.err()).hasSize(1);
  }
}
