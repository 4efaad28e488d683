package ai.holysheep.agent.caller;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.config.Config;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerTest {
  private static @Nullable String caller(@Nullable List<String> packages, String... frames) {
    CallSite site = ListedStack.site(packages, null, List.of(frames));
    return site == null ? null : site.caller;
  }

  @ParameterizedTest
  @CsvSource({
    "com.shop.ChatService, answer, com.shop.ChatService.answer",
    "com.shop.ChatService, lambda$answer$0, com.shop.ChatService.answer",
    "com.shop.ChatService, lambda$null$3, com.shop.ChatService.lambda",
    "com.shop.ChatService, <init>, com.shop.ChatService.new",
    "com.shop.ChatService, <clinit>, com.shop.ChatService.static",
    "com.shop.ChatService$Inner, answer, com.shop.ChatService$Inner.answer",
    "com.shop.ChatService$1, call, com.shop.ChatService$1.call",
    "com.shop.ChatService$$SpringCGLIB$$0, answer, com.shop.ChatService.answer",
    "com.shop.ChatService$$EnhancerBySpringCGLIB$$1a2b, answer, com.shop.ChatService.answer",
    "com.shop.ChatService$ByteBuddy$aBc1, answer, com.shop.ChatService.answer",
    "com.shop.ChatService_ClientProxy, answer, com.shop.ChatService.answer",
    "com.shop.ChatService_$$_jvst1a_0, answer, com.shop.ChatService.answer",
    "com.shop.ChatService$$Lambda/0x0000000800c, run, com.shop.ChatService.run",
    "com.shop.ChatService$answer$2, invokeSuspend, com.shop.ChatService.answer",
    "com.shop.ChatService, answer$lambda$0, com.shop.ChatService.answer",
    "com.shop.ChatService, answer$lambda-1, com.shop.ChatService.answer",
    "com.shop.ChatService, answer$default, com.shop.ChatService.answer",
    "com.shop.ChatService, $anonfun$answer$1, com.shop.ChatService.answer",
    "com.shop.ChatService$_answer_closure1, doCall, com.shop.ChatService.answer",
    "Main, main, Main.main",
  })
  void namesWhatAPersonWrote(String className, String methodName, String name) {
    assertThat(FrameName.format(className, methodName)).isEqualTo(name);
  }

  @Test
  void skipsLibrariesAndProxies() {
    assertThat(
            caller(
                null,
                "okhttp3.internal.http.BridgeInterceptor.intercept",
                "retrofit2.OkHttpCall.execute",
                "com.shop.$Proxy12.chat",
                "java.lang.reflect.Method.invoke",
                "com.shop.ChatService.answer",
                "com.shop.Controller.post",
                "org.springframework.web.servlet.DispatcherServlet.doDispatch"))
        .isEqualTo("com.shop.ChatService.answer");
  }

  @Test
  void anInterceptorIsNotTheCaller() {
    assertThat(
            caller(
                null,
                "okhttp3.RealInterceptorChain.proceed",
                "com.shop.AuthInterceptor.intercept",
                "okhttp3.RealInterceptorChain.proceed",
                "okhttp3.RealCall.execute",
                "com.shop.ChatService.answer"))
        .isEqualTo("com.shop.ChatService.answer");
  }

  @Test
  void aCallbackThatCallsAgainIs() {
    assertThat(
            caller(
                null,
                "okhttp3.RealCall.execute",
                "com.shop.Chain.onResponse",
                "okhttp3.RealCall$AsyncCall.run",
                "java.lang.Thread.run"))
        .isEqualTo("com.shop.Chain.onResponse");
  }

  @Test
  void thePackagesThatAreGivenAreTheApplications() {
    assertThat(
            caller(
                List.of("org.springframework.samples"),
                "com.shop.Helper.call",
                "org.springframework.samples.Clinic.ask",
                "org.springframework.samplesmore.X.y"))
        .isEqualTo("org.springframework.samples.Clinic.ask");
  }

  @Test
  void libraryFramesAloneHaveNoCaller() {
    assertThat(caller(null, "java.lang.Thread.run")).isNull();
  }

  @Test
  void isFoundBehindManyFramesOfLibraries() {
    List<String> frames = new ArrayList<>(Collections.nCopies(500, "reactor.core.X.onNext"));
    frames.add("com.shop.ChatService.answer");

    assertThat(ListedStack.site(null, null, frames).caller)
        .isEqualTo("com.shop.ChatService.answer");
  }

  @Test
  void looksAtTheThreadsOwnStack() {
    Config config = Config.load("ledger.dir=unused,caller.packages=ai.holysheep.agent.caller");

    assertThat(Callers.of(config, List.of()).current()).isNotNull();
    assertThat(Callers.of(Config.load(null), List.of())).isNull();
    Libraries libraries = ListedStack.libraries(List.of("org.junit"), null);
    StackFrames.OfThrowable stack = new StackFrames.OfThrowable();
    CallerSearch<StackTraceElement> search = new CallerSearch<>(libraries, stack);
    stack.visit(search);
    assertThat(search.result().caller).startsWith("org.junit.");
    assertThat(search.result().entry).startsWith("org.junit.");
  }
}
