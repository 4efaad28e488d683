package ai.holysheep.agent.usage;

/** What an answer said of itself. Immutable; -1 for a figure that it did not give. */
public final class Usage {
  public final long input;
  public final long output;
  public final long cachedInput;
  public final long cacheWriteInput;
  public final long reasoningOutput;
  public final long audioInput;
  public final long audioOutput;

  Usage(long[] counts) {
    long prompt = counts[JsonField.PROMPT_TOKENS.ordinal()];
    long completion = counts[JsonField.COMPLETION_TOKENS.ordinal()];
    long cacheRead = counts[JsonField.CACHE_READ_TOKENS.ordinal()];
    cacheWriteInput = counts[JsonField.CACHE_WRITE_TOKENS.ordinal()];
    long gemini = sum(counts, JsonField.GEMINI_CANDIDATES_TOKENS, JsonField.GEMINI_THOUGHTS_TOKENS);
    if (prompt >= 0 || completion >= 0) {
      input = prompt;
      output = openAiOutput(prompt, completion, counts[JsonField.TOTAL_TOKENS.ordinal()]);
    } else if (gemini >= 0 || counts[JsonField.GEMINI_PROMPT_TOKENS.ordinal()] >= 0) {
      input = sum(counts, JsonField.GEMINI_PROMPT_TOKENS, JsonField.GEMINI_TOOL_TOKENS);
      output = gemini;
    } else {
      // Anthropic counts cached tokens beside input_tokens, OpenAI's Responses within them: the
      // first has these fields.
      input =
          sum(
              counts,
              JsonField.INPUT_TOKENS,
              JsonField.CACHE_READ_TOKENS,
              JsonField.CACHE_WRITE_TOKENS);
      output = counts[JsonField.OUTPUT_TOKENS.ordinal()];
    }
    cachedInput = Math.max(counts[JsonField.CACHED_TOKENS.ordinal()], cacheRead);
    reasoningOutput =
        Math.max(
            counts[JsonField.REASONING_TOKENS.ordinal()],
            counts[JsonField.GEMINI_THOUGHTS_TOKENS.ordinal()]);
    audioInput = counts[JsonField.AUDIO_INPUT_TOKENS.ordinal()];
    audioOutput = counts[JsonField.AUDIO_OUTPUT_TOKENS.ordinal()];
  }

  /**
   * A total above the sum of its parts hides output: Gemini's thinking behind an OpenAI-shaped
   * front.
   */
  private static long openAiOutput(long prompt, long completion, long total) {
    return prompt < 0 ? completion : Math.max(completion, total - prompt);
  }

  private static long sum(long[] counts, JsonField... fields) {
    long sum = -1;
    for (JsonField field : fields) {
      long count = counts[field.ordinal()];
      sum = count < 0 ? sum : Math.max(sum, 0) + count;
    }
    return sum;
  }
}
