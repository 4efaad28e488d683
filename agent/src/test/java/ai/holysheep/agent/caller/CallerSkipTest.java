package ai.holysheep.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The option {@code caller.skip}. */
class CallerSkipTest {
  private static final List<String> WRAPPED =
      List.of(
          "okhttp3.RealCall.execute",
          "com.shop.ai.ChatClient.post",
          "com.shop.ai.ChatClient.call",
          "com.shop.FaqBot.answer",
          "com.shop.ai.Job.execute",
          "java.util.concurrent.ThreadPoolExecutor.runWorker");

  private static String site(List<String> skip, List<String> frames) {
    CallSite site = ListedStack.site(null, skip, frames);
    return site == null ? "nothing" : site.caller + " of " + site.entry;
  }

  @ParameterizedTest
  @CsvSource({
    "com.shop.ai, com.shop.FaqBot.answer of com.shop.FaqBot.answer",
    "com.shop.ai.ChatClient, com.shop.FaqBot.answer of com.shop.ai.Job.execute",
    "com.shop.ai.ChatClient;com.shop.ai.Job, com.shop.FaqBot.answer of com.shop.FaqBot.answer",
    "com.shop, nothing",
    // These match nothing.
    "com.shop.ai.Chat, com.shop.ai.ChatClient.post of com.shop.ai.Job.execute",
    "com.shop.a, com.shop.ai.ChatClient.post of com.shop.ai.Job.execute",
    "ChatClient, com.shop.ai.ChatClient.post of com.shop.ai.Job.execute",
    "okhttp3, com.shop.ai.ChatClient.post of com.shop.ai.Job.execute",
  })
  void passesOverClassesAndPackages(String skip, String expected) {
    assertThat(site(List.of(skip.split(";")), WRAPPED)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "com.shop.Wrapper, com.shop.Wrapper$Inner",
    "com.shop.Wrapper$Inner, com.shop.Wrapper$Inner",
    "com.shop.Wrapper.Inner, com.shop.Wrapper$Inner$1",
    "com.shop.Wrapper, com.shop.Wrapper$post$2",
    "com.shop.Wrapper, com.shop.Wrapper$",
    "com.shop.Wrapper, com.shop.Wrapper$$SpringCGLIB$$0",
    "com.shop.Wrapper, com.shop.Wrapper_ClientProxy",
    "com.shop.Wrapper, com.shop.Wrapper_Subclass",
    "com.shop.Wrapper, com.shop.Wrapper$ByteBuddy$aBc1",
  })
  void nestedClassesAndProxiesBelongToTheirClass(String skip, String className) {
    assertThat(site(List.of(skip), List.of(className + ".post", "com.shop.Faq.answer")))
        .isEqualTo("com.shop.Faq.answer of com.shop.Faq.answer");
  }

  @Test
  void aSkippedClassThatCallsAClientMakesItsInterceptorNoCaller() {
    List<String> frames =
        List.of(
            "okhttp3.RealInterceptorChain.proceed",
            "com.shop.AuthInterceptor.intercept",
            "okhttp3.RealInterceptorChain.proceed",
            "okhttp3.RealCall.execute",
            "com.shop.ai.ChatClient.post");

    assertThat(site(List.of("com.shop.ai"), frames)).isEqualTo("nothing");
  }

  @Test
  void theEntryIsSoughtAgainBehindASkippedClass() {
    List<String> frames =
        List.of(
            "okhttp3.RealCall.execute",
            "com.shop.Callback.run",
            "java.util.concurrent.FutureTask.run",
            "okhttp3.RealCall.execute",
            "com.shop.ai.ChatClient.post",
            "com.shop.OrderService.pay");

    assertThat(site(List.of("com.shop.ai"), frames))
        .isEqualTo("com.shop.OrderService.pay of com.shop.OrderService.pay");
  }

  @Test
  void theCallerIsFoundBehindManySkippedFrames() {
    List<String> frames = new ArrayList<>(List.of("okhttp3.RealCall.execute"));
    for (int i = 0; i < 100; i++) {
      frames.add("com.shop.ai.Retry.run");
      frames.add("io.github.resilience4j.retry.Retry.call");
    }
    frames.add("com.shop.FaqBot.answer");

    assertThat(site(List.of("com.shop.ai"), frames))
        .isEqualTo("com.shop.FaqBot.answer of com.shop.FaqBot.answer");
  }

  @Test
  void withinThePackagesThatAreGiven() {
    CallSite site =
        ListedStack.site(List.of("com.shop"), List.of("com.shop.ai", "com.acme"), WRAPPED);

    assertThat(site.caller).isEqualTo("com.shop.FaqBot.answer");
    assertThat(site.entry).isEqualTo("com.shop.FaqBot.answer");
  }
}
