package ai.holysheep.agent.tests;

class OkHttp5Test extends ClientContract {
  OkHttp5Test() {
    super("okhttp", "OkHttpProgram", "okhttp-5.5.1");
  }
}
