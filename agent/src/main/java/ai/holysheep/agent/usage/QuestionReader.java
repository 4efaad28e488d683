package ai.holysheep.agent.usage;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as it is sent, for the model that it names; stops at that. One thread at a
 * time.
 */
public final class QuestionReader implements Findings {
  private static final Place PLACES = Place.load("request-paths.txt");

  private final JsonSkimmer json = new JsonSkimmer(PLACES, this);
  private final byte[] scratch = new byte[512];
  private @Nullable String model;

  public void reset() {
    json.reset();
    model = null;
  }

  public void accept(byte[] bytes, int offset, int length) {
    if (model == null) {
      json.accept(bytes, offset, offset + length);
    }
  }

  /** Reads what remains in the buffer, and leaves its position where it was. */
  public void accept(ByteBuffer buffer) {
    ByteBuffer copy = buffer.duplicate();
    while (model == null && copy.hasRemaining()) {
      int n = Math.min(copy.remaining(), scratch.length);
      copy.get(scratch, 0, n);
      accept(scratch, 0, n);
    }
  }

  public @Nullable String model() {
    return model;
  }

  @Override
  public void text(Field field, Token text) {
    if (model == null && text.length() > 0) {
      model = text.toString();
    }
  }

  @Override
  public void number(Field field, Token digits) {}

  @Override
  public void garbled(Field field) {}

  @Override
  public void contentSeen() {}
}
