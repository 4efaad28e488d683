package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final int MAX = 3;
  private static final int ROUNDS = 20_000;

  private final Places places = new Places(MAX);

  private int takeAll() {
    int taken = 0;
    while (places.take()) {
      taken++;
    }
    return taken;
  }

  @Test
  void aPlaceGivenBackIsFreeAgain() {
    assertThat(takeAll()).isEqualTo(MAX);

    places.giveBack();

    assertThat(takeAll()).isEqualTo(1);
  }

  @Test
  void threadsThatFindNoneLoseNone() throws InterruptedException {
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] = new Thread(this::takeTwoAndGiveBack);
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(takeAll()).isEqualTo(MAX);
  }

  private void takeTwoAndGiveBack() {
    for (int i = 0; i < ROUNDS; i++) {
      boolean one = places.take();
      boolean another = places.take();
      if (one) {
        places.giveBack();
      }
      if (another) {
        places.giveBack();
      }
    }
  }
}
