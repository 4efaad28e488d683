package net.bytebuddy.utility.dispatcher;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.PrivilegedAction;
import net.bytebuddy.description.method.MethodsOfJava5;
import net.bytebuddy.description.type.TypesOfJava5;
import org.jspecify.annotations.Nullable;

/**
 * Replaces Byte Buddy's class of this name. The original finds methods of later JDKs by reflection:
 * for records, sealed types, nests and type annotations of loaded classes. It makes ten proxy
 * classes, which takes a seventh of the time to weave the first class. The agent describes no
 * loaded class in this way, so this class treats every JVM like Java 5, which lacks these methods.
 *
 * @param <T> the interface through which Byte Buddy calls the methods
 */
public final class JavaDispatcher<T> implements PrivilegedAction<T>, InvocationHandler {
  private final Class<T> type;

  private JavaDispatcher(Class<T> type) {
    this.type = type;
  }

  public static <T> PrivilegedAction<T> of(Class<T> type) {
    return new JavaDispatcher<>(type);
  }

  public static <T> PrivilegedAction<T> of(Class<T> type, @Nullable ClassLoader loader) {
    return new JavaDispatcher<>(type);
  }

  @Override
  public T run() {
    if (type.isAssignableFrom(TypesOfJava5.class)) {
      return type.cast(new TypesOfJava5());
    }
    if (type.isAssignableFrom(MethodsOfJava5.class)) {
      return type.cast(new MethodsOfJava5());
    }
    // Weaving uses no other interface. A later Byte Buddy may add one.
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  /** Returns the result for a JVM that does not have the method. */
  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    Class<?> result = method.getReturnType();
    if (result == boolean.class) {
      return false;
    }
    if (result == int.class) {
      return 0;
    }
    return result.isArray() ? Array.newInstance(result.getComponentType(), 0) : null;
  }
}
