package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangesTest {
  @AfterEach
  void uninstall() {
    Exchanges.uninstall();
  }

  @ParameterizedTest
  @CsvSource({
    "gateway:443, https, -1, true",
    "gateway:443, HTTPS, 0, true",
    "gateway:443, http, -1, false",
    "gateway:80, http, -1, true",
    "gateway:80, , -1, true",
    "gateway:80, https, 80, true",
    "gateway:8443, https, 8443, true",
    "gateway:8443, https, -1, false",
    "other, https, 443, false",
  })
  void watchesAHostAtThePortOrTheSchemesDefault(
      String hosts, String scheme, int port, boolean watched) {
    install(hosts);

    assertThat(Exchanges.isWatched(scheme, "gateway", port)).isEqualTo(watched);
  }

  @Test
  void watchesNothingWithoutAnInstance() {
    assertThat(Exchanges.isWatched("https", "gateway", 443)).isFalse();
  }

  @Test
  void watchesNoCallOfTheAgentsOwnThreads() throws InterruptedException {
    install("*");
    AtomicReference<Boolean> watched = new AtomicReference<>();
    Thread thread =
        new UnwatchedThread(() -> watched.set(Exchanges.isWatched("https", "gateway", 443)), "own");
    thread.start();
    thread.join();

    assertThat(watched).hasValue(false);
  }

  @Test
  void askingWhetherAHostIsWatchedAllocatesNothing() {
    install("a;b;gateway:443");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    boolean watched = ask(10_000);

    long before = threads.getCurrentThreadAllocatedBytes();
    watched &= ask(10_000);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(watched).isTrue();
    assertThat(allocated).isLessThan(2048);
  }

  private static boolean ask(int times) {
    boolean watched = true;
    for (int i = 0; i < times; i++) {
      watched &= Exchanges.isWatched("HTTPS", "gateway", -1);
    }
    return watched;
  }

  private static void install(String hosts) {
    new Exchanges(Config.load("hosts=" + hosts), null, record -> {}).install();
  }
}
