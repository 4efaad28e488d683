package ai.holysheep.agent.tests;

class Apache5MoreTest extends ClientContract {
  Apache5MoreTest() {
    super("apache5", "Apache5MoreProgram", "apache-5.6.5");
  }
}
