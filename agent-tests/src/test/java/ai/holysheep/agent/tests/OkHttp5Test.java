package ai.holysheep.agent.tests;

import org.junit.jupiter.api.Tag;

@Tag("matrix")
class OkHttp5Test extends OkHttpContract {
  OkHttp5Test() {
    super("okhttp-5.5.1");
  }
}
