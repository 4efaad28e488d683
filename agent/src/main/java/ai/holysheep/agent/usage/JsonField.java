package ai.holysheep.agent.usage;

import org.jspecify.annotations.Nullable;

/** The meaning of a value in a JSON document. {@code paths.txt} lists where each field can be. */
enum JsonField {
  PROMPT_TOKENS(Type.COUNT),
  COMPLETION_TOKENS(Type.COUNT),
  TOTAL_TOKENS(Type.COUNT),
  INPUT_TOKENS(Type.COUNT),
  OUTPUT_TOKENS(Type.COUNT),
  CACHED_TOKENS(TokenDetail.CACHED_INPUT),
  CACHE_READ_TOKENS(TokenDetail.CACHED_INPUT),
  CACHE_WRITE_TOKENS(TokenDetail.CACHE_WRITE_INPUT),
  REASONING_TOKENS(TokenDetail.REASONING_OUTPUT),
  AUDIO_INPUT_TOKENS(TokenDetail.AUDIO_INPUT),
  AUDIO_OUTPUT_TOKENS(TokenDetail.AUDIO_OUTPUT),
  GEMINI_PROMPT_TOKENS(Type.COUNT),
  GEMINI_TOOL_TOKENS(Type.COUNT),
  GEMINI_CANDIDATES_TOKENS(Type.COUNT),
  GEMINI_THOUGHTS_TOKENS(TokenDetail.REASONING_OUTPUT),
  MODEL(Type.TEXT),
  FINISH_REASON(Type.TEXT),
  EVENT_TYPE(Type.TEXT),
  /** A code at the top level: the error's code if the event says that it is an error. */
  EVENT_CODE(Type.TEXT_OR_NUMBER),
  ERROR(Type.TEXT),
  ERROR_TYPE(Type.TEXT),
  ERROR_CODE(Type.TEXT_OR_NUMBER),
  ERROR_STATUS(Type.TEXT),
  CONTENT(Type.PRESENCE);

  enum Type {
    COUNT,
    TEXT,
    TEXT_OR_NUMBER,
    /** A text that is not kept: only whether it is empty matters. */
    PRESENCE
  }

  static final int SIZE = values().length;

  final Type type;

  /** The detail that a count gives; {@code null} for other counts and other fields. */
  final @Nullable TokenDetail detail;

  JsonField(Type type) {
    this.type = type;
    detail = null;
  }

  JsonField(TokenDetail detail) {
    type = Type.COUNT;
    this.detail = detail;
  }

  /**
   * The bit of a count, for {@link JsonFieldListener#onKeyOfCounts}; 0 for other fields. Counts
   * must be among the first 32 constants.
   */
  int bit() {
    return type == Type.COUNT ? 1 << ordinal() : 0;
  }
}
