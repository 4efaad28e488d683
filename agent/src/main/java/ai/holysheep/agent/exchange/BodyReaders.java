package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.BodyReader;
import ai.holysheep.agent.usage.RequestModelReader;
import ai.holysheep.agent.usage.ResponseUsageReader;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Readers of bodies, pooled for the attempts that follow. A body takes one with its first bytes.
 * Thread-safe.
 */
abstract class BodyReaders<R extends BodyReader> {
  /** A bound of memory: a pooled reader has at most 25 KB in the heap, and 80 KB outside it. */
  static final int POOL_SIZE = 64;

  static final BodyReaders<RequestModelReader> REQUEST =
      new BodyReaders<RequestModelReader>() {
        @Override
        RequestModelReader create() {
          return new RequestModelReader();
        }
      };

  static final BodyReaders<ResponseUsageReader> RESPONSE =
      new BodyReaders<ResponseUsageReader>() {
        @Override
        ResponseUsageReader create() {
          return new ResponseUsageReader();
        }
      };

  private final AtomicReferenceArray<@Nullable R> pool = new AtomicReferenceArray<>(POOL_SIZE);

  private BodyReaders() {}

  /** Makes one reader of each kind, which the first attempt takes. */
  static void prepare() {
    REQUEST.release(REQUEST.acquire());
    RESPONSE.release(RESPONSE.acquire());
  }

  abstract R create();

  R acquire() {
    for (int i = 0; i < POOL_SIZE; i++) {
      R reader = pool.get(i) == null ? null : pool.getAndSet(i, null);
      if (reader != null) {
        return reader;
      }
    }
    return create();
  }

  /**
   * Called at most once for each {@link #acquire}. The caller must not use this reader afterwards.
   */
  void release(R reader) {
    reader.wipe();
    for (int i = 0; i < POOL_SIZE; i++) {
      if (pool.get(i) == null && pool.compareAndSet(i, null, reader)) {
        return;
      }
    }
    reader.close();
  }
}
