package ai.holysheep.agent.usage;

/**
 * What a place in a JSON document can mean to us: a figure, a short text, or the mere presence of
 * content.
 */
enum Field {
  PROMPT_TOKENS(Type.COUNT),
  COMPLETION_TOKENS(Type.COUNT),
  TOTAL_TOKENS(Type.COUNT),
  INPUT_TOKENS(Type.COUNT),
  OUTPUT_TOKENS(Type.COUNT),
  CACHED_TOKENS(Type.COUNT),
  CACHE_READ_TOKENS(Type.COUNT),
  CACHE_WRITE_TOKENS(Type.COUNT),
  REASONING_TOKENS(Type.COUNT),
  AUDIO_INPUT_TOKENS(Type.COUNT),
  AUDIO_OUTPUT_TOKENS(Type.COUNT),
  GEMINI_PROMPT_TOKENS(Type.COUNT),
  GEMINI_TOOL_TOKENS(Type.COUNT),
  GEMINI_CANDIDATES_TOKENS(Type.COUNT),
  GEMINI_THOUGHTS_TOKENS(Type.COUNT),
  MODEL(Type.TEXT),
  FINISH_REASON(Type.TEXT),
  EVENT_TYPE(Type.TEXT),
  /** At the top level, where it only counts in an event that says that it is an error. */
  EVENT_CODE(Type.NAME),
  ERROR(Type.TEXT),
  ERROR_TYPE(Type.TEXT),
  ERROR_CODE(Type.NAME),
  ERROR_STATUS(Type.TEXT),
  CONTENT(Type.PRESENCE);

  enum Type {
    COUNT,
    TEXT,
    /** A text, or a number that stands for one. */
    NAME,
    PRESENCE
  }

  static final int SIZE = values().length;

  final Type type;

  Field(Type type) {
    this.type = type;
  }

  /** The bit by which {@link JsonFieldListener#begins} names a count. */
  int bit() {
    return type == Type.COUNT ? 1 << ordinal() : 0;
  }
}
