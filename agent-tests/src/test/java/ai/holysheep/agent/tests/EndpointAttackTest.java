package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.holysheep.agent.tests.attack.Attack;
import ai.holysheep.agent.tests.attack.Attackers;
import ai.holysheep.agent.tests.attack.Scraper;
import ai.holysheep.sample.gateway.FakeGateway;
import ai.holysheep.sample.gateway.Mix;
import ai.holysheep.sample.gateway.Scenario;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Silent, slow, rude and endless clients come and go. They cost no scrape, a bounded number of
 * descriptors and threads, and no line in the application's log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointAttackTest {
  /** The server's limit, and room for what the JVM itself opens and starts meanwhile. */
  private static final int MAX_CONNECTIONS = 32 + 16;

  private static final int SCRAPES = Boolean.getBoolean("matrix") ? 20 : 5;

  private FakeGateway gateway;
  private ForkedJvm plain;
  private ForkedJvm secure;
  private ForkedJvm guarded;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    gateway = FakeGateway.start(0, Mix.only(Scenario.OK), 3);
    // About as many bytes as Linux keeps for a client that does not read. What is more stays in the
    // agent until it gives the client up, and a scrape takes longer (RATIONALE).
    plain = call("metrics.constant-labels=padding=" + "x".repeat(37_500));
    assertThat(new Scraper(URI.create(plain.metricsUrl())).scrape().length())
        .isBetween(3_000_000, 3_400_000);
    secure = call(KeyStores.create(folder.resolve("store.p12")));
    guarded = call("metrics.username=prom,metrics.password=secret");
  }

  private ForkedJvm call(String options) {
    List<String> arguments = new ArrayList<>();
    arguments.add(ForkedJvm.agent("hosts=127.0.0.1,metrics.port=0," + options));
    arguments.addAll(ForkedJvm.program("OneCall", gateway.url(), "ok"));
    return ForkedJvm.start(Jdks.running(), arguments).awaitLine("DONE");
  }

  @AfterAll
  void stop() throws Exception {
    plain.close();
    secure.close();
    guarded.close();
    gateway.close();
  }

  /** The worst ones; all of them with {@code -Pmatrix}. */
  static Stream<Attack> attacks() {
    return Boolean.getBoolean("matrix")
        ? Stream.of(Attack.values())
        : Stream.of(
            Attack.SILENT, Attack.SLOW, Attack.NEVER_READING, Attack.RESET, Attack.BUSY_LOST);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void noClientCostsAScrape(Attack attack) throws Exception {
    check(plain, attack);
  }

  @ParameterizedTest
  @EnumSource(names = "HALF_HANDSHAKE")
  void noClientCostsAScrapeByTls(Attack attack) throws Exception {
    check(secure, attack);
  }

  @ParameterizedTest
  @EnumSource(names = {"BUSY", "BUSY_AUTHORIZED"})
  void noClientCostsAScrapeWithAPassword(Attack attack) throws Exception {
    check(guarded, attack);
  }

  private static void check(ForkedJvm jvm, Attack attack) throws Exception {
    URI url = URI.create(jvm.metricsUrl());
    // A scraper's own first handshake loads some hundred classes.
    new Scraper(url).scrape();
    Processes.Use before = Processes.use(jvm.pid());
    try (Attackers attackers = Attackers.start(url.getPort(), attack)) {
      for (Scraper scraper = new Scraper(url); scraper.scrapes() < SCRAPES; ) {
        scraper.scrape();
        Processes.Use now = Processes.use(jvm.pid());
        assertThat(now.descriptors()).isLessThanOrEqualTo(before.descriptors() + MAX_CONNECTIONS);
        assertThat(now.threads()).isLessThanOrEqualTo(before.threads() + MAX_CONNECTIONS);
      }
      await().untilAsserted(() -> assertThat(attackers.connections()).isGreaterThan(100));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(Processes.use(jvm.pid()).descriptors())
                    .isLessThanOrEqualTo(before.descriptors() + 8));
    assertThat(new Scraper(url).scrape()).contains("holysheep_requests_total");
    assertThat(new Scraper(url).errors()).isZero();
    assertThat(jvm.err()).singleElement().asString().contains(" metrics at ");
    assertThat(jvm.out()).containsExactly("200", "DONE");
  }
}
