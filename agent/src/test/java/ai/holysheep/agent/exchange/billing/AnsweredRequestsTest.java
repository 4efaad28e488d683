package ai.holysheep.agent.exchange.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {
  private static final String REQUEST = "00f1e2d3c4b5a697";
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final AnsweredRequests requests = new AnsweredRequests();

  @Test
  void aRequestIsRepeatedUntilAnHourAfterItsLastAnswer() {
    assertThat(requests.isRepeated(REQUEST, 5)).isFalse();
    assertThat(requests.isRepeated("00f1e2d3c4b5a698", 5)).isFalse();
    assertThat(requests.isRepeated(REQUEST, 5 + HOUR)).isTrue();
    assertThat(requests.isRepeated(REQUEST, 5 + 2 * HOUR)).isTrue();
    assertThat(requests.isRepeated(REQUEST, 6 + 3 * HOUR)).isFalse();
  }

  @Test
  void theTimeMayPassItsMaximum() {
    assertThat(requests.isRepeated(REQUEST, Long.MAX_VALUE)).isFalse();
    assertThat(requests.isRepeated(REQUEST, Long.MIN_VALUE + HOUR - 1)).isTrue();
  }

  @Test
  void anyFingerprintIsKeptAlsoThatOfZeros() {
    for (String fingerprint : new String[] {"0000000000000000", "ffffffffffffffff", "1"}) {
      AnsweredRequests others = new AnsweredRequests();
      assertThat(others.isRepeated(fingerprint, 0)).isFalse();
      assertThat(others.isRepeated(fingerprint, 0)).isTrue();
    }
    assertThatThrownBy(() -> requests.isRepeated("no digits", 0))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void theNewestOfABucketStay() {
    for (int i = 0; i < 17; i++) {
      assertThat(requests.isRepeated(Integer.toHexString(512 * i + 1), i)).isFalse();
    }
    for (int i = 16; i >= 1; i--) {
      assertThat(requests.isRepeated(Integer.toHexString(512 * i + 1), 20)).isTrue();
    }
    assertThat(requests.isRepeated("1", 20)).isFalse();
  }
}
