package ai.holysheep.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLabelsTest {
  private static final boolean ANSWERED = true;
  private static final boolean NOT_ANSWERED = false;

  private final ExactSum overflow = new ExactSum();

  private ModelLabels labels(int maxModels) {
    return new ModelLabels(maxModels, overflow);
  }

  /** The labels of names that begin so; each comes once. */
  private static Set<String> admit(ModelLabels labels, String start, int names, boolean answered) {
    Set<String> admitted = new TreeSet<>();
    for (int i = 0; i < names; i++) {
      admitted.add(labels.admit(start + i, answered));
    }
    admitted.remove("other");
    return admitted;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 10, 100})
  void tenThousandNamesThatFailTakeNoPlaceOfARealModel(int maxModels) {
    ModelLabels labels = labels(maxModels);
    admit(labels, "typo-", 10_000, NOT_ANSWERED);

    assertThat(admit(labels, "real-", maxModels, ANSWERED)).hasSize(maxModels);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 10, 100})
  void namesThatFailHaveAQuarterOfThePlacesAndAtLeastOne(int maxModels) {
    ModelLabels labels = labels(maxModels);

    assertThat(admit(labels, "typo-", 10_000, NOT_ANSWERED)).hasSize(Math.max(1, maxModels / 2));
    assertThat(overflow.sum()).isEqualTo(10_000 - Math.max(1, maxModels / 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void modelsAfterTheLastPlaceAreOther(int maxModels) {
    ModelLabels labels = labels(maxModels);

    assertThat(admit(labels, "real-", 2 * maxModels, ANSWERED)).hasSize(maxModels);
    assertThat(overflow.sum()).isEqualTo(maxModels);
  }

  @Test
  void aModelIsVisibleFromItsFirstCallOnAlsoIfThatFails() {
    assertThat(labels(100).admit("gpt-4.1", NOT_ANSWERED)).isEqualTo("gpt-4.1");
  }

  @Test
  void aNameThatSucceedsMakesRoomForAnotherThatHasNot() {
    ModelLabels labels = labels(2);
    labels.admit("new", NOT_ANSWERED);
    assertThat(labels.admit("typo", NOT_ANSWERED)).isEqualTo("other");

    assertThat(labels.admit("new", ANSWERED)).isEqualTo("new");
    assertThat(labels.admit("typo", NOT_ANSWERED)).isEqualTo("typo");
    assertThat(admit(labels, "real-", 5, ANSWERED)).hasSize(1);
  }

  @Test
  void aNameThatWasOtherHasItsOwnLabelFromItsFirstSuccessOn() {
    ModelLabels labels = labels(4);
    admit(labels, "typo-", 10, NOT_ANSWERED);
    assertThat(labels.admit("late", NOT_ANSWERED)).isEqualTo("other");

    assertThat(labels.admit("late", ANSWERED)).isEqualTo("late");
    assertThat(labels.admit("late", NOT_ANSWERED)).isEqualTo("late");
  }

  @Test
  void aNameKeepsItsLabelWhateverComesLater() {
    ModelLabels labels = labels(4);
    labels.admit("waiting", NOT_ANSWERED);
    labels.admit("first", ANSWERED);
    admit(labels, "real-", 1000, ANSWERED);
    admit(labels, "typo-", 1000, NOT_ANSWERED);

    assertThat(labels.admit("first", NOT_ANSWERED)).isEqualTo("first");
    assertThat(labels.admit("waiting", ANSWERED)).isEqualTo("waiting");
    assertThat(labels.admit("waiting", NOT_ANSWERED)).isEqualTo("waiting");
  }

  @Test
  void whatNobodyHasNamedNeedsNoPlace() {
    ModelLabels labels = labels(1);
    admit(labels, "typo-", 10, NOT_ANSWERED);

    assertThat(labels.admit("unknown", NOT_ANSWERED)).isEqualTo("unknown");
    assertThat(admit(labels, "real-", 1, ANSWERED)).hasSize(1);
  }

  @Test
  void aBusyModelThatComesAfterTheLastPlaceGetsALabel() {
    ModelLabels labels = labels(8);
    admit(labels, "once-", 1000, ANSWERED);
    List<String> admitted = new ArrayList<>();
    for (int i = 0; i < 2 * ModelLabels.BUSY; i++) {
      admitted.add(labels.admit("busy", ANSWERED));
    }

    assertThat(admitted.subList(0, 8)).containsOnly("other");
    assertThat(admitted).last().isEqualTo("busy");
    assertThat(labels.admit("busy", NOT_ANSWERED)).isEqualTo("busy");
  }

  @Test
  void namesThatComeOnceDoNotTakeThePlacesOfBusyModels() {
    ModelLabels labels = labels(8);

    assertThat(admit(labels, "once-", 500_000, ANSWERED)).hasSize(8);
  }

  @Test
  void busyModelsHaveAQuarterOfThePlaces() {
    ModelLabels labels = labels(8);
    Set<String> admitted = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      admitted.addAll(admit(labels, "busy-", 20, ANSWERED));
    }

    assertThat(admitted).hasSize(8 + 2);
  }

  @Test
  void threadsTogetherTakeNoMoreThanThePlaces() throws InterruptedException {
    ModelLabels labels = labels(40);
    Set<String> admitted = new ConcurrentSkipListSet<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      int thread = t;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  int name = (thread % 2 == 0 ? i : 19_999 - i) % 2_000;
                  boolean isReal = name < 1_000;
                  admitted.add(labels.admit("m" + name, isReal && i % 3 == thread % 3));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    admitted.remove("other");

    assertThat(admitted).hasSizeBetween(40, 40 + 20 + 10);
    assertThat(admitted).allSatisfy(name -> assertThat(labels.admit(name, false)).isEqualTo(name));
    for (int i = 0; i < 2 * ModelLabels.BUSY; i++) {
      // The last places go to busy models: how many the threads took depends on their order.
      admit(labels, "late-", 10, ANSWERED);
    }
    // Each place has its name: nothing was taken twice or given back twice.
    assertThat(admit(labels, "more-", 1_000, ANSWERED)).isEmpty();
    admit(labels, "typo-", 1_000, NOT_ANSWERED);
    assertThat(admit(labels, "another-typo-", 1_000, NOT_ANSWERED)).isEmpty();
  }

  @Test
  void aKnownNameAllocatesNothing() {
    ModelLabels labels = labels(4);
    labels.admit("waiting", NOT_ANSWERED);
    labels.admit("waiting-too", NOT_ANSWERED);
    admit(labels, "real-", 4, ANSWERED);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    int others =
        countOthers(labels, "waiting") + countOthers(labels, "real-3") + countOthers(labels, "no");
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(others).isEqualTo(1_000);
    // What one measurement itself takes; 3,000 objects would be 48,000 bytes.
    assertThat(allocated).isLessThan(10_000);
  }

  private static int countOthers(ModelLabels labels, String name) {
    int others = 0;
    for (int i = 0; i < 1_000; i++) {
      others += labels.admit(name, NOT_ANSWERED).equals("other") ? 1 : 0;
    }
    return others;
  }

  @Test
  void aFrequencyIsNeverLessThanTheTruthWithinAWindow() {
    NameFrequencies frequencies = new NameFrequencies();
    IntStream.range(0, NameFrequencies.WINDOW / 2).forEach(i -> frequencies.add("noise-" + i));
    int seen = 0;
    for (int i = 0; i < 100; i++) {
      seen = frequencies.add("name");
    }

    assertThat(seen).isBetween(100, 110);
  }

  @Test
  void aFrequencyFadesWhenANameDoesNotComeAnyMore() {
    NameFrequencies frequencies = new NameFrequencies();
    IntStream.range(0, 1_000).forEach(i -> frequencies.add("name"));
    IntStream.range(0, 10 * NameFrequencies.WINDOW).forEach(i -> frequencies.add("noise-" + i));

    assertThat(frequencies.add("name")).isLessThan(ModelLabels.BUSY);
  }
}
