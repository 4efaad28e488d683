package ai.holysheep.agent.diagnostics;

import static ai.holysheep.agent.diagnostics.Rest.FAULTS;
import static ai.holysheep.agent.diagnostics.Rest.FIRST_NANOS;
import static ai.holysheep.agent.diagnostics.Rest.LONGEST_NANOS;
import static ai.holysheep.agent.diagnostics.Rest.WINDOW_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
  private final Rest rest = new Rest();

  /** {@code nanoTime} may begin anywhere, and wraps. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MAX_VALUE - 5, Long.MIN_VALUE})
  void beginsWithTheHundredthFaultOfAMinute(long start) {
    for (int fault = 1; fault < FAULTS; fault++) {
      assertThat(rest.addFault(start + fault)).isZero();
      assertThat(rest.isResting()).isFalse();
    }
    assertThat(rest.addFault(start + WINDOW_NANOS - 1)).isEqualTo(1);
    assertThat(rest.isResting()).isTrue();
  }

  @Test
  void neverBeginsIfTheFaultsComeMoreSlowly() {
    long step = WINDOW_NANOS / (FAULTS - 1) + 1;
    for (int fault = 0; fault < 10 * FAULTS; fault++) {
      assertThat(rest.addFault(fault * step)).isZero();
    }
    assertThat(rest.isResting()).isFalse();
  }

  @Test
  void aSlowMinuteBeforeAFastOneDoesNotMatter() {
    rest.addFault(0);
    for (int fault = 1; fault < FAULTS; fault++) {
      assertThat(rest.addFault(WINDOW_NANOS)).isZero();
    }
    assertThat(rest.addFault(WINDOW_NANOS)).isEqualTo(1);
  }

  @Test
  void endsOnceWhenItsTimeIsOver() {
    begin(0);
    assertThat(rest.end(FIRST_NANOS - 1)).isZero();
    assertThat(rest.isResting()).isTrue();
    assertThat(rest.end(FIRST_NANOS)).isEqualTo(1);
    assertThat(rest.isResting()).isFalse();
    assertThat(rest.end(FIRST_NANOS)).isZero();
  }

  @Test
  void doublesUpToAnHour() {
    long now = 0;
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      seconds.add(begin(now));
      now += seconds.get(i) * FIRST_NANOS;
      assertThat(rest.end(now)).isEqualTo(seconds.get(i));
    }
    assertThat(seconds)
        .containsExactly(
            1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L, 2048L, 3600L, 3600L, 3600L);
  }

  @Test
  void beginsWithASecondAgainAfterAQuietHour() {
    begin(0);
    rest.end(FIRST_NANOS);
    assertThat(begin(LONGEST_NANOS)).isEqualTo(2);
    long end = LONGEST_NANOS + 2 * FIRST_NANOS;
    rest.end(end);
    assertThat(begin(end + LONGEST_NANOS)).isEqualTo(1);
  }

  @Test
  void faultsDuringARestDoNotMakeItLonger() {
    begin(0);
    for (int fault = 0; fault < 3 * FAULTS; fault++) {
      assertThat(rest.addFault(1)).isZero();
    }
    assertThat(rest.end(FIRST_NANOS)).isEqualTo(1);
    assertThat(rest.addFault(FIRST_NANOS)).as("it counts from the beginning").isZero();
  }

  @Test
  void oneOfManyThreadsBeginsItAndOneEndsIt() {
    AtomicLong begun = new AtomicLong();
    AtomicLong ended = new AtomicLong();
    IntStream.range(0, 10 * FAULTS).parallel().forEach(i -> begun.addAndGet(rest.addFault(i)));
    IntStream.range(0, FAULTS).parallel().forEach(i -> ended.addAndGet(rest.end(FIRST_NANOS * 2)));
    assertThat(begun).hasValue(1);
    assertThat(ended).hasValue(1);
  }

  @Test
  void noThreadWaitsForAnotherOneWhileItRests() throws Exception {
    begin(0);
    FutureTask<Long> asked = new FutureTask<>(() -> rest.end(FIRST_NANOS - 1));
    synchronized (rest) {
      new Thread(asked).start();
      assertThat(asked.get(1, TimeUnit.MINUTES)).isZero();
    }
  }

  private long begin(long now) {
    long seconds = 0;
    for (int fault = 0; fault < FAULTS; fault++) {
      assertThat(seconds).isZero();
      seconds = rest.addFault(now);
    }
    return seconds;
  }
}
