package ai.holysheep.agent.usage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counts that a body has given so far. Streams report running totals, so a count of a later
 * document replaces that of an earlier one; counts that a document does not give stay. Within one
 * document the last of equal keys counts, and everything below an earlier one is void. Also knows
 * how each vendor's counts add up to input and output.
 */
final class UsageCounts {
  private static final JsonField[] FIELDS = JsonField.values();

  private final long[] counts = new long[JsonField.SIZE];

  /** The counts before the current document. */
  private final long[] countsBefore = new long[JsonField.SIZE];

  /** Whether any count was set since the last reset. */
  private boolean isAnySet;

  /** Whether {@link #countsBefore} is that of the current document. */
  private boolean isSaved;

  void reset() {
    Arrays.fill(counts, -1);
    Arrays.fill(countsBefore, -1);
    isAnySet = false;
    isSaved = false;
  }

  void startDocument() {
    isSaved = false;
  }

  /** Makes void what the current document gave for these counts. */
  void restore(int countBits) {
    if (isSaved) {
      for (int bits = countBits; bits != 0; bits &= bits - 1) {
        int field = Integer.numberOfTrailingZeros(bits);
        counts[field] = countsBefore[field];
      }
    } else {
      // The first such key of the document: nothing is void yet.
      isSaved = true;
      if (isAnySet) {
        System.arraycopy(counts, 0, countsBefore, 0, counts.length);
      }
    }
  }

  void set(JsonField field, long count) {
    counts[field.ordinal()] = count;
    isAnySet = true;
  }

  /** The usage, or {@code null} if there are no counts. */
  @Nullable Usage usage() {
    for (int i = 0; isAnySet && i < counts.length; i++) {
      if (counts[i] >= 0) {
        return toUsage();
      }
    }
    return null;
  }

  /** The keys of the response, not its model, decide which vendor's rules apply. */
  private Usage toUsage() {
    long prompt = count(JsonField.PROMPT_TOKENS);
    long completion = count(JsonField.COMPLETION_TOKENS);
    if (prompt >= 0 || completion >= 0) {
      return new Usage(prompt, openAiOutput(prompt, completion), details());
    }
    long geminiPrompt = count(JsonField.GEMINI_PROMPT_TOKENS);
    long geminiOutput =
        sum(count(JsonField.GEMINI_CANDIDATES_TOKENS), count(JsonField.GEMINI_THOUGHTS_TOKENS));
    if (geminiPrompt >= 0 || geminiOutput >= 0) {
      long geminiInput = sum(geminiPrompt, count(JsonField.GEMINI_TOOL_TOKENS));
      return new Usage(geminiInput, geminiOutput, details());
    }
    // Anthropic's input_tokens exclude cached tokens, those of OpenAI's Responses include them.
    // Only
    // Anthropic has these cache fields.
    long cached = sum(count(JsonField.CACHE_READ_TOKENS), count(JsonField.CACHE_WRITE_TOKENS));
    long input = sum(count(JsonField.INPUT_TOKENS), cached);
    return new Usage(input, count(JsonField.OUTPUT_TOKENS), details());
  }

  /**
   * A total above the sum of its parts includes hidden output: Gemini's thinking, behind a gateway
   * that answers in OpenAI's shape.
   */
  private long openAiOutput(long prompt, long completion) {
    return prompt < 0 ? completion : Math.max(completion, count(JsonField.TOTAL_TOKENS) - prompt);
  }

  /** A detail that several fields give has the largest of their counts. */
  private long[] details() {
    long[] details = new long[TokenDetail.SIZE];
    Arrays.fill(details, -1);
    for (JsonField field : FIELDS) {
      if (field.detail != null) {
        int detail = field.detail.ordinal();
        details[detail] = Math.max(details[detail], count(field));
      }
    }
    return details;
  }

  private long count(JsonField field) {
    return counts[field.ordinal()];
  }

  /** The sum of the counts that are known; -1 if both are missing. */
  private static long sum(long one, long other) {
    return one < 0 ? other : other < 0 ? one : one + other;
  }
}
