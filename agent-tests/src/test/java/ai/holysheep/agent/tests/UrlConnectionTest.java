package ai.holysheep.agent.tests;

class UrlConnectionTest extends ClientContract {
  UrlConnectionTest() {
    super("urlconnection", "UrlConnectionProgram", "");
  }
}
