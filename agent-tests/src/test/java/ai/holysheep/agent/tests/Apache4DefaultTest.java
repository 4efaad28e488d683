package ai.holysheep.agent.tests;

class Apache4DefaultTest extends ClientContract {
  Apache4DefaultTest() {
    super("apache4", "Apache4DefaultProgram", "apache-4.2.6");
  }
}
