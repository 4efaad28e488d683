package ai.holysheep.agent.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RecentNamesTest {
  private final RecentNames<Integer> names = new RecentNames<>();

  @Test
  void knowsAsManyNamesInRotationAsAGenerationHas() {
    for (int i = 0; i < RecentNames.MAX_NAMES; i++) {
      names.put("used-" + i, i);
    }
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < RecentNames.MAX_NAMES; i++) {
        assertThat(names.get("used-" + i)).isEqualTo(i);
      }
    }
  }

  @Test
  void aNameInUseStaysWhileAnyNumberOfOthersComes() {
    names.put("used", -1);
    for (int i = 0; i < 100_000; i++) {
      assertThat(names.get("used")).isEqualTo(-1);
      names.put("once-" + i, i);
      assertThat(names.size()).isLessThanOrEqualTo(2 * RecentNames.MAX_NAMES);
    }
    assertThat(names.get("once-1")).isNull();
  }

  @Test
  void threadsFindTheirOwnValuesAndMemoryHasALimit() throws Exception {
    int threads = 4;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        results.add(pool.submit(this::useManyNames));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      pool.shutdownNow();
    }
    // Each thread may add a name to a generation that is just full.
    assertThat(names.size()).isLessThanOrEqualTo(2 * (RecentNames.MAX_NAMES + threads));
  }

  private void useManyNames() {
    for (int i = 0; i < 50_000; i++) {
      String name = "name-" + i % 5_000;
      Integer value = names.get(name);
      if (value == null) {
        names.put(name, i % 5_000);
      } else {
        assertThat(value).isEqualTo(i % 5_000);
      }
    }
  }
}
