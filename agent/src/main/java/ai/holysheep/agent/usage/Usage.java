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
}
