package ai.holysheep.agent.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineTest {
  private static final String PREFIX = "[holysheep-agent] ";

  @Test
  void nothingInALineBeginsAnotherOrControlsATerminal() {
    String forged = "a\nb\r\tc\u001b[31m\u0000\u009b\u2028\u2029\u202e\u0085d é 模型 😀";

    assertThat(LogLine.of(forged)).isEqualTo(PREFIX + "a?b??c?[31m??????d é 模型 😀");
  }

  @Test
  void aLongLineIsCutBetweenCharacters() {
    String whole = "x".repeat(LogLine.MAX_LENGTH);
    assertThat(LogLine.of(whole)).isEqualTo(PREFIX + whole);

    assertThat(LogLine.of(whole + "y")).isEqualTo(PREFIX + whole + "...");

    String before = "x".repeat(LogLine.MAX_LENGTH - 1);
    assertThat(LogLine.of(before + "😀")).isEqualTo(PREFIX + before + "...");
  }

  @Test
  void aTraceNamesItsCauses() {
    String trace =
        LogLine.trace(new IllegalStateException("outer\nforged", new RuntimeException("inner")));

    assertThat(trace.lines().toList())
        .contains(
            "java.lang.IllegalStateException: outer?forged",
            "Caused by: java.lang.RuntimeException: inner")
        .anyMatch(line -> line.startsWith("\tat ") && line.contains("aTraceNamesItsCauses"));
  }

  @Test
  void aTraceOfAnyDepthIsBounded() {
    StackOverflowError deep = new StackOverflowError();
    StackTraceElement[] frames = new StackTraceElement[100_000];
    java.util.Arrays.fill(frames, new StackTraceElement("a.B", "c", "B.java", 1));
    deep.setStackTrace(frames);
    Throwable circular = new RuntimeException("circle", deep);
    deep.initCause(circular);

    assertThat(LogLine.trace(circular)).hasSizeBetween(1_000, 20_000);
  }
}
