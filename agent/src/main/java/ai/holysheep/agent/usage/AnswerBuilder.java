package ai.holysheep.agent.usage;

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

  private final ShortText id = new ShortText(MAX_ID_BYTES);
  private final ShortText kind = new ShortText(Long.SIZE);
  private final ShortText status = new ShortText(Long.SIZE);
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
    deciding = kind.isEmpty();
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
    if (kind.isEmpty()) {
      return Answer.NONE;
    }
    return new Answer(id.text(), kind.text(), status.text(), background);
  }
}
