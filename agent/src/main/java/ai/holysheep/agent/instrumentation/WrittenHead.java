package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.diagnostics.AgentErrors;
import ai.holysheep.agent.exchange.RequestFields;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head that {@code HttpURLConnection} writes: a {@code sun.net.www.MessageHeader}. Only
 * the head has all fields: {@code getRequestProperty} shows no {@code Authorization}. The bridge
 * exports its package to the core, and to nobody else. Where that has failed, the head has no
 * fields, and {@link #isRequest} is false.
 */
public final class WrittenHead implements RequestFields<Object> {
  public static final WrittenHead FIELDS = new WrittenHead();

  private static final String TYPE = "sun.net.www.MessageHeader";
  private static final @Nullable Method FIND_VALUE = method("findValue", String.class);

  /** The first key is the request line, which has no value. */
  private static final @Nullable Method GET_KEY = method("getKey", int.class);

  private WrittenHead() {}

  /** Initializes the class, before any call and after the bridge has exported the package. */
  public static void prepare() {}

  private static @Nullable Method method(String name, Class<?> parameter) {
    return AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Method>() {
          @Override
          public @Nullable Method run() {
            try {
              return Class.forName(TYPE, false, null).getMethod(name, parameter);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
              AgentErrors.countAndLog(AgentErrors.Stage.ADVICE, e);
              return null;
            }
          }
        });
  }

  /** Whether the head can be read, and is not that of a proxy's tunnel. */
  public boolean isRequest(@Nullable Object head) {
    String line = head == null ? null : requestLine(head);
    return line != null && !line.startsWith("CONNECT ");
  }

  @Override
  public @Nullable String header(Object head, String name) {
    return call(FIND_VALUE, head, name);
  }

  @Override
  public @Nullable String query(Object head) {
    String line = requestLine(head);
    int start = line == null ? -1 : line.indexOf('?');
    if (line == null || start < 0) {
      return null;
    }
    int end = line.indexOf(' ', start);
    return line.substring(start + 1, end < 0 ? line.length() : end);
  }

  private static @Nullable String requestLine(Object head) {
    return call(GET_KEY, head, 0);
  }

  private static @Nullable String call(@Nullable Method method, Object head, Object argument) {
    try {
      return method == null ? null : (String) method.invoke(head, argument);
    } catch (IllegalAccessException | InvocationTargetException notExported) {
      return null;
    }
  }
}
