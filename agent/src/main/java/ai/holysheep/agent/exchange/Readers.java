package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.RequestModelReader;
import ai.holysheep.agent.usage.ResponseUsageReader;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The readers of one attempt, some KB of state that one attempt leaves to the next. */
final class Readers {
  private static final int KEPT = 64;
  private static final AtomicReferenceArray<@Nullable Readers> FREE =
      new AtomicReferenceArray<>(KEPT);

  final RequestModelReader question = new RequestModelReader();
  final ResponseUsageReader answer = new ResponseUsageReader();

  static Readers take() {
    for (int i = 0; i < KEPT; i++) {
      Readers readers = FREE.get(i) == null ? null : FREE.getAndSet(i, null);
      if (readers != null) {
        return readers;
      }
    }
    return new Readers();
  }

  /** To be called once, by whoever ended the attempt: nobody may use these readers afterwards. */
  static void give(Readers readers) {
    readers.question.reset();
    readers.answer.reset();
    for (int i = 0; i < KEPT; i++) {
      if (FREE.get(i) == null && FREE.compareAndSet(i, null, readers)) {
        return;
      }
    }
    readers.answer.close();
  }
}
