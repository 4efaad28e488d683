package ai.holysheep.agent.usage;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Collects the error that a body reports. Most vendors report it in an object, a list or a text
 * with the key {@code error}. Elsewhere the document itself is the error: its {@code type} or
 * {@code object} is {@code error} (OpenAI's Responses, vLLM), its {@code success} is {@code false}
 * (Cloudflare), or its event has the name {@code error}.
 */
final class BodyErrorBuilder {
  private static final Words ERROR_EVENTS =
      new Words("error", "response.error", "response.failed", "thread.run.failed");

  /** The end of the names of AWS' events. */
  private static final byte[] EXCEPTION = "Exception".getBytes(StandardCharsets.US_ASCII);

  private boolean hasError;

  /** Whether a choice has the key {@code error}. */
  private boolean choiceHasError;

  /** Whether an error is the reason to stop of a choice. */
  private boolean choiceStoppedByError;

  private @Nullable String code;
  private @Nullable String status;
  private @Nullable String type;

  /** Whether the current event's name says that it is an error. */
  private boolean eventIsError;

  /** Whether the current document is itself an error. */
  private boolean documentIsError;

  /**
   * The code at the top level of the current document, as bytes: it can be in each event of a
   * stream that has no error, where a text would be an allocation.
   */
  private final ScalarBuffer documentCode = new ScalarBuffer();

  void reset() {
    hasError = false;
    choiceHasError = false;
    choiceStoppedByError = false;
    code = null;
    status = null;
    type = null;
    startEvent();
    startDocument();
  }

  void startEvent() {
    eventIsError = false;
  }

  void startDocument() {
    documentIsError = eventIsError;
    documentCode.clear();
  }

  /** The event has this name. */
  void onEventName(byte[] name, int length) {
    boolean exception = isException(name, length);
    if (exception || ERROR_EVENTS.contain(name, length)) {
      eventIsError = true;
      documentIsError = true;
      code = exception && code == null ? new String(name, 0, length, StandardCharsets.UTF_8) : code;
      addDocument();
    }
  }

  private static boolean isException(byte[] name, int length) {
    int start = length - EXCEPTION.length;
    boolean same = start >= 0;
    for (int i = 0; same && i < EXCEPTION.length; i++) {
      same = name[start + i] == EXCEPTION[i];
    }
    return same;
  }

  /** The value of the key {@code object} of the document. */
  void onKind(ScalarBuffer text) {
    if (ERROR_EVENTS.contain(text)) {
      documentIsError = true;
      addDocument();
    }
  }

  /** The value of the key {@code type} of the document. */
  void onEventType(ScalarBuffer text) {
    onKind(text);
    if (eventIsError && type == null && !ERROR_EVENTS.contain(text)) {
      type = text.toString();
    }
  }

  void onSuccess(boolean success) {
    if (!success) {
      documentIsError = true;
      addDocument();
    }
  }

  /** An error without a name. */
  void onError() {
    hasError = true;
  }

  /** The model's reason to stop is an error. */
  void onErrorReason() {
    hasError = true;
    choiceStoppedByError = true;
  }

  /** What the object has in it says whether it is an error. */
  void onChoiceError() {
    choiceHasError = true;
  }

  void onNamedError(byte[] name) {
    hasError = true;
    code = code == null ? new String(name, StandardCharsets.US_ASCII) : code;
  }

  void addText(JsonField field, ScalarBuffer text) {
    if (text.length() == 0) {
      return;
    }
    switch (field) {
      case EVENT_CODE:
        addDocumentCode(text);
        break;
      case ERROR_TYPE:
        type = text.toString();
        hasError = true;
        break;
      case ERROR_CODE:
        code = text.toString();
        hasError = true;
        break;
      case ERROR_STATUS:
        status = text.toString();
        hasError = true;
        break;
      default:
        hasError = true;
        choiceHasError |= field == JsonField.CHOICE_ERROR;
    }
  }

  /** A number is a code; 0 says that there is no error. */
  void addNumber(JsonField field, ScalarBuffer digits) {
    if (digits.wholeNumber() == 0) {
      return;
    }
    if (field == JsonField.EVENT_CODE) {
      addDocumentCode(digits);
    } else {
      code = digits.toString();
      hasError = true;
    }
  }

  private void addDocumentCode(ScalarBuffer text) {
    documentCode.set(text.bytes(), 0, text.length());
    if (documentIsError) {
      addDocument();
    }
  }

  private void addDocument() {
    hasError = true;
    code = code == null ? documentCode() : code;
  }

  private @Nullable String documentCode() {
    return documentCode.length() == 0 ? null : documentCode.toString();
  }

  /** Keeps no byte of a body. */
  void wipe() {
    reset();
    documentCode.wipe();
  }

  boolean hasError() {
    return hasError;
  }

  /** Whether the error is that of a choice of the model's answer. */
  boolean isErrorOfChoice() {
    return hasError && (choiceHasError || choiceStoppedByError);
  }

  /**
   * The error, or {@code null}.
   *
   * @param failed whether the HTTP status is an error, so that the body can only be an error
   */
  @Nullable BodyError build(boolean failed) {
    return hasError || failed && documentCode.length() > 0
        ? new BodyError(code == null ? documentCode() : code, status, type)
        : null;
  }
}
