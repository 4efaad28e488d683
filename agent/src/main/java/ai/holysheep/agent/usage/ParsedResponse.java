package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What has been found in an answer until now. */
final class ParsedResponse implements JsonFieldListener {
  private static final byte[][] LAST_EVENTS =
      ascii("message_stop", "response.completed", "response.incomplete", "response.failed");
  private static final byte[][] CUT_OFF =
      ascii(
          "length",
          "max_tokens",
          "model_context_window_exceeded",
          "MAX_TOKENS",
          "max_output_tokens");
  private static final byte[][] ERROR = ascii("error");

  final UsageCounts figures = new UsageCounts();
  final ErrorFinding error = new ErrorFinding();

  /** Whether there has been content: text, reasoning or a tool call. */
  boolean content;

  /** Whether an event has said that it is the last. */
  boolean lastEvent;

  /** Whether the answer was cut off by its token limit. */
  boolean truncated;

  /** As the first document that has one names it. */
  @Nullable String model;

  private boolean modelOfThisDocument;

  void reset() {
    figures.reset();
    error.reset();
    content = false;
    lastEvent = false;
    truncated = false;
    model = null;
    modelOfThisDocument = false;
  }

  @Override
  public void document() {
    figures.document();
    error.document();
    modelOfThisDocument = false;
  }

  @Override
  public void begins(int counts) {
    figures.begins(counts);
  }

  @Override
  public void number(Field field, ScalarBuffer digits) {
    if (field.type == Field.Type.NAME) {
      error.text(field, digits);
      return;
    }
    long count = digits.wholeNumber();
    if (count < 0) {
      garbled(field);
    } else {
      figures.set(field, count);
    }
  }

  @Override
  public void garbled(Field field) {
    AgentErrors.ignored(AgentErrors.Stage.USAGE, "no believable figure in the body for " + field);
  }

  @Override
  public void text(Field field, ScalarBuffer text) {
    switch (field) {
      case MODEL:
        model(text);
        break;
      case FINISH_REASON:
        truncated |= isOne(text, CUT_OFF);
        break;
      case EVENT_TYPE:
        lastEvent |= isOne(text, LAST_EVENTS);
        if (isOne(text, ERROR)) {
          error.text(field, text);
        }
        break;
      default:
        error.text(field, text);
    }
  }

  private void model(ScalarBuffer text) {
    if (text.length() > 0 && (model == null || modelOfThisDocument)) {
      model = text.toString();
      modelOfThisDocument = true;
    }
  }

  @Override
  public void contentSeen() {
    content = true;
  }

  private static boolean isOne(ScalarBuffer text, byte[][] words) {
    for (byte[] word : words) {
      if (text.is(word)) {
        return true;
      }
    }
    return false;
  }

  private static byte[][] ascii(String... words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }
}
