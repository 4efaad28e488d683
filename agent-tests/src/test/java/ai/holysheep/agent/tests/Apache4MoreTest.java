package ai.holysheep.agent.tests;

class Apache4MoreTest extends ClientContract {
  Apache4MoreTest() {
    super("apache4", "Apache4MoreProgram", "apache-4.5.14");
  }
}
