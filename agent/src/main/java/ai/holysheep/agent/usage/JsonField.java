package ai.holysheep.agent.usage;

/**
 * The meaning of a value in a JSON document. {@code paths.txt} lists where each field can be.
 * {@link UsageRule} says how the counts add up.
 */
enum JsonField {
  /** Input, with all tokens from and to a cache. */
  PROMPT_TOKENS(Type.COUNT),
  /** Input, without the tokens of {@code CACHE_READ_TOKENS} and {@code CACHE_CREATION_TOKENS}. */
  INPUT_TOKENS(Type.COUNT),
  /** Input, without {@code GEMINI_TOOL_TOKENS}. */
  GEMINI_PROMPT_TOKENS(Type.COUNT),
  GEMINI_TOOL_TOKENS(Type.COUNT),
  /** The input that the vendor bills. */
  BILLED_INPUT_TOKENS(Type.COUNT),
  BILLED_IMAGE_TOKENS(Type.COUNT),
  /** Output, with reasoning. */
  OUTPUT_TOKENS(Type.COUNT),
  /** Output, without {@code GEMINI_THOUGHTS_TOKENS}. */
  GEMINI_CANDIDATES_TOKENS(Type.COUNT),
  GEMINI_THOUGHTS_TOKENS(Type.COUNT),
  /** The output that the vendor bills. */
  BILLED_OUTPUT_TOKENS(Type.COUNT),
  TOTAL_TOKENS(Type.COUNT),
  CACHED_TOKENS(Type.COUNT),
  /** A part of the cached tokens: those of one modality. */
  CACHED_MODALITY_TOKENS(Type.PART),
  CACHE_READ_TOKENS(Type.COUNT),
  CACHE_WRITE_TOKENS(Type.COUNT),
  CACHE_WRITE_5M_TOKENS(Type.COUNT),
  CACHE_WRITE_1H_TOKENS(Type.COUNT),
  CACHE_CREATION_TOKENS(Type.COUNT),
  CACHE_CREATION_5M_TOKENS(Type.COUNT),
  CACHE_CREATION_1H_TOKENS(Type.COUNT),
  /** A part of the cached tokens and of the input's tokens of audio. */
  CACHED_AUDIO_TOKENS(Type.COUNT),
  /** A part of the cached tokens and of the input's tokens of images. */
  CACHED_IMAGE_TOKENS(Type.COUNT),
  REASONING_TOKENS(Type.COUNT),
  /** Reasoning beside the output. The total can leave it out if the output does not include it. */
  SEPARATE_REASONING_TOKENS(Type.COUNT),
  AUDIO_INPUT_TOKENS(Type.COUNT),
  AUDIO_OUTPUT_TOKENS(Type.COUNT),
  IMAGE_INPUT_TOKENS(Type.COUNT),
  IMAGE_OUTPUT_TOKENS(Type.COUNT),
  GEMINI_TOOL_AUDIO_TOKENS(Type.COUNT),
  GEMINI_TOOL_IMAGE_TOKENS(Type.COUNT),
  /** Searches that the vendor's server has made; also of a list, of which each element is one. */
  WEB_SEARCHES(Type.COUNT),
  /** An event for each search: the events add up. */
  WEB_SEARCH_EVENTS(Type.COUNT),
  /** A list of searches, each of which is a text. */
  WEB_SEARCH_QUERIES(Type.TALLY),
  /** The data or the address of an image that the model has made: each text is one. */
  IMAGES(Type.TALLY),
  /** How long the audio is, as it is billed. */
  AUDIO_SECONDS(Type.THOUSANDTHS),
  /** How long the audio is, if nothing says how it is billed. */
  AUDIO_DURATION(Type.THOUSANDTHS),
  /** Pages that a model has read. */
  PAGES(Type.COUNT),
  /** What an element of a list that counts has done, and whether it has: no other text counts. */
  ELEMENT_STATE(Type.TEXT),
  SERVICE_TIER(Type.TEXT),
  /** What the call costs, in USD. */
  COST_USD(Type.DECIMAL),
  COST_MILLICENTS(Type.DECIMAL),
  /** In 10^-10 USD. */
  COST_USD_TICKS(Type.DECIMAL),
  /** What the model's vendor takes, of which {@code COST_USD} can be only the relay's fee. */
  UPSTREAM_COST_USD(Type.DECIMAL),
  /** Whether {@code COST_USD} is only the relay's fee. */
  OWN_KEY(Type.FLAG),
  /** Each element has the usage of one of the model's turns. */
  ITERATIONS(Type.ELEMENTS),
  ITERATION_MODEL(Type.TEXT),
  ITERATION_TYPE(Type.TEXT),
  /** The text that decides which field {@code CHOSEN_TOKENS} of the same element is. */
  CHOICE(Type.TEXT),
  CHOSEN_TOKENS(Type.COUNT),
  MODEL(Type.TEXT),
  FINISH_REASON(Type.TEXT),
  /** Why the prompt was refused, which is a reason to stop. */
  REFUSAL_REASON(Type.TEXT),
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
  BACKGROUND(Type.FLAG),
  /** Of a request: how large an image to make, and how well. */
  IMAGE_SIZE(Type.TEXT),
  IMAGE_QUALITY(Type.TEXT),
  /** Of a request: whom it is made for. The first of these that is named holds. */
  USER(Type.TEXT_OR_NUMBER),
  METADATA_USER(Type.TEXT_OR_NUMBER),
  SAFETY_IDENTIFIER(Type.TEXT_OR_NUMBER);

  enum Type {
    COUNT,
    /** A count that adds up with the other counts of its field. */
    PART,
    /** A number that need not be whole, in thousandths. */
    THOUSANDTHS,
    /** A text, or a list of texts, which are counted and not kept. */
    TALLY,
    /** An amount of money, as a number or as a text. */
    DECIMAL,
    /** A list whose elements are told apart. */
    ELEMENTS,
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

  JsonField(Type type) {
    this.type = type;
  }

  /** Whether its value can be a text that is kept. */
  boolean isText() {
    return type == Type.TEXT
        || type == Type.TEXT_OR_NUMBER
        || type == Type.DECIMAL
        || type == Type.ANY
        || type == Type.KEY;
  }

  /** Whether only a number can be its value. */
  boolean isNumber() {
    return type == Type.COUNT || type == Type.DECIMAL || type == Type.THOUSANDTHS;
  }

  /** Whether it counts tokens; otherwise {@link UnitCounts} has it. */
  boolean isOfTokens() {
    return compareTo(WEB_SEARCHES) < 0 || compareTo(PAGES) > 0;
  }

  /** Whether each of its paths has a place of its own among the counts of a response. */
  boolean hasSlot() {
    return type == Type.PART
        || type == Type.TALLY
        || type == Type.THOUSANDTHS
        || type == Type.ELEMENTS
        || type == Type.COUNT && this != CHOSEN_TOKENS;
  }
}
