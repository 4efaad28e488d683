package ai.holysheep.agent.instrumentation.weaving;

import java.lang.reflect.Modifier;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * Describes a class that its locator has by its class file, and any other class by its name alone.
 * So it never uses a class loader of the application, which may hold a lock.
 */
final class KnownTypes extends TypePool.Default {
  KnownTypes(ClassFileLocator known) {
    super(new CacheProvider.Simple(), known, ReaderMode.FAST);
  }

  @Override
  protected Resolution doDescribe(String name) {
    Resolution known = super.doDescribe(name);
    return known.isResolved()
        ? known
        : new Resolution.Simple(new TypeDescription.Latent(name, Modifier.PUBLIC, object()));
  }

  static TypeDescription.Generic object() {
    return TypeDescription.Generic.OfNonGenericType.ForLoadedType.of(Object.class);
  }
}
