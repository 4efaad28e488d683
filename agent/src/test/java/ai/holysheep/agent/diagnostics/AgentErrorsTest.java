package ai.holysheep.agent.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AgentErrorsTest {
  static Stream<Stage> resting() {
    return Stream.of(Stage.values()).filter(Stage::canRest);
  }

  @ParameterizedTest
  @MethodSource("resting")
  void aStageRestsAlone(Stage stage) {
    assertThat(AgentErrors.isResting(stage)).isFalse();
    faults(stage);
    // Not isResting: a second may have passed.
    assertThat(Stream.of(Stage.values()).filter(each -> AgentErrors.rest(each).isResting()))
        .containsExactly(stage);
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void lostCallsMakeNothingRest(Stage stage) {
    long before = AgentErrors.total(stage);
    for (int i = 0; i < 10 * Rest.FAULTS; i++) {
      AgentErrors.countLostCall(stage, "a call");
    }
    assertThat(AgentErrors.total(stage) - before).isEqualTo(10 * Rest.FAULTS);
    assertThat(AgentErrors.isResting(stage)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void errorsWithAPauseOfTheirOwnMakeNothingRest(Stage stage) {
    for (int i = 0; i < 10 * Rest.FAULTS; i++) {
      AgentErrors.count(stage);
    }
    assertThat(AgentErrors.isResting(stage)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"CONFIG", "PRICING", "EXPOSITION"})
  void whatHasAPauseOfItsOwnNeverRests(Stage stage) {
    faults(stage);
    assertThat(AgentErrors.isResting(stage)).isFalse();
  }

  /** Its message is made by code of the application. */
  @ParameterizedTest
  @MethodSource("resting")
  void aFaultThatCannotBeDescribedCounts(Stage stage) {
    for (int i = 0; i < Rest.FAULTS; i++) {
      AgentErrors.countAndLog(stage, new Undescribed());
    }
    assertThat(AgentErrors.rest(stage).isResting()).isTrue();
  }

  static Stream<Throwable> overflows() {
    Throwable overflow = new StackOverflowError();
    return Stream.of(
        overflow,
        new BootstrapMethodError(overflow),
        new ExceptionInInitializerError(overflow),
        new NoClassDefFoundError().initCause(new BootstrapMethodError(overflow)));
  }

  /** An application that recurses too deeply must not turn the agent off for its other threads. */
  @ParameterizedTest
  @MethodSource("overflows")
  void aFullStackCountsAndMakesNothingRest(Throwable overflow) {
    for (Stage stage : Stage.values()) {
      long before = AgentErrors.total(stage);
      for (int i = 0; i < 10 * Rest.FAULTS; i++) {
        AgentErrors.countAndLog(stage, overflow);
      }
      assertThat(AgentErrors.total(stage) - before).isEqualTo(10 * Rest.FAULTS);
      assertThat(AgentErrors.rest(stage).isResting()).isFalse();
    }
  }

  @Test
  void aRingOfCausesEnds() {
    LinkageError first = new LinkageError();
    first.initCause(new LinkageError("second", first));
    for (int i = 0; i < Rest.FAULTS; i++) {
      AgentErrors.countAndLog(Stage.EXCHANGE, first);
    }
    assertThat(AgentErrors.rest(Stage.EXCHANGE).isResting()).isTrue();
  }

  @AfterEach
  void endRests() {
    AgentErrors.forgetRests();
  }

  private static void faults(Stage stage) {
    for (int i = 0; i < Rest.FAULTS; i++) {
      AgentErrors.countAndLog(stage, new IllegalStateException("fault " + i));
    }
  }

  private static final class Undescribed extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }
}
