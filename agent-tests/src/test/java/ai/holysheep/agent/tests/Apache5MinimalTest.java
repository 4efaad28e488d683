package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;

@Tag("matrix")
class Apache5MinimalTest extends ClientContract {
  Apache5MinimalTest() {
    super("Apache5MinimalDriver", "apache-5.6.5");
  }
}
