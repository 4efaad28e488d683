package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * Finds the model that a request names: at the top level of JSON, or as a field of a multipart
 * form; and in JSON, where that is asked for, whom the request is made for. Other bodies are not
 * read. Reads to the end of the document or form, since of equal names the last counts. One thread
 * at a time.
 */
public final class RequestModelReader extends BodyReader {
  private static final JsonPathNode PATHS = JsonPathNode.load("request-paths.txt");

  private static final int MAX_USER = 128;

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
    found.user.wipe();
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

  /** Sets whether to read whom the request is made for, before the first byte. */
  public void setReadsUser(boolean reads) {
    found.readsUser = reads;
  }

  /** Sets whether to read which image is asked for, before the first byte. */
  public void setReadsImage(boolean reads) {
    found.readsImage = reads;
  }

  /**
   * Which image the request asks for: its size, and before it its quality if that is named, for
   * example {@code hd/1024x1792}. {@code null} if no size is named, or if nobody has asked.
   */
  public @Nullable String imageForm() {
    return found.image.text();
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

  /**
   * Whom the request is made for, at most 128 characters: {@code user}, or else {@code
   * metadata.user_id}, or else {@code safety_identifier}. {@code null} if it names none, or if
   * nobody has asked.
   */
  public @Nullable String user() {
    String name = found.user.text();
    return name == null ? null : BoundedText.of(name, MAX_USER);
  }

  private static final class Found implements JsonFieldListener {
    private @Nullable String model;
    private final ShortText user = new ShortText(3 * MAX_USER);

    /** The field that {@link #user} is from. */
    private JsonField userField = JsonField.SAFETY_IDENTIFIER;

    private boolean readsUser;
    private boolean readsImage;
    private final ImageForm image = new ImageForm();
    private boolean inFirstDocument;
    private boolean started;

    void reset() {
      model = null;
      user.clear();
      userField = JsonField.SAFETY_IDENTIFIER;
      readsUser = false;
      readsImage = false;
      image.reset();
      inFirstDocument = false;
      started = false;
    }

    @Override
    public void onDocumentStart() {
      inFirstDocument = !started;
      started = true;
    }

    @Override
    public boolean wants(JsonField field) {
      return field == JsonField.MODEL || (isOfImage(field) ? readsImage : readsUser);
    }

    @Override
    public void onText(JsonField field, ScalarBuffer text) {
      if (!inFirstDocument || text.length() == 0) {
        return;
      }
      if (field == JsonField.MODEL) {
        model = text.toString();
      } else if (isOfImage(field)) {
        image.add(field, text);
      } else if (user.isEmpty() || field.compareTo(userField) <= 0) {
        user.set(text);
        userField = field;
      }
    }

    private static boolean isOfImage(JsonField field) {
      return field == JsonField.IMAGE_SIZE || field == JsonField.IMAGE_QUALITY;
    }

    @Override
    public void onNumber(JsonField field, ScalarBuffer digits) {
      if (readsUser) {
        onText(field, digits);
      }
    }
  }
}
