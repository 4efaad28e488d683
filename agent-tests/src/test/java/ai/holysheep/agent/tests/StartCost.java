package ai.holysheep.agent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.tests.program.EmptyAgent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent adds to a JVM from its start to its end, against an agent that does nothing. The
 * two run in turn, so that a busy machine slows both; the figures are medians of the differences.
 *
 * @param millis wall time
 * @param peakMegabytes resident memory at its highest; 0 for programs that do not print it
 */
public record StartCost(double millis, double peakMegabytes) {
  private static final Pattern PEAK = Pattern.compile("PEAK (\\d+) kB");

  private record Run(double millis, double megabytes) {}

  /**
   * @param program the arguments of {@code java} behind the agent
   */
  public static StartCost of(List<String> program, int rounds, Path folder) throws Exception {
    String empty = TestAgent.option(EmptyAgent.class, folder);
    double[] millis = new double[rounds];
    double[] megabytes = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      Run without = run(empty, program);
      Run with = run(ForkedJvm.watching(), program);
      millis[i] = with.millis - without.millis;
      megabytes[i] = with.megabytes - without.megabytes;
    }
    StartCost cost = new StartCost(median(millis), median(megabytes));
    System.out.println(program.get(program.size() - 1) + ": " + cost);
    return cost;
  }

  private static Run run(String agent, List<String> program) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Jdks.running().resolve("bin/java").toString());
    command.add(agent);
    command.addAll(program);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isZero();
    double millis = (System.nanoTime() - start) / 1e6;
    Matcher peak = PEAK.matcher(output);
    return new Run(millis, peak.find() ? Long.parseLong(peak.group(1)) / 1024.0 : 0);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
