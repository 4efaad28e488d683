package ai.holysheep.agent.instrumentation.weaving;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Binds an advice's parameter to an argument that the point passes, or to {@code null} if it passes
 * fewer, or if the argument is no object.
 */
final class Passed {
  private Passed() {}

  @Retention(RetentionPolicy.RUNTIME)
  @interface First {}

  @Retention(RetentionPolicy.RUNTIME)
  @interface Second {}

  @Retention(RetentionPolicy.RUNTIME)
  @interface Third {}
}
