package ai.holysheep.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibrariesTest {
  private final Libraries libraries = ListedStack.libraries(null, null);

  @Test
  void aClassIsLookedAtOnce() {
    assertThat(libraries.roleOf("com.shop.ChatService"))
        .isSameAs(libraries.roleOf("com.shop.ChatService"));
  }

  @Test
  void classesThatTheApplicationGeneratesDoNotMakeEachLaterCallSlow() {
    for (int i = 0; i < 2 * Libraries.MAX_CACHED; i++) {
      libraries.roleOf("com.shop.Generated" + i);
    }

    assertThat(libraries.roleOf("com.shop.ChatService"))
        .isSameAs(libraries.roleOf("com.shop.ChatService"));
  }
}
