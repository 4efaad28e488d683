package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.diagnostics.AgentErrors.Stage;
import ai.holysheep.agent.exchange.fingerprint.SecretKey;
import ai.holysheep.agent.usage.RequestModelReader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as the client sends it. It holds a reader from the body's first bytes until
 * nothing more of it matters: an attempt that waits for its response should hold none. Guarded by
 * the attempt's lock.
 */
final class RequestBody {
  private static final String IMAGES = "/images/generations";

  /** A file's words must not become a label. */
  private final boolean isFile;

  private final boolean readsUser;

  /** Whether the request is for images, whose price can depend on it. */
  private final boolean readsImage;

  /** What has passed of the body; {@code null} unless the configuration asks for fingerprints. */
  private final @Nullable RequestFingerprint fingerprint;

  private @Nullable RequestModelReader reader;
  private @Nullable String model;
  private @Nullable String user;
  private @Nullable String imageForm;
  private @Nullable String contentType;

  /** Whether the rest does not matter, or bytes are missing, so that it means nothing. */
  private boolean over;

  /** What is before the body: here, its reference makes no object larger. */
  private @Nullable RequestHead head;

  /** What the client sent twice counts twice. */
  private long passedBytes;

  /**
   * @param isFile whether the body is a file of the application, or describes one
   * @param path the request's path, without its query
   */
  RequestBody(boolean isFile, RequestReading reading, @Nullable String path) {
    this.isFile = isFile;
    readsUser = reading.readsUser;
    readsImage = path != null && path.endsWith(IMAGES);
    SecretKey key = reading.fingerprintKey;
    fingerprint = key == null || isFile ? null : new RequestFingerprint(key, path);
    over = isFile;
  }

  void head(@Nullable RequestHead latest) {
    head = latest;
  }

  @Nullable RequestHead head() {
    return head;
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
    user = null;
    imageForm = null;
    over = isFile;
    RequestFingerprint started = fingerprint;
    if (started != null) {
      started.startBody();
    }
    RequestModelReader held = reader;
    if (held != null) {
      held.reset();
      held.setReadsUser(readsUser);
      held.setReadsImage(readsImage);
      held.setContentType(contentType);
    }
  }

  void bytes(byte[] bytes, int offset, int length) {
    passedBytes += length;
    RequestFingerprint passed = fingerprint;
    if (passed != null) {
      passed.add(bytes, offset, length);
    }
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
    RequestFingerprint passed = fingerprint;
    if (passed != null) {
      passed.add(bytes);
    }
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
      held.setReadsUser(readsUser);
      held.setReadsImage(readsImage);
      reader = held;
    }
    return held;
  }

  private void found(RequestModelReader held) {
    model = held.model();
    if (held.isDone()) {
      over = true;
      user = held.user();
      imageForm = held.imageForm();
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

  /**
   * Whom the body names as its user, at most 128 characters; {@code null} if it names nobody, or if
   * the configuration does not ask.
   */
  @Nullable String user() {
    RequestModelReader held = reader;
    return held == null ? user : held.user();
  }

  /** See {@link RequestModelReader#imageForm}. */
  @Nullable String imageForm() {
    RequestModelReader held = reader;
    return held == null ? imageForm : held.imageForm();
  }

  /**
   * A keyed fingerprint of path and body, 16 hexadecimal digits; {@code null} without a body, for a
   * file, or if the configuration does not ask.
   */
  @Nullable String fingerprint() {
    return fingerprint == null ? null : fingerprint.digits();
  }

  /** The model that the body names; {@code null} if it names none. */
  @Nullable String model() {
    return model;
  }
}
