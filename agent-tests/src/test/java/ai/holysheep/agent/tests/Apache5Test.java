package ai.holysheep.agent.tests;

class Apache5Test extends ClientContract {
  Apache5Test() {
    super("apache5", "apache-5");
  }
}
