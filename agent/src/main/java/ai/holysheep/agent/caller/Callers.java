package ai.holysheep.agent.caller;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.Option;
import ai.holysheep.agent.diagnostics.AgentErrors;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the application's methods that the current thread is in. Thread-safe. */
public final class Callers {
  private final Libraries libraries;
  private final StackFrames<?> frames;

  private Callers(Config config, Collection<String> clients) throws ReflectiveOperationException {
    libraries =
        new Libraries(
            config.list(Option.CALLER_PACKAGES), config.list(Option.CALLER_SKIP), clients);
    frames = frames();
  }

  /**
   * Returns {@code null} if no option asks for callers. Then the agent walks no stack.
   *
   * @param clients the packages of the clients that the agent watches, ending with a dot
   */
  public static @Nullable Callers of(Config config, Collection<String> clients) {
    List<String> labels = config.list(Option.METRICS_LABELS);
    boolean asLabel = labels != null && (labels.contains("caller") || labels.contains("entry"));
    if (!asLabel && config.text(Option.LEDGER_DIR) == null) {
      return null;
    }
    try {
      return new Callers(config, clients);
    } catch (ReflectiveOperationException | RuntimeException e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  private static StackFrames<?> frames() throws ReflectiveOperationException {
    return System.getProperty("java.specification.version").startsWith("1.")
        ? new StackFrames.OfThrowable()
        : Class.forName("ai.holysheep.agent.caller.WalkedFrames")
            .asSubclass(StackFrames.class)
            .getDeclaredConstructor()
            .newInstance();
  }

  /** {@code null} if no frame is the application's. Never throws. */
  public @Nullable CallSite current() {
    try {
      return search(frames);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }

  private <F> @Nullable CallSite search(StackFrames<F> stack) {
    CallerSearch<F> search = new CallerSearch<>(libraries, stack);
    stack.visit(search);
    return search.result();
  }
}
