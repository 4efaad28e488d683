package ai.holysheep.agent.usage;

/** How the documents of a response say that it ends. */
final class AnswerEnd {
  /** OpenAI's, Mistral's, Anthropic's, Gemini's, Cohere's, Bedrock's and others' names. */
  private static final Words TOKEN_LIMIT_REASONS =
      new Words(
          "length",
          "max_tokens",
          "max_output_tokens",
          "max_completion_tokens",
          "max_new_tokens",
          "max_length",
          "model_length",
          "token_limit",
          "error_limit",
          "context_length_exceeded",
          "model_context_window_exceeded");

  /** OpenRouter's and Cohere's, Zhipu's, DeepSeek's: the model's server gave up. */
  private static final Words ERROR_REASONS =
      new Words("error", "timeout", "network_error", "insufficient_system_resource");

  /** What a template puts where there is no reason. */
  private static final Words NO_REASONS = new Words("", "null", "none");

  private static final Words LAST_EVENTS =
      new Words(
          "message_stop",
          "response.completed",
          "response.incomplete",
          "response.failed",
          "response.cancelled",
          "response.done",
          "message-end",
          "stream-end",
          "interaction.complete",
          "interaction.completed",
          "thread.run.completed",
          "thread.run.incomplete",
          "thread.run.failed",
          "thread.run.cancelled",
          "thread.run.expired",
          "thread.run.requires_action",
          "transcript.text.done",
          "speech.audio.done",
          "image_generation.completed",
          "image_edit.completed",
          "done");

  /** Each shows an image that is finished. */
  private static final Words IMAGE_EVENTS =
      new Words("image_generation.completed", "image_edit.completed");

  private boolean lastEvent;
  private long images = -1;
  private boolean moreFollows;
  private boolean truncated;

  /** Whether the last document with content or with a reason to stop has a reason. */
  private boolean stopped;

  private boolean stoppedInThisDocument;
  private boolean promptRefused;

  void reset() {
    images = -1;
    lastEvent = false;
    moreFollows = false;
    truncated = false;
    stopped = false;
    stoppedInThisDocument = false;
    promptRefused = false;
  }

  void startDocument() {
    stoppedInThisDocument = false;
  }

  /** Content after a reason to stop: another choice goes on, or each event names a reason. */
  void onContent() {
    stopped = stoppedInThisDocument;
  }

  /** Returns whether the reason is an error. */
  boolean onReason(ScalarBuffer reason, boolean last) {
    truncated |= TOKEN_LIMIT_REASONS.contain(reason);
    if (last && !NO_REASONS.contain(reason)) {
      stopped = true;
      stoppedInThisDocument = true;
    }
    return ERROR_REASONS.contain(reason);
  }

  /** Gemini refused the prompt. */
  void onRefusal(ScalarBuffer reason) {
    promptRefused |= !NO_REASONS.contain(reason);
    onReason(reason, true);
  }

  void onEventType(ScalarBuffer type) {
    lastEvent |= LAST_EVENTS.contain(type);
    images = IMAGE_EVENTS.contain(type) ? Math.max(images, 0) + 1 : images;
  }

  /** Data has come of an event with this name. */
  void onEventName(byte[] name, int length) {
    lastEvent |= LAST_EVENTS.contain(name, length);
  }

  /** Ollama's {@code done}, and {@code is_finished} of Cohere's first version. */
  void onDone(boolean done) {
    moreFollows = !done;
    lastEvent |= done;
  }

  /** How many events have each shown an image; -1 for none. */
  long images() {
    return images;
  }

  /** Whether an event has said that it is the last one. */
  boolean hasLastEvent() {
    return lastEvent;
  }

  /** Whether the last document that said so is not the last one. */
  boolean isMoreToCome() {
    return moreFollows;
  }

  boolean hasReasonToStop() {
    return stopped;
  }

  /** Whether a filter refused the prompt, so that the model has got nothing. */
  boolean isPromptRefused() {
    return promptRefused;
  }

  /** Whether the token limit cut the response off. */
  boolean isTruncated() {
    return truncated;
  }
}
