package ai.holysheep.agent.tests;

class Apache4AsyncTest extends ClientContract {
  Apache4AsyncTest() {
    super("apache4-async", "Apache4AsyncProgram", "apache-async-4.1.5");
  }
}
