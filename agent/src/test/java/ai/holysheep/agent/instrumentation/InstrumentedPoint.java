package ai.holysheep.agent.instrumentation;

import static org.assertj.core.api.Assertions.fail;

import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/** An advice point with its class: what its methods pass, as far as the descriptor writes it. */
public record InstrumentedPoint(InstrumentedClass instrumented, AdvicePoint point) {
  private static final Method[] NO_METHODS = {};

  /** Each method's name and the first of its parameters, as the descriptor writes them. */
  public List<String> methods() {
    return List.of(point.methods().split(" or "));
  }

  /**
   * Fails if an argument that a method passes does not have the type that the handler expects.
   *
   * @param place of the argument in the handler, from 0
   */
  public void requireArgument(String method, int place, Class<?> expected) {
    if (expected == Object.class) {
      return;
    }
    int[] passed = point.passed();
    String declared =
        place < passed.length ? parameter(method, passed[place]) : "nothing, it is not passed";
    if (!fits(declared, expected)) {
      String position = place < passed.length ? "position " + passed[place] : "argument " + place;
      fail(
          "%s %s: expected %s, declared %s", named(method), position, expected.getName(), declared);
    }
  }

  /** The binary name of a parameter's class. */
  private static String parameter(String method, int position) {
    String written = method.substring(method.indexOf('(') + 1).replace(")", "");
    List<ClassDesc> parameters = MethodTypeDesc.ofDescriptor("(" + written + ")V").parameterList();
    if (position >= parameters.size()) {
      return "nothing, it is not written";
    }
    String descriptor = parameters.get(position).descriptorString();
    return parameters.get(position).isClassOrInterface()
        ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
        : descriptor;
  }

  /** A class that this JVM or the tests' class path does not have is compared by its name. */
  private static boolean fits(String declared, Class<?> expected) {
    return load(declared)
        .map(expected::isAssignableFrom)
        .orElseGet(() -> expected.getName().equals(declared));
  }

  /** Fails if the instrumented class, where it is known here, is not what the handler expects. */
  public void requireSelf(Class<?> expected) {
    if (load(binaryName()).filter(type -> !expected.isAssignableFrom(type)).isPresent()) {
      fail("%s: expected %s", named(point.methods()), expected.getName());
    }
  }

  /** Fails if a method, where its class is known here, does not return what the handler expects. */
  public void requireReturned(Class<?> expected) {
    for (Method method : load(binaryName()).map(Class::getDeclaredMethods).orElse(NO_METHODS)) {
      Class<?> returned = method.getReturnType();
      if (point.matches(method.getName(), descriptor(method))
          && !returned.isPrimitive()
          && !expected.isAssignableFrom(returned)) {
        fail(
            "%s: expected %s, declared %s",
            named(method.getName()), expected.getName(), returned.getName());
      }
    }
  }

  private static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .toMethodDescriptorString();
  }

  private static Optional<Class<?>> load(String name) {
    try {
      return Optional.of(Class.forName(name, false, InstrumentedPoint.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private String binaryName() {
    return instrumented.name().replace('/', '.');
  }

  private String named(String method) {
    return instrumented.client() + " " + instrumented.name() + " " + method;
  }

  @Override
  public String toString() {
    return named(point.methods());
  }
}
