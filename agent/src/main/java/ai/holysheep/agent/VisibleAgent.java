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
  /** By then the thread that starts the core has set the field, on any machine. */
  private static final int LOOKS_BEFORE_SET = 30;

  private final Class<?> type;
  private final Object core;
  private @Nullable Field installedField;
  private @Nullable Field coreField;
  private @Nullable Object installed;
  private int looksBeforeSet;

  private VisibleAgent(Class<?> type, Object core) {
    this.type = type;
    this.core = core;
  }

  /**
   * Returns {@code null} if this class has another loader, as in a unit test.
   *
   * @param core the value that the field must keep
   */
  static @Nullable VisibleAgent find(Object core) throws PrivilegedActionException {
    ClassLoader loader = VisibleAgent.class.getClassLoader();
    return loader != null && loader.getClass().getName().equals("ai.holysheep.agent.HolySheepAgent")
        ? AccessController.doPrivileged(new VisibleAgent(loader.getClass(), core))
        : null;
  }

  @Override
  public VisibleAgent run() throws ReflectiveOperationException {
    installedField = accessible("installed");
    coreField = accessible("core");
    installed = installedField.get(null);
    return this;
  }

  private Field accessible(String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Returns whether a field was changed; it then has its value again. */
  boolean repair() throws IllegalAccessException {
    if (installed == null || installedField == null || coreField == null) {
      return false;
    }
    boolean changed = false;
    if (installedField.get(null) != installed) {
      installedField.set(null, installed);
      changed = true;
    }
    if (coreField.get(installed) == core) {
      looksBeforeSet = LOOKS_BEFORE_SET;
    } else if (looksBeforeSet < LOOKS_BEFORE_SET) {
      looksBeforeSet++;
    } else {
      coreField.set(installed, core);
      changed = true;
    }
    return changed;
  }
}
