package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;

@Tag("matrix")
class Apache4MinimalTest extends ClientContract {
  Apache4MinimalTest() {
    super("Apache4MinimalDriver", "apache-4.5.14");
  }
}
