package ai.holysheep.agent;

import java.lang.reflect.Field;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of {@link HolySheepAgent} through which the JVM reaches the core. The application sees
 * that class, so its code can change them. One thread at a time may use this.
 */
final class VisibleAgent implements PrivilegedExceptionAction<VisibleAgent> {
  private final Class<?> type;
  private @Nullable Field installedField;
  private @Nullable Field startField;
  private @Nullable Object installed;
  private @Nullable Object start;

  private VisibleAgent(Class<?> type) {
    this.type = type;
  }

  /** Returns {@code null} if this class has another loader, as in a unit test. */
  static @Nullable VisibleAgent find() throws PrivilegedActionException {
    ClassLoader loader = VisibleAgent.class.getClassLoader();
    return loader != null && loader.getClass().getName().equals("ai.holysheep.agent.HolySheepAgent")
        ? AccessController.doPrivileged(new VisibleAgent(loader.getClass()))
        : null;
  }

  @Override
  public VisibleAgent run() throws ReflectiveOperationException {
    installedField = accessible("installed");
    startField = accessible("start");
    installed = installedField.get(null);
    // It is set before it starts the core.
    start = installed == null ? null : startField.get(installed);
    return this;
  }

  private Field accessible(String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Returns whether a field was changed; it then has its value again. */
  boolean repair() throws IllegalAccessException {
    if (installed == null || installedField == null || startField == null) {
      return false;
    }
    boolean changed = false;
    if (installedField.get(null) != installed) {
      installedField.set(null, installed);
      changed = true;
    }
    if (startField.get(installed) != start) {
      startField.set(installed, start);
      changed = true;
    }
    return changed;
  }
}
