package ai.holysheep.agent.tests;

class OkHttp412Test extends ClientContract {
  OkHttp412Test() {
    super("okhttp", "OkHttpProgram", "okhttp-4.12.0");
  }
}
