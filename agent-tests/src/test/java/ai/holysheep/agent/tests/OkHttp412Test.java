package ai.holysheep.agent.tests;

class OkHttp412Test extends OkHttpContract {
  OkHttp412Test() {
    super("okhttp-4.12.0");
  }
}
