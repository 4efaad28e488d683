package ai.holysheep.agent.tests;

class Apache45Test extends ClientContract {
  Apache45Test() {
    super("apache4", "Apache4Program", "apache-4.5.14");
  }
}
