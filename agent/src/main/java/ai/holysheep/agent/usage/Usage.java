package ai.holysheep.agent.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What an answer said of itself. Immutable; -1 for a figure that it did not give. */
public final class Usage {
  /** Figures above this are not believed. */
  static final long ABSURD = 1_000_000_000_000L;

  private static final BigDecimal ABSURD_DECIMAL = BigDecimal.valueOf(ABSURD);

  public final long input;
  public final long output;
  public final long cachedInput;
  public final long cacheWriteInput;
  public final long reasoningOutput;
  public final long audioInput;
  public final long audioOutput;

  Usage(long[] counts) {
    long prompt = counts[Field.PROMPT_TOKENS.ordinal()];
    long completion = counts[Field.COMPLETION_TOKENS.ordinal()];
    long cacheRead = counts[Field.CACHE_READ_TOKENS.ordinal()];
    cacheWriteInput = counts[Field.CACHE_WRITE_TOKENS.ordinal()];
    long gemini = sum(counts, Field.GEMINI_CANDIDATES_TOKENS, Field.GEMINI_THOUGHTS_TOKENS);
    if (prompt >= 0 || completion >= 0) {
      input = prompt;
      output = openAiOutput(prompt, completion, counts[Field.TOTAL_TOKENS.ordinal()]);
    } else if (gemini >= 0 || counts[Field.GEMINI_PROMPT_TOKENS.ordinal()] >= 0) {
      input = sum(counts, Field.GEMINI_PROMPT_TOKENS, Field.GEMINI_TOOL_TOKENS);
      output = gemini;
    } else {
      // Anthropic counts cached tokens beside input_tokens, OpenAI's Responses within them: the
      // first has these fields.
      input = sum(counts, Field.INPUT_TOKENS, Field.CACHE_READ_TOKENS, Field.CACHE_WRITE_TOKENS);
      output = counts[Field.OUTPUT_TOKENS.ordinal()];
    }
    cachedInput = Math.max(counts[Field.CACHED_TOKENS.ordinal()], cacheRead);
    reasoningOutput =
        Math.max(
            counts[Field.REASONING_TOKENS.ordinal()],
            counts[Field.GEMINI_THOUGHTS_TOKENS.ordinal()]);
    audioInput = counts[Field.AUDIO_INPUT_TOKENS.ordinal()];
    audioOutput = counts[Field.AUDIO_OUTPUT_TOKENS.ordinal()];
  }

  /**
   * A total above the sum of its parts hides output: Gemini's thinking behind an OpenAI-shaped
   * front.
   */
  private static long openAiOutput(long prompt, long completion, long total) {
    return prompt < 0 ? completion : Math.max(completion, total - prompt);
  }

  private static long sum(long[] counts, Field... fields) {
    long sum = -1;
    for (Field field : fields) {
      long count = counts[field.ordinal()];
      sum = count < 0 ? sum : Math.max(sum, 0) + count;
    }
    return sum;
  }

  /**
   * A count as text, a header's value say: a whole number from 0 to 10^12, perhaps written as
   * {@code 42.0} or {@code 1e3}; -1 for anything else.
   */
  public static long count(@Nullable String text) {
    if (text == null || text.length() > 40) {
      return -1;
    }
    long plain = digits(text);
    return plain >= 0 ? plain : decimal(text);
  }

  /** What nearly every figure is, read without an allocation; -1 for anything else. */
  private static long digits(String text) {
    long n = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      n = n * 10 + digit;
      if (digit < 0 || digit > 9 || n > ABSURD) {
        return -1;
      }
    }
    return n;
  }

  private static long decimal(String text) {
    try {
      BigDecimal number = new BigDecimal(text.trim());
      boolean whole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
      return number.signum() >= 0
              && whole
              && Math.abs(number.scale()) <= 40
              && number.compareTo(ABSURD_DECIMAL) <= 0
          ? number.longValue()
          : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
