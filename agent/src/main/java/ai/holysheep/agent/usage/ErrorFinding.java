package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/**
 * The error that a body tells of: in an object or text called {@code error}, or, in the events of
 * OpenAI's Responses and in what vLLM answers, as the document itself, whose {@code type} or {@code
 * object} is {@code error}.
 */
final class ErrorFinding {
  private boolean told;
  private @Nullable String code;
  private @Nullable String status;
  private @Nullable String type;

  /** Of the document that is being read. */
  private boolean isError;

  private @Nullable String ownCode;

  void reset() {
    told = false;
    code = null;
    status = null;
    type = null;
    document();
  }

  void document() {
    isError = false;
    ownCode = null;
  }

  void text(Field field, ScalarBuffer text) {
    switch (field) {
      case EVENT_TYPE:
        // Its caller has seen that it is "error".
        isError = true;
        break;
      case EVENT_CODE:
        ownCode = text.toString();
        break;
      case ERROR_TYPE:
        type = text.toString();
        told = true;
        break;
      case ERROR_CODE:
        code = text.toString();
        told = true;
        break;
      case ERROR_STATUS:
        status = text.toString();
        told = true;
        break;
      default:
        told = true;
    }
    if (isError) {
      told = true;
      code = code == null ? ownCode : code;
    }
  }

  /**
   * The error, or {@code null}.
   *
   * @param failed whether the answer's status says that its body can be nothing else
   */
  @Nullable BodyError error(boolean failed) {
    return told || failed && ownCode != null
        ? new BodyError(code == null ? ownCode : code, status, type)
        : null;
  }
}
