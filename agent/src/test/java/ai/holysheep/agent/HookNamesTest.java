package ai.holysheep.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.instrumentation.Hooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bare transformer must know the hook classes' names without loading the core. */
class HookNamesTest {
  @Test
  void theBareTransformerKnowsTheHookClassesAndNoOthers() throws IOException {
    String source =
        Files.readString(Path.of("src/main/java/ai/holysheep/agent/HolySheepAgent.java"));
    List<String> names =
        Pattern.compile("case \"([^\"]+)\":")
            .matcher(source)
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(names).containsExactlyInAnyOrderElementsOf(Hooks.classNames());
    assertThat(names).allMatch(HolySheepAgent::isHook);
    assertThat(HolySheepAgent.isHook("java/lang/String")).isFalse();
  }

  @Test
  void everyHooksHandlerExists() throws IOException {
    String table =
        Files.readString(Path.of("src/main/java/ai/holysheep/agent/instrumentation/Hooks.java"));
    Matcher handlers = Pattern.compile("\"([a-z0-9]+)\\.([A-Z][A-Za-z]+Handler)\"").matcher(table);
    int found = 0;
    while (handlers.find()) {
      found++;
      assertThat(
              Path.of(
                  "target/classes/ai/holysheep/agent/adapter",
                  handlers.group(1),
                  handlers.group(2) + ".class"))
          .exists();
    }
    assertThat(found).isGreaterThan(5);
  }
}
