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
  /** What can be a text, a number or {@code true}, and is an error then. */
  ERROR(Type.ANY),
  ERROR_TYPE(Type.TEXT),
  ERROR_CODE(Type.TEXT_OR_NUMBER),
  ERROR_STATUS(Type.TEXT),
  /** An object that is an error, and whose key is the error's name. */
  ERROR_NAME(Type.KEY),
  /** The error of one choice. */
  CHOICE_ERROR(Type.KEY),
  CONTENT(Type.PRESENCE),
  /** A reason to stop that another event follows, which is the last one. */
  STOP_REASON(Type.TEXT),
  /** Whether this document is the stream's last. */
  DONE(Type.FLAG),
  /** {@code false} in a document that is an error. */
  SUCCESS(Type.FLAG),
  ANSWER_ID(Type.TEXT),
  ANSWER_KIND(Type.TEXT),
  ANSWER_STATUS(Type.TEXT),
  BACKGROUND(Type.FLAG);

  enum Type {
    COUNT,
    TEXT,
    TEXT_OR_NUMBER,
    FLAG,
    /** A text, a number or a flag. */
    ANY,
    /** A text, or an object whose key matters and that has other fields in it. */
    KEY,
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

  /** Whether its value can be a text that is kept. */
  boolean isText() {
    return type == Type.TEXT || type == Type.TEXT_OR_NUMBER || type == Type.ANY || type == Type.KEY;
  }

  /**
   * The bit of a count, for {@link JsonFieldListener#onKeyOfCounts}; 0 for other fields. Counts
   * must be among the first 32 constants.
   */
  int bit() {
    return type == Type.COUNT ? 1 << ordinal() : 0;
  }
}
