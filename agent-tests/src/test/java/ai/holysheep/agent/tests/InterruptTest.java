package ai.holysheep.agent.tests;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptTest {
  @TempDir private Path folder;

  @Test
  void survivesAnApplicationThatInterruptsEveryThread() {
    InterruptContract.check(command(Jdks.running()), folder.toString());
    Jdks.jdk25().ifPresent(jdk -> InterruptContract.check(command(jdk), folder.toString()));
  }

  @Test
  void survivesInterruptsFromItsFirstMoment() {
    InterruptContract.checkStorm(command(Jdks.running()), folder.toString());
  }

  private static List<String> command(Path jdk) {
    return List.of(jdk.resolve("bin/java").toString());
  }
}
