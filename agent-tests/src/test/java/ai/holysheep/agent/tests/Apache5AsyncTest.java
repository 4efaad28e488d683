package ai.holysheep.agent.tests;

class Apache5AsyncTest extends ClientContract {
  Apache5AsyncTest() {
    super("apache5-async", "Apache5AsyncProgram", "apache-5.6.5");
  }
}
