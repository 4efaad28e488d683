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
  void isFullAtItsCapacityAndKeepsTheOrder() {
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

  @Test
  void losesAndRepeatsNothingAmongThreads() throws Exception {
    RecordQueue<long[]> queue = new RecordQueue<>(64);
    AtomicLong refused = new AtomicLong();
    List<Thread> producers = new ArrayList<>();
    for (int p = 0; p < PRODUCERS; p++) {
      int number = p;
      Thread producer =
          new Thread(
              () -> {
                for (int i = 0; i < EACH; i++) {
                  if (queue.offer(new long[] {number, i}) < 0) {
                    refused.incrementAndGet();
                  }
                }
              });
      producers.add(producer);
      producer.start();
    }
    long[] last = {-1, -1, -1, -1};
    long taken = 0;
    while (true) {
      boolean alive = producers.stream().anyMatch(Thread::isAlive);
      long[] value = queue.poll();
      if (value != null) {
        assertThat(value[1] > last[(int) value[0]]).isTrue();
        last[(int) value[0]] = value[1];
        taken++;
      } else if (!alive) {
        break;
      }
    }
    assertThat(taken + refused.get()).isEqualTo((long) PRODUCERS * EACH);
    assertThat(taken).isPositive();
  }
}
