package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it is sent, for the model that it names; stops at that. One thread at a
 * time.
 */
public final class RequestModelReader extends BodyReader implements JsonFieldListener {
  private static final JsonPathNode PLACES = JsonPathNode.load("request-paths.txt");

  private final JsonSkimmer json = new JsonSkimmer(PLACES, this);
  private @Nullable String model;

  public void reset() {
    json.reset();
    model = null;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    if (!isSatisfied()) {
      json.accept(bytes, offset, offset + length);
    }
  }

  @Override
  boolean isSatisfied() {
    return model != null;
  }

  public @Nullable String model() {
    return model;
  }

  @Override
  public void text(Field field, ScalarBuffer text) {
    if (model == null && text.length() > 0) {
      model = text.toString();
    }
  }

  @Override
  public void document() {}

  @Override
  public void begins(int counts) {}

  @Override
  public void number(Field field, ScalarBuffer digits) {}

  @Override
  public void garbled(Field field) {}

  @Override
  public void contentSeen() {}
}
