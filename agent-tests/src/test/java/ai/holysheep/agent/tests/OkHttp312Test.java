package ai.holysheep.agent.tests;

class OkHttp312Test extends ClientContract {
  OkHttp312Test() {
    super("okhttp", "okhttp-3.12");
  }
}
