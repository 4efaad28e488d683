package ai.holysheep.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordQueueTest {
  private static final int PRODUCERS = 4;
  private static final int EACH = 200_000;

  @Test
  void keepsTheOrderAndRefusesValuesBeyondItsCapacity() {
    RecordQueue<Integer> queue = new RecordQueue<>(3);

    for (int round = 0; round < 10; round++) {
      assertThat(queue.poll()).isNull();
      for (int i = 0; i < 3; i++) {
        assertThat(queue.offer(i)).isEqualTo(round * 3 + i);
      }
      assertThat(queue.offer(3)).isEqualTo(-1);
      for (int i = 0; i < 3; i++) {
        assertThat(queue.poll()).isEqualTo(i);
      }
    }
  }

  private record Value(int producer, int number) {}

  @Test
  void deliversEveryAcceptedValueOnceAndInItsProducersOrder() {
    RecordQueue<Value> queue = new RecordQueue<>(64);
    AtomicLong refused = new AtomicLong();
    List<Thread> producers = startProducers(queue, refused);

    int[] last = {-1, -1, -1, -1};
    long taken = 0;
    while (true) {
      boolean alive = producers.stream().anyMatch(Thread::isAlive);
      Value value = queue.poll();
      if (value != null) {
        assertThat(value.number).isGreaterThan(last[value.producer]);
        last[value.producer] = value.number;
        taken++;
      } else if (!alive) {
        break;
      }
    }

    assertThat(taken + refused.get()).isEqualTo((long) PRODUCERS * EACH);
    assertThat(taken).isPositive();
  }

  private static List<Thread> startProducers(RecordQueue<Value> queue, AtomicLong refused) {
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < PRODUCERS; p++) {
      int producer = p;
      producers.add(new Thread(() -> offerAll(queue, producer, refused)));
    }
    producers.forEach(Thread::start);
    return producers;
  }

  private static void offerAll(RecordQueue<Value> queue, int producer, AtomicLong refused) {
    for (int i = 0; i < EACH; i++) {
      if (queue.offer(new Value(producer, i)) < 0) {
        refused.incrementAndGet();
      }
    }
  }
}
