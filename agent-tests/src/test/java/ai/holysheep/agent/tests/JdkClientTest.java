package ai.holysheep.agent.tests;

class JdkClientTest extends ClientContract {
  JdkClientTest() {
    super("java.net.http", "JdkProgram", "");
  }
}
