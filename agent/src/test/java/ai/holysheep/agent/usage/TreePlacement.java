package ai.holysheep.agent.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Where the parts of {@link TreeUsage} lie, as a search through a list of all placements. */
record TreePlacement(
    ToLongFunction<String> of, long cached, long written, long created, long reasoning) {

  long[] inputAndOutput() {
    long wholeInput = Math.max(of("prompt"), Math.max(of("input"), of("geminiPrompt")));
    long wholeOutput = Math.max(of("output"), of("candidates"));
    long total = of("total");
    long input = usualInput(wholeInput);
    long output = usualOutput(wholeOutput);
    boolean believed = input >= 0 && output > 0 && input + output == total;
    input = wholeInput < 0 ? input : roomyInput(wholeInput, input, believed);
    boolean within = believed && !isBeside();
    output = reasoning > output && wholeOutput >= 0 && !within ? wholeOutput + reasoning : output;
    if (total < 0) {
      return new long[] {input, output};
    }
    if (input >= 0 && output >= 0) {
      for (long in : inputs(wholeInput, input)) {
        for (long out : outputs(wholeOutput, output)) {
          if (in + out == total && wholeOutput >= 0) {
            return new long[] {in, out};
          }
        }
      }
    }
    long rest = total - Math.max(0, input) - Math.max(0, output);
    if (rest < 0) {
      return new long[] {input, output};
    }
    return input <= 0 ? new long[] {rest, output} : new long[] {input, Math.max(0, output) + rest};
  }

  private long usualInput(long whole) {
    boolean unknown = whole <= 0;
    long usual = of("prompt");
    boolean twice =
        of("input") > 0
            && of("input") == of("prompt")
            && Math.max(0, cached) + Math.max(0, written) <= of("input");
    if ((unknown || of("input") > 0) && !twice) {
      usual = Math.max(usual, TreeUsage.plus(TreeUsage.plus(of("input"), of("read")), created));
    }
    if (unknown || of("geminiPrompt") > 0) {
      usual = Math.max(usual, TreeUsage.plus(of("geminiPrompt"), of("tools")));
    }
    return usual;
  }

  private long roomyInput(long whole, long usual, boolean believed) {
    if (Math.max(cached, written) > usual) {
      return whole + Math.max(0, cached) + Math.max(0, written);
    }
    boolean tooMuch = Math.max(0, cached) + Math.max(0, written) > usual;
    return tooMuch && !believed ? usual + written : usual;
  }

  /** Whether the reasoning is told beside the output alone. */
  private boolean isBeside() {
    return of("beside") == reasoning && of("reasoning") <= 0;
  }

  private long usualOutput(long whole) {
    long usual = of("output");
    if (whole <= 0 || of("candidates") > 0) {
      usual = Math.max(usual, TreeUsage.plus(of("candidates"), of("thoughts")));
    }
    return usual;
  }

  private List<Long> inputs(long whole, long usual) {
    List<Long> inputs = new ArrayList<>(List.of(usual));
    for (long tools : new long[] {0, Math.max(0, of("tools"))}) {
      for (long cachedOnTop : new long[] {0, Math.max(0, cached)}) {
        for (long writtenOnTop : new long[] {0, Math.max(0, written)}) {
          boolean cachedFits = whole >= 0 && (cachedOnTop > 0 || cached <= whole);
          if (cachedFits && (writtenOnTop > 0 || written <= whole)) {
            inputs.add(whole + cachedOnTop + writtenOnTop + tools);
          }
        }
      }
    }
    return inputs;
  }

  private List<Long> outputs(long whole, long usual) {
    return reasoning > whole && (whole <= 0 || isBeside())
        ? List.of(usual, whole + Math.max(0, reasoning))
        : List.of(usual, whole + Math.max(0, reasoning), whole);
  }

  private long of(String role) {
    return of.applyAsLong(role);
  }
}
