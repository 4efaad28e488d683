package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a body says of the answer that it shows. A stream shows other objects too, for
 * example the steps of a run: the first object of a kind that can be billed decides. Allocates
 * nothing before {@link #build}.
 */
final class AnswerBuilder {
  private static final int MAX_ID_BYTES = 128;

  private static final Words BILLED_KINDS =
      new Words(
          "response",
          "thread.run",
          "batch",
          "fine_tuning.job",
          "chat.completion",
          "chat.completion.chunk",
          "text_completion",
          "interaction");

  /** Its usage is also in that of its run, which comes later. */
  private static final Words KINDS_OF_PARTS = new Words("thread.run.step");

  private final Text id = new Text(MAX_ID_BYTES);
  private final Text kind = new Text(Long.SIZE);
  private final Text status = new Text(Long.SIZE);
  private @Nullable Boolean background;

  /** Whether the current document is of another kind than those that can be billed. */
  private boolean otherKind;

  /** Whether the current document is a part of an answer whose usage has that of all parts. */
  private boolean part;

  /** Whether the current document is the one that has decided. */
  private boolean deciding;

  void reset() {
    id.clear();
    kind.clear();
    status.clear();
    background = null;
    startDocument();
  }

  /** Like {@link #reset}, and keeps no byte of a body. */
  void wipe() {
    reset();
    id.wipe();
    kind.wipe();
    status.wipe();
  }

  void startDocument() {
    otherKind = false;
    part = false;
    deciding = kind.length == 0;
    if (deciding) {
      id.clear();
      status.clear();
      background = null;
    }
  }

  boolean wantsId() {
    return deciding;
  }

  void addId(ScalarBuffer text) {
    if (deciding) {
      id.set(text);
    }
  }

  /** Returns whether the kind is another one than that of the answer. */
  boolean addKind(ScalarBuffer text) {
    part = KINDS_OF_PARTS.contain(text);
    if (kind.isEqual(text)) {
      otherKind = false;
      return false;
    }
    otherKind = !BILLED_KINDS.contain(text);
    if (deciding && !otherKind) {
      kind.set(text);
    }
    return true;
  }

  /** Whether the counts of the current document are also in another one. */
  boolean isPart() {
    return part;
  }

  void addStatus(ScalarBuffer text) {
    if (!otherKind) {
      status.set(text);
    }
  }

  void addBackground(boolean value) {
    if (!otherKind) {
      background = value;
    }
  }

  Answer build() {
    if (kind.length == 0) {
      return Answer.NONE;
    }
    return new Answer(id.text(), kind.text(), status.text(), background);
  }

  /** A short text; one that is longer than its limit is none. */
  private static final class Text {
    private final byte[] bytes;
    private int length;

    Text(int maxLength) {
      bytes = new byte[maxLength];
    }

    void clear() {
      length = 0;
    }

    void wipe() {
      Arrays.fill(bytes, (byte) 0);
    }

    boolean isEqual(ScalarBuffer text) {
      byte[] other = text.bytes();
      boolean same = length == text.length();
      for (int i = 0; same && i < length; i++) {
        same = bytes[i] == other[i];
      }
      return same;
    }

    void set(ScalarBuffer text) {
      length = text.length() > bytes.length ? 0 : text.length();
      System.arraycopy(text.bytes(), 0, bytes, 0, length);
    }

    @Nullable String text() {
      return length == 0 ? null : new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
  }
}
