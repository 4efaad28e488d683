package ai.holysheep.agent.tests;

class OkHttp5Test extends ClientContract {
  OkHttp5Test() {
    super("okhttp", "okhttp-5");
  }
}
