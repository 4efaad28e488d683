package ai.holysheep.agent.exchange.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WeakMapTest {
  private final WeakMap<Object> map = new WeakMap<>();

  @Test
  void findsAKeyByItsIdentity() {
    String key = new String("key");
    map.put(key, "value");

    assertThat(map.get(key)).isEqualTo("value");
    assertThat(map.get(new String("key"))).isNull();
    assertThat(map.remove(key)).isEqualTo("value");
    assertThat(map.get(key)).isNull();
  }

  @Test
  void theAgentsThreadRemovesCollectedKeys() throws InterruptedException {
    WeakReference<Object> value = putCollectable();
    long collectedAt = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
    while (value.get() != null) {
      // Other tests have left many references in the queue: not a collection for each of them.
      if (System.nanoTime() - collectedAt >= TimeUnit.SECONDS.toNanos(1)) {
        System.gc();
        collectedAt = System.nanoTime();
      }
      UnreferencedBodies.endNext();
    }
  }

  private WeakReference<Object> putCollectable() {
    Object value = new Object();
    map.put(new Object(), value);
    return new WeakReference<>(value);
  }
}
