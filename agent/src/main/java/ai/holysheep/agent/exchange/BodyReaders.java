package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.RequestModelReader;
import ai.holysheep.agent.usage.ResponseUsageReader;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The readers of one attempt's bodies: some KB of state, pooled for the attempts that follow. */
final class BodyReaders {
  private static final int POOL_SIZE = 64;
  private static final AtomicReferenceArray<@Nullable BodyReaders> POOL =
      new AtomicReferenceArray<>(POOL_SIZE);

  final RequestModelReader request = new RequestModelReader();
  final ResponseUsageReader response = new ResponseUsageReader();

  private BodyReaders() {}

  static BodyReaders acquire() {
    for (int i = 0; i < POOL_SIZE; i++) {
      BodyReaders readers = POOL.get(i) == null ? null : POOL.getAndSet(i, null);
      if (readers != null) {
        return readers;
      }
    }
    return new BodyReaders();
  }

  /** Called once for each {@link #acquire}. The caller must not use these readers afterwards. */
  void release() {
    request.reset();
    response.reset();
    for (int i = 0; i < POOL_SIZE; i++) {
      if (POOL.get(i) == null && POOL.compareAndSet(i, null, this)) {
        return;
      }
    }
    response.close();
  }
}
