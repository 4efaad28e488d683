package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.ledger.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BufferingRecordSinkTest {
  private final BufferingRecordSink sink = new BufferingRecordSink();
  private final CallRecord first = Calls.failed();
  private final CallRecord second = Calls.failed();

  @Test
  void passesBufferedRecordsInTheirOrderAndLaterOnesDirectly() {
    List<CallRecord> passed = new ArrayList<>();
    sink.accept(first);
    sink.accept(second);
    assertThat(passed).isEmpty();

    sink.forwardTo(passed::add);
    assertThat(passed).containsExactly(first, second);

    sink.accept(first);
    assertThat(passed).containsExactly(first, second, first);
  }

  @Test
  void countsABufferedRecordThatFailsAndPassesTheNext() {
    long before = AgentErrors.total(AgentErrors.Stage.METRICS);
    List<CallRecord> passed = new ArrayList<>();
    sink.accept(first);
    sink.accept(second);

    sink.forwardTo(
        record -> {
          if (record == first) {
            throw new IllegalStateException("the first record fails");
          }
          passed.add(record);
        });

    assertThat(passed).containsExactly(second);
    assertThat(AgentErrors.total(AgentErrors.Stage.METRICS)).isEqualTo(before + 1);
  }

  @Test
  void dropsAndCountsWhatItHasNoRoomFor() {
    long before = AgentErrors.total(AgentErrors.Stage.METRICS);
    for (int i = 0; i < BufferingRecordSink.CAPACITY; i++) {
      sink.accept(first);
    }
    assertThat(sink.isFilling()).isTrue();
    assertThat(AgentErrors.total(AgentErrors.Stage.METRICS)).isEqualTo(before);

    sink.accept(second);
    List<CallRecord> passed = new ArrayList<>();
    sink.forwardTo(passed::add);
    sink.accept(second);

    assertThat(AgentErrors.total(AgentErrors.Stage.METRICS)).isEqualTo(before + 1);
    assertThat(passed).hasSize(BufferingRecordSink.CAPACITY + 1).endsWith(first, second);
    assertThat(sink.isFilling()).isFalse();
  }

  @Test
  void countsACallThatItHasNoMemoryForAndKeepsItsRoom() {
    AtomicInteger failures = new AtomicInteger(BufferingRecordSink.CAPACITY);
    BufferingRecordSink poor =
        new BufferingRecordSink(
            new ConcurrentLinkedQueue<>() {
              @Override
              public boolean add(CallRecord record) {
                if (failures.getAndDecrement() > 0) {
                  throw new OutOfMemoryError("a node of the queue");
                }
                return super.add(record);
              }
            });
    long before = AgentErrors.total(AgentErrors.Stage.METRICS);
    for (int i = 0; i < BufferingRecordSink.CAPACITY; i++) {
      poor.accept(first);
    }
    assertThat(AgentErrors.total(AgentErrors.Stage.METRICS))
        .isEqualTo(before + BufferingRecordSink.CAPACITY);

    poor.accept(second);
    List<CallRecord> passed = new ArrayList<>();
    poor.forwardTo(passed::add);
    assertThat(passed).containsExactly(second);
  }

  @Test
  void keepsNothingIfNothingCanCount() {
    sink.accept(first);

    sink.discardAll();

    List<CallRecord> passed = new ArrayList<>();
    sink.accept(second);
    sink.forwardTo(passed::add);
    assertThat(passed).isEmpty();
  }
}
