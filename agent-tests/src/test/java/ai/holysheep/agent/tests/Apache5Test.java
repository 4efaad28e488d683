package ai.holysheep.agent.tests;

class Apache5Test extends ClientContract {
  Apache5Test() {
    super("apache5", "Apache5Program", "apache-5.6.5");
  }
}
