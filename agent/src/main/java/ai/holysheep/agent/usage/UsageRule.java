package ai.holysheep.agent.usage;

import static ai.holysheep.agent.usage.WholeNumber.sum;

/**
 * The rule by which the counts of one answer become its input and its output. It asks for the names
 * of the counts and for the total, never for the vendor or the model: gateways translate one
 * vendor's answers into another's.
 *
 * <ol>
 *   <li>Of several names for one count, the largest count holds.
 *   <li>Cached and written tokens and reasoning lie within input and output. By their names, two
 *       vendors' lie on top: Anthropic's and Bedrock's cache tokens beside {@code input_tokens},
 *       and Gemini's thoughts and tool tokens. {@code input_tokens} that are equal to {@code
 *       prompt_tokens} are these, caches included.
 *   <li>If the sum of input and output is not the total, the parts lie where the sum is the total.
 *   <li>A part that is larger than its whole lies on top, unless the total says that it does not.
 *       Two totals do not count: relays leave cached tokens out that the input has no room for, and
 *       Perplexity leaves reasoning out that it reports beside the output.
 *   <li>If no such sum is the total, what the total has more is output; or input, if no input is
 *       known. A total alone is input.
 *   <li>Counts that are named as billed stand over all others.
 * </ol>
 */
final class UsageRule {
  private static final int CACHED_ON_TOP = 1;
  private static final int WRITTEN_ON_TOP = 2;
  private static final int TOOLS_ON_TOP = 4;
  private static final int PLACEMENTS = 8;

  private final long[] figures;
  private final long cached;
  private final long written;
  private final long reasoning;
  private final long total;
  private long input;
  private long output;

  private UsageRule(long[] figures) {
    this.figures = figures;
    cached =
        max(
            figure(JsonField.CACHED_TOKENS),
            cachedOfModalities(),
            figure(JsonField.CACHE_READ_TOKENS));
    written = max(figure(JsonField.CACHE_WRITE_TOKENS), writtenForATime(), created());
    reasoning =
        max(
            figure(JsonField.REASONING_TOKENS),
            figure(JsonField.SEPARATE_REASONING_TOKENS),
            figure(JsonField.GEMINI_THOUGHTS_TOKENS));
    total = figure(JsonField.TOTAL_TOKENS);
  }

  /** Judges the figures by the ordinals of {@link JsonField}; -1 for those that are missing. */
  static Usage judge(long[] figures) {
    UsageRule rule = new UsageRule(figures);
    rule.place();
    long[] details = TokenDetails.of(figures, rule.cached, rule.written, rule.reasoning);
    return new Usage(rule.input, rule.output, details);
  }

  private void place() {
    input = usualInput();
    output = usualOutput();
    placeLargeParts();
    long billedInput =
        sum(figure(JsonField.BILLED_INPUT_TOKENS), figure(JsonField.BILLED_IMAGE_TOKENS));
    long billedOutput = figure(JsonField.BILLED_OUTPUT_TOKENS);
    if (billedInput > 0 || billedOutput > 0) {
      input = billedInput > 0 ? billedInput : Math.max(input, billedInput);
      output = billedOutput > 0 ? billedOutput : Math.max(output, billedOutput);
    } else if (!fitsTotal()) {
      addWhatTheTotalHasMore();
    }
  }

  /** Puts parts on top that are larger than their whole, and that the total does not include. */
  private void placeLargeParts() {
    boolean fits = input >= 0 && output > 0 && input + output == total;
    if (wholeInput() >= 0) {
      if (Math.max(cached, written) > input) {
        input = sum(wholeInput(), sum(cached, written));
      } else if (!fits && sum(cached, written) > input) {
        input += written;
      }
    }
    if (wholeOutput() >= 0 && reasoning > output && !(fits && isReasoningInTotal())) {
      output = wholeOutput() + reasoning;
    }
  }

  private boolean isReasoningInTotal() {
    return figure(JsonField.REASONING_TOKENS) > 0
        || figure(JsonField.SEPARATE_REASONING_TOKENS) < reasoning;
  }

  /** Input as the names of its counts say. */
  private long usualInput() {
    long whole = wholeInput();
    long usual = figure(JsonField.PROMPT_TOKENS);
    if ((figure(JsonField.INPUT_TOKENS) > 0 || whole <= 0) && !isInputACopy()) {
      long besideCaches = sum(figure(JsonField.INPUT_TOKENS), figure(JsonField.CACHE_READ_TOKENS));
      usual = Math.max(usual, sum(besideCaches, created()));
    }
    if (figure(JsonField.GEMINI_PROMPT_TOKENS) > 0 || whole <= 0) {
      long tools = figure(JsonField.GEMINI_TOOL_TOKENS);
      usual = Math.max(usual, sum(figure(JsonField.GEMINI_PROMPT_TOKENS), tools));
    }
    return usual;
  }

  /** Relays write one figure under both names. Then it includes the caches, if they fit into it. */
  private boolean isInputACopy() {
    long told = figure(JsonField.INPUT_TOKENS);
    return told > 0 && told == figure(JsonField.PROMPT_TOKENS) && sum(cached, written) <= told;
  }

  private long usualOutput() {
    long whole = wholeOutput();
    long candidates = figure(JsonField.GEMINI_CANDIDATES_TOKENS);
    long usual = figure(JsonField.OUTPUT_TOKENS);
    if (candidates > 0 || whole <= 0) {
      usual = Math.max(usual, sum(candidates, figure(JsonField.GEMINI_THOUGHTS_TOKENS)));
    }
    return usual;
  }

  /** The largest input without anything on top. */
  private long wholeInput() {
    return max(
        figure(JsonField.PROMPT_TOKENS),
        figure(JsonField.INPUT_TOKENS),
        figure(JsonField.GEMINI_PROMPT_TOKENS));
  }

  private long wholeOutput() {
    return Math.max(figure(JsonField.OUTPUT_TOKENS), figure(JsonField.GEMINI_CANDIDATES_TOKENS));
  }

  /** Looks for parts' places so that the sum is the total. Begins with the usual ones. */
  private boolean fitsTotal() {
    if (input < 0 || output < 0 || total < 0) {
      return total < 0;
    }
    if (fitsTotal(input)) {
      return true;
    }
    for (int placement = 0; placement < PLACEMENTS; placement++) {
      if (fitsTotal(inputBy(placement))) {
        return true;
      }
    }
    return false;
  }

  private boolean fitsTotal(long placedInput) {
    long whole = wholeOutput();
    if (placedInput < 0 || whole < 0) {
      return false;
    }
    long rest = total - placedInput;
    boolean canLieWithin = reasoning <= whole || whole > 0 && isReasoningInTotal();
    if (rest == output || rest == sum(whole, reasoning) || canLieWithin && rest == whole) {
      input = placedInput;
      output = rest;
      return true;
    }
    return false;
  }

  /** The input if these parts lie on top and the others within it; -1 if these do not fit. */
  private long inputBy(int placement) {
    long whole = wholeInput();
    boolean cachedOnTop = (placement & CACHED_ON_TOP) != 0;
    boolean writtenOnTop = (placement & WRITTEN_ON_TOP) != 0;
    // Tokens that are read and written can be the same ones, so that their sum says nothing.
    if (whole < 0 || Math.max(cachedOnTop ? 0 : cached, writtenOnTop ? 0 : written) > whole) {
      return -1;
    }
    long onTop = sum(cachedOnTop ? cached : -1, writtenOnTop ? written : -1);
    long tools = figure(JsonField.GEMINI_TOOL_TOKENS);
    return sum(sum(whole, onTop), (placement & TOOLS_ON_TOP) != 0 ? tools : -1);
  }

  private void addWhatTheTotalHasMore() {
    long more = total - Math.max(0, input) - Math.max(0, output);
    if (more < 0) {
      return;
    }
    if (input <= 0) {
      input = more + Math.max(0, input);
    } else {
      output = more + Math.max(0, output);
    }
  }

  private long cachedOfModalities() {
    return sum(
        figure(JsonField.CACHED_MODALITY_TOKENS),
        sum(figure(JsonField.CACHED_AUDIO_TOKENS), figure(JsonField.CACHED_IMAGE_TOKENS)));
  }

  private long created() {
    return Math.max(
        figure(JsonField.CACHE_CREATION_TOKENS),
        sum(
            figure(JsonField.CACHE_CREATION_5M_TOKENS),
            figure(JsonField.CACHE_CREATION_1H_TOKENS)));
  }

  private long writtenForATime() {
    return sum(figure(JsonField.CACHE_WRITE_5M_TOKENS), figure(JsonField.CACHE_WRITE_1H_TOKENS));
  }

  private long figure(JsonField field) {
    return figures[field.ordinal()];
  }

  private static long max(long one, long other, long third) {
    return Math.max(Math.max(one, other), third);
  }
}
