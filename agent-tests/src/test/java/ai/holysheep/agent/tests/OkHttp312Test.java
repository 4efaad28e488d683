package ai.holysheep.agent.tests;

class OkHttp312Test extends ClientContract {
  OkHttp312Test() {
    super("okhttp", "OkHttpProgram", "okhttp-3.12.13");
  }
}
