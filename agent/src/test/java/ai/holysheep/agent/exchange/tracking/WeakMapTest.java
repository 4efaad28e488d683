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

  /** The queue's lock pins a virtual thread, so no thread of an application may look there. */
  @Test
  void theAgentsOwnThreadRemovesCollectedKeys() throws InterruptedException {
    WeakReference<Object> value = putCollectable();
    System.gc();
    for (int i = 0; i < 10; i++) {
      map.put(new Object(), "other");
      System.gc();
    }
    assertThat(value.get()).as("the value, before the agent's thread has looked").isNotNull();

    while (value.get() != null) {
      System.gc();
      UnreferencedBodies.endNext();
    }
  }

  private WeakReference<Object> putCollectable() {
    Object value = new Object();
    map.put(new Object(), value);
    return new WeakReference<>(value);
  }
}
