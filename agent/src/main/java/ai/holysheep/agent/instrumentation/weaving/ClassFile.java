package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.AdvicePoint;
import ai.holysheep.agent.instrumentation.InstrumentedClass;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** The class file of an instrumented class in one version of its library. */
final class ClassFile {
  final InstrumentedClass instrumented;
  final ClassFileLocator locator;
  final TypePool types;
  final TypeDescription type;

  ClassFile(InstrumentedClass instrumented, byte[] bytes) {
    this.instrumented = instrumented;
    String name = instrumented.name().replace('/', '.');
    locator = ClassFileLocator.Simple.of(name, bytes);
    types = new KnownTypes(locator);
    type = types.describe(name).resolve();
  }

  /** The methods of the first point that the class file lacks, or {@code null} if it has all. */
  @Nullable String missingMethods() {
    for (AdvicePoint point : instrumented.points()) {
      if (type.getDeclaredMethods().filter(methodsOf(point)).isEmpty()) {
        return point.methods();
      }
    }
    return null;
  }

  ElementMatcher<MethodDescription> methodsOf(AdvicePoint point) {
    return new MethodsOfPoint(instrumented, point);
  }

  private static final class MethodsOfPoint implements ElementMatcher<MethodDescription> {
    private final InstrumentedClass instrumented;
    private final AdvicePoint point;

    MethodsOfPoint(InstrumentedClass instrumented, AdvicePoint point) {
      this.instrumented = instrumented;
      this.point = point;
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
      // The descriptor last: Byte Buddy computes it from a description of each parameter's type.
      return method != null
          && point.hasName(method.getInternalName())
          && !method.isAbstract()
          && !method.isNative()
          && !method.isStatic()
          && !method.isBridge()
          && instrumented.point(method.getInternalName(), method.getDescriptor()) == point;
    }
  }
}
