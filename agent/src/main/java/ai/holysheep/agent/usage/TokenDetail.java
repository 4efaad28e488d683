package ai.holysheep.agent.usage;

import java.util.Locale;

/**
 * A part of the input or output tokens that vendors report apart. It is included in them, so never
 * add both.
 */
public enum TokenDetail {
  CACHED_INPUT,
  CACHE_WRITE_INPUT,
  REASONING_OUTPUT,
  AUDIO_INPUT,
  AUDIO_OUTPUT,
  /** A part of {@link #CACHE_WRITE_INPUT}: written for five minutes. */
  CACHE_WRITE_5M_INPUT,
  /** A part of {@link #CACHE_WRITE_INPUT}: written for an hour. */
  CACHE_WRITE_1H_INPUT,
  IMAGE_INPUT,
  IMAGE_OUTPUT,
  /** A part of {@link #CACHED_INPUT} and of {@link #AUDIO_INPUT}. */
  CACHED_AUDIO_INPUT,
  /** A part of {@link #CACHED_INPUT} and of {@link #IMAGE_INPUT}. */
  CACHED_IMAGE_INPUT;

  static final int SIZE = values().length;

  private final boolean output = name().endsWith("_OUTPUT");
  private final String label = name().toLowerCase(Locale.ROOT);

  /** Whether it is a part of the output; else of the input. */
  boolean isOutput() {
    return output;
  }

  /** The value of the label {@code detail} of {@code holysheep_token_details_total}. */
  public String label() {
    return label;
  }
}
