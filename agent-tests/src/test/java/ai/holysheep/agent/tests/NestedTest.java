package ai.holysheep.agent.tests;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An unwatched call from within a watched one is no part of it. */
@Tag("matrix")
class NestedTest {
  @Test
  void callsWithinCallsAreTheirOwn() {
    ShortContract.check(
        List.of(Jdks.running().resolve("bin/java").toString()),
        Clients.classPathOfEach(),
        "NestedProgram",
        "okhttp");
  }
}
