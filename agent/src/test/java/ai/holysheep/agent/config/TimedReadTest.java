package ai.holysheep.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimedReadTest {
  private static final long PATIENCE_MILLIS = 30_000;

  @Test
  void returnsWhatTheSourceReads() throws IOException {
    assertThat(TimedRead.read(() -> new byte[] {1, 2}, PATIENCE_MILLIS)).containsExactly(1, 2);
  }

  @Test
  void doesNotWaitForASourceThatDoesNotAnswer() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatThrownBy(() -> TimedRead.read(() -> block(never), 50))
        .isInstanceOf(IOException.class)
        .hasMessage("no answer within 50 ms");
    never.countDown();
  }

  @Test
  void anErrorOfTheSourceIsAnIoException() {
    assertThatThrownBy(
            () ->
                TimedRead.read(
                    () -> {
                      throw new OutOfMemoryError("heap");
                    },
                    PATIENCE_MILLIS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("heap");
  }

  @Test
  void anInterruptedThreadStillReadsAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();

    byte[] read = TimedRead.read(() -> new byte[1], PATIENCE_MILLIS);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(read).hasSize(1);
  }

  private static byte[] block(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new byte[0];
  }
}
