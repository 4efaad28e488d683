package ai.holysheep.agent.tests;

class Apache45Test extends ClientContract {
  Apache45Test() {
    super("apache4", "apache-4.5");
  }
}
