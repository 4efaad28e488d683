package ai.holysheep.agent.usage;

import java.util.Arrays;

/** The parts of input and output that the counts of one answer name. */
final class TokenDetails {
  private final long[] figures;
  private final long[] details = new long[TokenDetail.SIZE];

  private TokenDetails(long[] figures) {
    this.figures = figures;
  }

  /**
   * Returns the details by the ordinals of {@link TokenDetail}; -1 for those that are missing.
   *
   * @param figures by the ordinals of {@link JsonField}
   */
  static long[] of(long[] figures, long cached, long written, long reasoning) {
    TokenDetails parts = new TokenDetails(figures);
    Arrays.fill(parts.details, -1);
    parts.set(TokenDetail.CACHED_INPUT, cached);
    parts.set(TokenDetail.CACHE_WRITE_INPUT, written);
    parts.set(TokenDetail.REASONING_OUTPUT, reasoning);
    parts.setWrites();
    parts.setModalities();
    return parts.details;
  }

  private void setWrites() {
    long for5Minutes = figure(JsonField.CACHE_WRITE_5M_TOKENS);
    long for1Hour = figure(JsonField.CACHE_WRITE_1H_TOKENS);
    set(
        TokenDetail.CACHE_WRITE_5M_INPUT,
        Math.max(for5Minutes, figure(JsonField.CACHE_CREATION_5M_TOKENS)));
    set(
        TokenDetail.CACHE_WRITE_1H_INPUT,
        Math.max(for1Hour, figure(JsonField.CACHE_CREATION_1H_TOKENS)));
  }

  private void setModalities() {
    long audio =
        WholeNumber.sum(
            figure(JsonField.AUDIO_INPUT_TOKENS), figure(JsonField.GEMINI_TOOL_AUDIO_TOKENS));
    long images =
        WholeNumber.sum(
            figure(JsonField.IMAGE_INPUT_TOKENS), figure(JsonField.GEMINI_TOOL_IMAGE_TOKENS));
    images = Math.max(images, figure(JsonField.BILLED_IMAGE_TOKENS));
    set(TokenDetail.AUDIO_INPUT, audio);
    set(TokenDetail.IMAGE_INPUT, images);
    set(TokenDetail.AUDIO_OUTPUT, figure(JsonField.AUDIO_OUTPUT_TOKENS));
    set(TokenDetail.IMAGE_OUTPUT, figure(JsonField.IMAGE_OUTPUT_TOKENS));
    set(TokenDetail.CACHED_AUDIO_INPUT, within(audio, figure(JsonField.CACHED_AUDIO_TOKENS)));
    set(TokenDetail.CACHED_IMAGE_INPUT, within(images, figure(JsonField.CACHED_IMAGE_TOKENS)));
  }

  private static long within(long whole, long part) {
    return whole < 0 ? part : Math.min(whole, part);
  }

  private void set(TokenDetail detail, long count) {
    details[detail.ordinal()] = count;
  }

  private long figure(JsonField field) {
    return figures[field.ordinal()];
  }
}
