package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it is sent, until it has found the model that the request names. One
 * thread at a time.
 */
public final class RequestModelReader extends BodyReader {
  private static final JsonPathNode PATHS = JsonPathNode.load("request-paths.txt");

  private final Found found = new Found();
  private final JsonScanner json = new JsonScanner(PATHS, found);

  public void reset() {
    json.reset();
    found.model = null;
  }

  @Override
  public void wipe() {
    super.wipe();
    reset();
    json.wipe();
  }

  /**
   * Sets the value of the header {@code Content-Type}, before the first byte; {@code null} if it is
   * not known. It decides how the body is read.
   */
  public void setContentType(@Nullable String contentType) {}

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    if (!isDone()) {
      json.accept(bytes, offset, length);
    }
  }

  @Override
  boolean isDone() {
    return found.model != null;
  }

  public @Nullable String model() {
    return found.model;
  }

  /** The only field of {@code request-paths.txt} is the model. */
  private static final class Found implements JsonFieldListener {
    private @Nullable String model;

    @Override
    public void onText(JsonField field, ScalarBuffer text) {
      if (model == null && text.length() > 0) {
        model = text.toString();
      }
    }
  }
}
