package net.bytebuddy.description.type;

/**
 * The jar gets {@link Generic.LazyProxy} alone, in place of Byte Buddy's class of that name, which
 * makes a JDK proxy for four constants. An application would see that: its own first proxy would be
 * called {@code $Proxy1}, and not {@code $Proxy0}. A nested class can only be replaced by a nested
 * one, so the rest stands for the classes around it.
 */
public interface TypeDescription {
  interface Generic {
    final class LazyProxy {
      private LazyProxy() {}

      static Generic of(Class<?> type) {
        return new OfNonGenericType.ForLoadedType(type);
      }
    }

    abstract class OfNonGenericType implements Generic {
      public static class ForLoadedType extends OfNonGenericType {
        public ForLoadedType(Class<?> type) {}
      }
    }
  }
}
