package ai.holysheep.agent.report.ledger;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The keys of a line of the ledger that reports read. */
public enum Field {
  TIMESTAMP(Kind.TIME, true),
  MODEL(Kind.NAME, true),
  ERROR_TYPE(Kind.NAME, true),
  LATENCY_MS(Kind.MILLIS, true),
  ENDPOINT(Kind.NAME, true),
  CALLER(Kind.NAME, true),
  INPUT_TOKENS(Kind.COUNT, true),
  OUTPUT_TOKENS(Kind.COUNT, true),
  CACHED_INPUT_TOKENS(Kind.COUNT, true),
  CACHE_WRITE_INPUT_TOKENS(Kind.COUNT, true),
  CACHE_WRITE_1H_INPUT_TOKENS(Kind.COUNT, true),
  TOTAL_COST(Kind.USD, true),
  PART(Kind.FLAG, true),

  RESPONSE_MODEL(Kind.NAME),
  REASONING_TOKENS(Kind.COUNT),
  INPUT_COST(Kind.USD),
  OUTPUT_COST(Kind.USD),
  STATUS_CODE(Kind.NAME),
  ERROR_CODE(Kind.NAME),
  TTFT_MS(Kind.MILLIS),
  CLIENT(Kind.NAME),
  REQUEST_ID(Kind.NAME),
  COST_INPUT(Kind.USD),
  COST_CACHED_INPUT(Kind.USD),
  COST_CACHE_WRITE(Kind.USD),
  COST_OUTPUT(Kind.USD),
  COST_REASONING(Kind.USD),
  COST_AUDIO(Kind.USD),
  COST_IMAGE(Kind.USD),
  COST_TOOL(Kind.USD),
  COST_REQUEST(Kind.USD),
  AUDIO_INPUT_TOKENS(Kind.COUNT),
  AUDIO_OUTPUT_TOKENS(Kind.COUNT),
  IMAGE_INPUT_TOKENS(Kind.COUNT),
  IMAGE_OUTPUT_TOKENS(Kind.COUNT),
  CACHED_AUDIO_INPUT_TOKENS(Kind.COUNT),
  CACHED_IMAGE_INPUT_TOKENS(Kind.COUNT),
  WEB_SEARCHES(Kind.COUNT),
  SERVICE_TIER(Kind.NAME),
  SERVICE(Kind.NAME),
  HOST(Kind.NAME),
  LABELS(Kind.NAMES),
  HEADERS(Kind.NAMES),
  USER(Kind.NAME),
  API_KEY(Kind.NAME),
  ENTRY(Kind.NAME),
  TRACE_ID(Kind.NAME),
  WASTE(Kind.NAME),
  IMAGES(Kind.COUNT),
  AUDIO_SECONDS(Kind.SECONDS),
  PAGES(Kind.COUNT),
  IMAGE_FORM(Kind.NAME);

  enum Kind {
    TIME,
    NAME,
    COUNT,
    USD,
    MILLIS,
    /** With three decimals, as milliseconds. */
    SECONDS,
    FLAG,
    /** An object whose values are names. */
    NAMES
  }

  /** Files of the first agents have these keys, and every report reads them. */
  static final Set<Field> ALWAYS = always();

  /** What other prices need besides what every report reads. */
  public static final Set<Field> PRICES =
      Collections.unmodifiableSet(
          EnumSet.of(
              REASONING_TOKENS,
              AUDIO_INPUT_TOKENS,
              AUDIO_OUTPUT_TOKENS,
              IMAGE_INPUT_TOKENS,
              IMAGE_OUTPUT_TOKENS,
              CACHED_AUDIO_INPUT_TOKENS,
              CACHED_IMAGE_INPUT_TOKENS,
              WEB_SEARCHES,
              IMAGES,
              AUDIO_SECONDS,
              PAGES,
              IMAGE_FORM,
              SERVICE_TIER));

  static final int SIZE = values().length;

  final Kind kind;

  /**
   * Whether a line is the agent's only if the agent can have written this value. A wrong value of
   * another key is unknown: whether a line counts must not depend on the keys that a report asks
   * for.
   */
  final boolean strict;

  private final String key = name().toLowerCase(Locale.ROOT);

  Field(Kind kind) {
    this(kind, false);
  }

  Field(Kind kind, boolean strict) {
    this.kind = kind;
    this.strict = strict;
  }

  /** As it is in the ledger. */
  public String key() {
    return key;
  }

  private static Set<Field> always() {
    Set<Field> always = EnumSet.noneOf(Field.class);
    for (Field field : values()) {
      if (field.strict) {
        always.add(field);
      }
    }
    return Collections.unmodifiableSet(always);
  }
}
