package ai.holysheep.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "1, null, 200",
        "2, null, 400",
        "3, null, 800",
        "1, 3, 3000",
        "3, 0, 800",
        "1, soon, 200",
        "1, 90000, 20000"
      })
  void pausesLongerEachTimeAndAtLeastAsLongAsTheGatewayAsks(
      int failedAttempts, String retryAfter, long atLeastMillis) {
    assertThat(Retries.pauseMillis(failedAttempts, retryAfter))
        .isBetween(atLeastMillis, atLeastMillis + 200);
  }

  @Test
  void givesUpAfterFourAttempts() throws Exception {
    AtomicInteger attempts = new AtomicInteger();

    Reply reply =
        new Retries(new Tally())
            .run(
                () -> {
                  attempts.incrementAndGet();
                  return new Reply(503, "", null);
                });

    assertThat(reply.status).isEqualTo(503);
    assertThat(attempts).hasValue(4);
  }

  @Test
  void doesNotRepeatAClientError() throws Exception {
    AtomicInteger attempts = new AtomicInteger();

    new Retries(new Tally())
        .run(
            () -> {
              attempts.incrementAndGet();
              return new Reply(400, "", null);
            });

    assertThat(attempts).hasValue(1);
  }
}
