package ai.holysheep.agent.tests.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.jar.JarFile;
import org.jboss.modules.DependencySpec;
import org.jboss.modules.ModuleLoader;
import org.jboss.modules.ModuleSpec;
import org.jboss.modules.ResourceLoader;
import org.jboss.modules.ResourceLoaderSpec;
import org.jboss.modules.ResourceLoaders;

/**
 * {@code CLASS-PATH URL CLIENT...}: runs JBoss Modules with a module of clients, which sees only
 * {@code java.base} and the packages that the clients need.
 */
public final class ModulesHost {
  private static final Set<String> NEEDED =
      Set.of(
          "java/net/http",
          "java/util/logging",
          "jdk/net",
          "javax/naming",
          "javax/naming/directory",
          "javax/naming/ldap",
          "javax/net",
          "javax/net/ssl",
          "javax/security/auth/x500",
          "org/ietf/jgss");

  private ModulesHost() {}

  public static void main(String[] arguments) throws Exception {
    ModuleLoader loader = new ModuleLoader((name, unused) -> shop(name, arguments[0]));
    Class<?> app = loader.loadModule("shop").getClassLoader().loadClass(EachClient.class.getName());
    System.out.println("OWN " + (app != EachClient.class));
    String[] clients = Arrays.copyOfRange(arguments, 2, arguments.length);
    app.getMethod("call", String.class, String[].class).invoke(null, arguments[1], clients);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }

  private static ModuleSpec shop(String name, String classPath) {
    ModuleSpec.Builder module = ModuleSpec.build(name);
    for (String entry : classPath.split(File.pathSeparator)) {
      module.addResourceRoot(ResourceLoaderSpec.createResourceLoaderSpec(resources(entry)));
    }
    return module
        .addDependency(DependencySpec.OWN_DEPENDENCY)
        .addDependency(DependencySpec.createSystemDependencySpec(NEEDED))
        .create();
  }

  private static ResourceLoader resources(String entry) {
    try {
      return entry.endsWith(".jar")
          ? ResourceLoaders.createJarResourceLoader(new JarFile(entry))
          : ResourceLoaders.createPathResourceLoader(Path.of(entry));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
