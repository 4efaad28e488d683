package ai.holysheep.agent.adapter.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.exchange.ErrorType;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.Timeout;
import org.junit.jupiter.api.Test;

class CallProbeTest {
  private final CallProbe probe = new CallProbe();

  /** OkHttp's time-out covers all addresses and redirects of a call. */
  @Test
  void aCallsTimeoutRunsFromItsFirstAttempt() {
    Call call = cancelled(new Timeout().timeout(20, TimeUnit.MILLISECONDS));
    probe.attemptStart(call);
    long start = System.nanoTime();
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(20)) {
      Thread.onSpinWait();
    }
    probe.attemptStart(call);

    assertThat(probe.probe(call, new IOException("Canceled"), 1)).isEqualTo(ErrorType.TIMEOUT);
  }

  @Test
  void aCallThatIsCancelledInTimeIsCancelled() {
    Call hour = cancelled(new Timeout().timeout(1, TimeUnit.HOURS));
    Call patient = cancelled(new Timeout());
    probe.attemptStart(hour);
    probe.attemptStart(patient);

    assertThat(probe.probe(hour, new IOException("Canceled"), 1)).isEqualTo(ErrorType.CANCELLED);
    assertThat(probe.probe(patient, new IOException("Canceled"), Long.MAX_VALUE / 2))
        .isEqualTo(ErrorType.CANCELLED);
  }

  private static Call cancelled(Timeout timeout) {
    return (Call)
        Proxy.newProxyInstance(
            CallProbeTest.class.getClassLoader(),
            new Class<?>[] {Call.class},
            (proxy, method, arguments) -> method.getName().equals("timeout") ? timeout : true);
  }
}
