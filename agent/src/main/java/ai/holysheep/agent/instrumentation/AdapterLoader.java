package ai.holysheep.agent.instrumentation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Defines an adapter's classes where they see both sides: the client library, through the loader of
 * the instrumented class, and the agent's core.
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

  static HookHandler load(@Nullable ClassLoader application, String handler)
      throws ReflectiveOperationException {
    AdapterLoader loader = new AdapterLoader(application, AdapterLoader.class.getClassLoader());
    return (HookHandler) loader.loadClass(ADAPTERS + handler).getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ADAPTERS)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
    return name.startsWith(OURS) ? core.loadClass(name) : super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = core.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n != -1; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return defineClass(name, bytes.toByteArray(), 0, bytes.size(), DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
