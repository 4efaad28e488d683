package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.usage.RequestModelReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as the client sends it. It holds a reader from the body's first bytes until the
 * model is found: an attempt that waits for its response should hold none. Guarded by the attempt's
 * lock.
 */
final class RequestBody {
  private @Nullable RequestModelReader reader;
  private @Nullable String model;
  private @Nullable String contentType;

  /** Whether bytes are missing, so that what follows them means nothing. */
  private boolean unreadable;

  /** What the client sent twice counts twice. */
  private long passedBytes;

  /** May be called before {@link #start}, and again. */
  void contentType(@Nullable String type) {
    contentType = type;
    RequestModelReader held = reader;
    if (held != null) {
      held.setContentType(type);
    }
  }

  void start() {
    model = null;
    unreadable = false;
    RequestModelReader held = reader;
    if (held != null) {
      held.reset();
    }
  }

  void bytes(byte[] bytes, int offset, int length) {
    passedBytes += length;
    if (isNeeded()) {
      try {
        RequestModelReader held = reader();
        held.accept(bytes, offset, length);
        found(held);
      } catch (Throwable e) {
        giveUp();
        AgentErrors.countAndLog(Stage.USAGE, e);
      }
    }
  }

  /** Does not change the buffer's position. */
  void bytes(ByteBuffer bytes) {
    passedBytes += bytes.remaining();
    if (isNeeded()) {
      try {
        RequestModelReader held = reader();
        held.accept(bytes);
        found(held);
      } catch (Throwable e) {
        giveUp();
        AgentErrors.countAndLog(Stage.USAGE, e);
      }
    }
  }

  private boolean isNeeded() {
    if (model != null || unreadable) {
      return false;
    }
    if (AgentErrors.isResting(Stage.USAGE)) {
      giveUp();
    }
    return !unreadable;
  }

  private RequestModelReader reader() {
    RequestModelReader held = reader;
    if (held == null) {
      held = BodyReaders.REQUEST.acquire();
      held.setContentType(contentType);
      reader = held;
    }
    return held;
  }

  private void found(RequestModelReader held) {
    model = held.model();
    if (model != null) {
      release();
    }
  }

  /** Its state may be anything after an error, so the reader is not pooled. */
  private void giveUp() {
    unreadable = true;
    reader = null;
  }

  /** Called when nothing more will be read. The model stays known. */
  void release() {
    RequestModelReader held = reader;
    reader = null;
    if (held != null) {
      BodyReaders.REQUEST.release(held);
    }
  }

  /** The bytes that have passed, also those that could not be read. */
  long passedBytes() {
    return passedBytes;
  }

  /** The model that the body names; {@code null} if it names none. */
  @Nullable String model() {
    return model;
  }
}
