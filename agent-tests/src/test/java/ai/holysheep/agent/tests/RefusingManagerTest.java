package ai.holysheep.agent.tests;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefusingManagerTest {
  @Test
  void doesNotDisturbTheApplication() {
    RefusingManagerContract.check(
        List.of(Jdks.running().resolve("bin/java").toString(), "-Djava.security.manager=allow"),
        List.of("java.net.http", "okhttp", "apache4", "apache5", "urlconnection"));
  }
}
