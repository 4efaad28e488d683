package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackReserveTest {
  private static final int COMPILED = 20_000;

  /** A frame of {@link #descend} has at most this many bytes, compiled or not. */
  private static final int LARGEST_FRAME = 200;

  private static final int SMALLEST_FRAME = 16;

  private int frames;
  private int framesWithReserve;

  @Test
  void isLeftWhereTheStackIsNearlyEmpty() {
    assertThat(StackReserve.isLeft()).isTrue();
    assertThat(StackReserve.isLeftForLoading()).isTrue();
  }

  @Test
  void isNotLeftNearItsEndAlsoWhenTheJitHasCompiledIt() throws InterruptedException {
    boolean left = true;
    for (int i = 0; i < COMPILED; i++) {
      left &= StackReserve.isLeft();
    }
    assertThat(left).isTrue();

    Thread deep = new Thread(null, this::descend, "deep", 1 << 20);
    deep.start();
    deep.join();

    int reserve = frames - framesWithReserve;
    assertThat(reserve * LARGEST_FRAME).as("at least 16 KB").isGreaterThan(16 << 10);
    assertThat(reserve * SMALLEST_FRAME).as("at most 64 KB").isLessThan(64 << 10);
  }

  private void descend() {
    try {
      frames++;
      if (framesWithReserve == frames - 1 && StackReserve.isLeft()) {
        framesWithReserve = frames;
      }
      descend();
    } catch (StackOverflowError e) {
      // The end is found.
    }
  }
}
