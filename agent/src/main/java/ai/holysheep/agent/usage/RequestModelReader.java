package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * Finds the model that a request names: at the top level of JSON, or as a field of a multipart
 * form. Other bodies are not read. Reads to the end of the document or form, since of equal names
 * the last counts. One thread at a time.
 */
public final class RequestModelReader extends BodyReader {
  private static final JsonPathNode PATHS = JsonPathNode.load("request-paths.txt");

  private final Found found = new Found();
  private final JsonScanner json = new JsonScanner(PATHS, found);
  private @Nullable MultipartReader multipart;
  private @Nullable String contentType;
  private RequestFormat format = RequestFormat.UNKNOWN;

  /** Whether the body's first character has confirmed the format. */
  private boolean started;

  public void reset() {
    json.reset();
    found.reset();
    MultipartReader parts = multipart;
    if (parts != null) {
      parts.reset();
    }
    started = false;
    setContentType(null);
  }

  @Override
  public void wipe() {
    super.wipe();
    reset();
    json.wipe();
    MultipartReader parts = multipart;
    if (parts != null) {
      parts.wipe();
    }
  }

  /**
   * Sets the value of the header {@code Content-Type}, before the first byte; {@code null} if it is
   * not known. It decides how the body is read. After the body's first character it has no effect.
   */
  public void setContentType(@Nullable String type) {
    if (!started) {
      contentType = type;
      format = RequestFormat.of(type);
    }
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    int start = started ? offset : start(bytes, offset, length);
    int rest = offset + length - start;
    if (rest == 0 || isDone()) {
      return;
    }
    MultipartReader parts = multipart;
    if (format == RequestFormat.MULTIPART && parts != null) {
      parts.accept(bytes, start, rest);
    } else {
      json.accept(bytes, start, rest);
    }
  }

  /** Returns the index of the first character. */
  private int start(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int i = offset;
    if (format != RequestFormat.MULTIPART) {
      while (i < end && bytes[i] <= ' ') {
        i++;
      }
    }
    if (i == end || format == RequestFormat.NOT_READ) {
      return end;
    }
    started = true;
    if (format != RequestFormat.MULTIPART) {
      format = format.startingWith(bytes[i]);
    }
    if (format == RequestFormat.MULTIPART) {
      startMultipart();
    }
    return i;
  }

  private void startMultipart() {
    MultipartReader parts = multipart;
    if (parts == null) {
      parts = new MultipartReader();
      multipart = parts;
    }
    parts.start(contentType);
  }

  /** Whether nothing that follows can name the model. */
  @Override
  public boolean isDone() {
    MultipartReader parts = multipart;
    switch (format) {
      case NOT_READ:
        return true;
      case MULTIPART:
        return started && parts != null && parts.isDone();
      default:
        return started && json.isComplete();
    }
  }

  public @Nullable String model() {
    MultipartReader parts = multipart;
    return format == RequestFormat.MULTIPART && parts != null ? parts.model() : found.model;
  }

  /** The only field of {@code request-paths.txt} is the model. */
  private static final class Found implements JsonFieldListener {
    private @Nullable String model;
    private boolean inFirstDocument;
    private boolean started;

    void reset() {
      model = null;
      inFirstDocument = false;
      started = false;
    }

    @Override
    public void onDocumentStart() {
      inFirstDocument = !started;
      started = true;
    }

    @Override
    public void onText(JsonField field, ScalarBuffer text) {
      if (inFirstDocument && text.length() > 0) {
        model = text.toString();
      }
    }
  }
}
