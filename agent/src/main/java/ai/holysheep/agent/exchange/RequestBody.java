package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.usage.RequestModelReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as the client sends it. It holds a reader from the body's first bytes until
 * nothing more of it matters: an attempt that waits for its response should hold none. Guarded by
 * the attempt's lock.
 */
final class RequestBody {
  /** A file's words must not become a label. */
  private final boolean isFile;

  private @Nullable RequestModelReader reader;
  private @Nullable String model;
  private @Nullable String contentType;

  /** Whether the rest does not matter, or bytes are missing, so that it means nothing. */
  private boolean over;

  /** What the client sent twice counts twice. */
  private long passedBytes;

  /**
   * @param isFile whether the body is a file of the application, or describes one
   */
  RequestBody(boolean isFile) {
    this.isFile = isFile;
    over = isFile;
  }

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
    over = isFile;
    RequestModelReader held = reader;
    if (held != null) {
      held.reset();
      held.setContentType(contentType);
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
    if (!over && AgentErrors.isResting(Stage.USAGE)) {
      giveUp();
    }
    return !over;
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
    if (held.isDone()) {
      over = true;
      release();
    }
  }

  /** Its state may be anything after an error, so the reader is not pooled. */
  private void giveUp() {
    over = true;
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
