package ai.holysheep.agent.caller;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the application's method that the current thread is in. Thread-safe. */
public final class Callers {
  private final Libraries libraries;
  private final StackFrames frames;

  private Callers(@Nullable List<String> packages, Collection<String> clients)
      throws ReflectiveOperationException {
    libraries = new Libraries(packages, clients);
    frames = frames();
  }

  /**
   * Returns {@code null} if no option asks for callers. Then the agent walks no stack.
   *
   * @param clients the packages of the clients that the agent watches, ending with a dot
   */
  public static @Nullable Callers of(Config config, Collection<String> clients) {
    List<String> labels = config.list(Option.METRICS_LABELS);
    boolean asLabel = labels != null && labels.contains("caller");
    if (!asLabel && config.text(Option.LEDGER_DIR) == null) {
      return null;
    }
    try {
      return new Callers(config.list(Option.CALLER_PACKAGES), clients);
    } catch (ReflectiveOperationException | RuntimeException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  private static StackFrames frames() throws ReflectiveOperationException {
    return System.getProperty("java.specification.version").startsWith("1.")
        ? new StackFrames.OfThrowable()
        : Class.forName("ai.holysheep.agent.caller.WalkedFrames")
            .asSubclass(StackFrames.class)
            .getDeclaredConstructor()
            .newInstance();
  }

  /**
   * For example {@code com.shop.ChatService.answer}; {@code null} if no frame is the application's.
   */
  public @Nullable String current() {
    try {
      CallerSearch search = new CallerSearch(libraries);
      frames.visit(search);
      return search.caller();
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }
}
