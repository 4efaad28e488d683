package ai.holysheep.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which method is a call's entry: on the stacks in {@code entries.txt}, and on deep ones. */
class EntryTest {
  private static String entry(List<String> frames) {
    CallSite site = ListedStack.site(null, null, frames);
    return site == null ? "nothing" : site.entry;
  }

  /** A paragraph for each stack: its name, its entry, its frames. */
  static Stream<Arguments> stacks() throws IOException {
    List<Arguments> stacks = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                EntryTest.class.getResourceAsStream("entries.txt"), StandardCharsets.UTF_8))) {
      List<String> paragraph = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          paragraph.add(line.strip());
        } else if (!paragraph.isEmpty()) {
          stacks.add(stack(paragraph));
          paragraph.clear();
        }
      }
      stacks.add(stack(paragraph));
    }
    return stacks.stream();
  }

  private static Arguments stack(List<String> paragraph) {
    String expected = paragraph.get(1).substring("entry ".length());
    List<String> frames = new ArrayList<>(paragraph.subList(2, paragraph.size()));
    frames.add(0, "okhttp3.RealCall.execute");
    return Arguments.of(paragraph.get(0), frames, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void isWhatAPersonCallsTheFeature(String name, List<String> frames, String expected) {
    assertThat(entry(frames)).isEqualTo(expected);
  }

  @Test
  void isTheOutermostMethodOfADeepStack() {
    List<String> frames = new ArrayList<>(Collections.nCopies(300, "com.shop.Tree.visit"));
    frames.addAll(Collections.nCopies(100, "reactor.core.X.onNext"));
    frames.add("com.shop.Crawler.run");

    assertThat(entry(frames)).isEqualTo("com.shop.Crawler.run");
  }

  @Test
  void isTheOutermostMethodWithinTheBound() {
    List<String> frames = new ArrayList<>(Collections.nCopies(600, "com.shop.Tree.visit"));
    frames.add("com.shop.Crawler.run");

    assertThat(entry(frames)).isEqualTo("com.shop.Tree.visit");
  }

  @Test
  void nothingBehindADispatcherIsReadOnceTheCallerIsFound() {
    List<String> frames = new ArrayList<>(List.of("com.shop.ChatController.post"));
    frames.addAll(
        Collections.nCopies(200, "org.springframework.web.servlet.DispatcherServlet.service"));
    List<String> read = new ArrayList<>();
    ListedStack stack = new ListedStack(frames);
    CallerSearch<String> search = new CallerSearch<>(ListedStack.libraries(null, null), stack);
    stack.visit(
        frame -> {
          read.add(frame);
          return search.accept(frame);
        });

    assertThat(read).hasSize(25);
  }

  @Test
  void eachRuleIsForALibrarysClasses() throws IOException {
    Libraries libraries = ListedStack.libraries(null, null);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Libraries.class.getResourceAsStream("libraries.txt"), StandardCharsets.UTF_8))) {
      assertThat(lines.lines().filter(line -> line.matches("(dispatcher|proceed|advice) .*")))
          .hasSizeGreaterThan(60)
          .allSatisfy(
              line ->
                  assertThat(libraries.roleOf(line.split(" ")[1]).owner)
                      .isIn(Owner.LIBRARY, Owner.LANGUAGE));
    }
  }
}
