package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;

@Tag("matrix")
class OkHttp312Test extends OkHttpContract {
  OkHttp312Test() {
    super("okhttp-3.12.13");
  }
}
