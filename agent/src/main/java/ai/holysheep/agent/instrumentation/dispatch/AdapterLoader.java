package ai.holysheep.agent.instrumentation.dispatch;

import ai.holysheep.agent.instrumentation.AdviceHandler;
import ai.holysheep.agent.instrumentation.CoreResource;
import java.io.IOException;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Defines an adapter's classes. They see the client library, through the loader of the instrumented
 * class, and the agent's core. Each instrumented class has a loader of its own. So two of them do
 * not share adapter classes: shared objects must have a class of the core.
 */
final class AdapterLoader extends ClassLoader {
  private static final String OURS = "ai.holysheep.agent.";
  private static final String ADAPTERS = OURS + "adapter.";

  private static final ProtectionDomain DOMAIN = AdapterLoader.class.getProtectionDomain();

  private final ClassLoader core;

  private AdapterLoader(@Nullable ClassLoader application, ClassLoader core) {
    super(application);
    this.core = core;
  }

  /**
   * @param application the loader of an instrumented class; {@code null} is the boot loader
   */
  static AdapterLoader forApplication(@Nullable ClassLoader application) {
    return new AdapterLoader(application, AdapterLoader.class.getClassLoader());
  }

  AdviceHandler newHandler(String className) throws ReflectiveOperationException {
    return (AdviceHandler) loadClass(className).getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ADAPTERS)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }
    return name.startsWith(OURS) ? core.loadClass(name) : super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = CoreResource.read(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
