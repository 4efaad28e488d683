package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the documents of a response have said so far. */
final class ParsedResponse implements JsonFieldListener {
  private static final byte[][] LAST_EVENT_TYPES =
      ascii("message_stop", "response.completed", "response.incomplete", "response.failed");
  private static final byte[][] TOKEN_LIMIT_REASONS =
      ascii(
          "length",
          "max_tokens",
          "model_context_window_exceeded",
          "MAX_TOKENS",
          "max_output_tokens");
  private static final byte[][] ERROR_EVENT_TYPES = ascii("error");

  private final UsageCounts counts = new UsageCounts();
  private final BodyErrorBuilder error = new BodyErrorBuilder();
  private boolean hasContent;
  private boolean hasLastEvent;
  private boolean truncated;
  private @Nullable String model;

  /** Whether the current document named the model. */
  private boolean modelOfThisDocument;

  void reset() {
    counts.reset();
    error.reset();
    hasContent = false;
    hasLastEvent = false;
    truncated = false;
    model = null;
    modelOfThisDocument = false;
  }

  @Override
  public void onDocumentStart() {
    counts.startDocument();
    error.startDocument();
    modelOfThisDocument = false;
  }

  @Override
  public void onKeyOfCounts(int countBits) {
    counts.restore(countBits);
  }

  @Override
  public void onNumber(JsonField field, ScalarBuffer digits) {
    if (field.type == JsonField.Type.TEXT_OR_NUMBER) {
      error.add(field, digits);
      return;
    }
    long count = digits.wholeNumber();
    if (count < 0) {
      onInvalidCount(field);
    } else {
      counts.set(field, count);
    }
  }

  @Override
  public void onInvalidCount(JsonField field) {
    IgnoredValues.count(IgnoredValues.Source.BODY, "not a plausible count in the body: " + field);
  }

  @Override
  public void onText(JsonField field, ScalarBuffer text) {
    switch (field) {
      case MODEL:
        setModel(text);
        break;
      case FINISH_REASON:
        truncated |= isOneOf(TOKEN_LIMIT_REASONS, text);
        break;
      case EVENT_TYPE:
        hasLastEvent |= isOneOf(LAST_EVENT_TYPES, text);
        if (isOneOf(ERROR_EVENT_TYPES, text)) {
          error.add(field, text);
        }
        break;
      default:
        error.add(field, text);
    }
  }

  /** The first document with a model decides. Within it, the last of equal keys counts. */
  private void setModel(ScalarBuffer text) {
    if (text.length() > 0 && (model == null || modelOfThisDocument)) {
      model = text.toString();
      modelOfThisDocument = true;
    }
  }

  @Override
  public void onContent() {
    hasContent = true;
  }

  /** Whether content has arrived: text, reasoning or a tool call. */
  boolean hasContent() {
    return hasContent;
  }

  /** Whether an event has said that it is the last one. */
  boolean hasLastEvent() {
    return hasLastEvent;
  }

  /** Whether the token limit cut the response off. */
  boolean isTruncated() {
    return truncated;
  }

  @Nullable String model() {
    return model;
  }

  /** See {@link BodyErrorBuilder#build}. */
  @Nullable BodyError error(boolean failed) {
    return error.build(failed);
  }

  @Nullable Usage usage() {
    return counts.usage();
  }

  private static boolean isOneOf(byte[][] words, ScalarBuffer text) {
    for (byte[] word : words) {
      if (text.contentEquals(word)) {
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
