package ai.holysheep.agent.instrumentation.weaving;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/**
 * Binds an advice's parameter to an argument that the point passes. It is {@code null} if the point
 * passes fewer arguments, or if the argument is a primitive or an array.
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
