package ai.holysheep.agent.start;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds the advice to instrumented classes that have loaded without it. */
final class LoadedClasses {
  private final Instrumentation jvm;
  private final Predicate<String> instrumented;
  private final CountDownLatch loggingStarted;
  private final StderrLines lines;

  LoadedClasses(
      Instrumentation jvm,
      Predicate<String> instrumented,
      CountDownLatch loggingStarted,
      StderrLines lines) {
    this.jvm = jvm;
    this.instrumented = instrumented;
    this.loggingStarted = loggingStarted;
    this.lines = lines;
  }

  /**
   * Call it without a lock that weaving needs: other threads weave meanwhile.
   *
   * @return whether there was any class to instrument
   */
  boolean retransform(@Nullable File reply) {
    boolean any = false;
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (name.equals("java.util.logging.LogManager")) {
        loggingStarted.countDown();
      } else if (instrumented.test(name.replace('.', '/')) && jvm.isModifiableClass(loaded)) {
        any = true;
        try {
          // One by one: if a class fails verification, its whole batch fails.
          jvm.retransformClasses(loaded);
        } catch (Throwable e) {
          lines.write(reply, name + " left as it is: " + e);
        }
      }
    }
    return any;
  }
}
