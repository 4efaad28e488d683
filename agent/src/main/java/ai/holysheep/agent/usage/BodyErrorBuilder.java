package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * Collects the error that a body reports. Most vendors report it in an object or text with the key
 * {@code error}. In events of OpenAI's Responses and in vLLM's responses, the document itself is
 * the error: its {@code type} or {@code object} is {@code error}.
 */
final class BodyErrorBuilder {
  private boolean hasError;
  private @Nullable String code;
  private @Nullable String status;
  private @Nullable String type;

  /** Whether the current document is itself an error. */
  private boolean documentIsError;

  /** The code at the top level of the current document. */
  private @Nullable String documentCode;

  void reset() {
    hasError = false;
    code = null;
    status = null;
    type = null;
    startDocument();
  }

  void startDocument() {
    documentIsError = false;
    documentCode = null;
  }

  /** For {@code EVENT_TYPE}, the caller has checked that the text is {@code error}. */
  void add(JsonField field, ScalarBuffer text) {
    switch (field) {
      case EVENT_TYPE:
        documentIsError = true;
        break;
      case EVENT_CODE:
        documentCode = text.toString();
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
    }
    if (documentIsError) {
      hasError = true;
      code = code == null ? documentCode : code;
    }
  }

  /**
   * The error, or {@code null}.
   *
   * @param failed whether the HTTP status is an error, so that the body can only be an error
   */
  @Nullable BodyError build(boolean failed) {
    return hasError || failed && documentCode != null
        ? new BodyError(code == null ? documentCode : code, status, type)
        : null;
  }
}
