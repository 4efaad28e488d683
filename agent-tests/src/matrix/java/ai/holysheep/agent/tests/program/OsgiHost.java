package ai.holysheep.agent.tests.program;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * {@code BUNDLE URL CLIENT...}: runs the OSGi framework on the class path with a bundle of clients,
 * which sees only {@code java.*} and its imports.
 */
public final class OsgiHost {
  private OsgiHost() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new HashMap<>();
    options.put(Constants.FRAMEWORK_STORAGE, Files.createTempDirectory("osgi").toString());
    options.put(Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_BOOT);
    options.put(Constants.FRAMEWORK_BOOTDELEGATION, "");
    options.put("osgi.compatibility.bootdelegation", "false");
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(options);
    framework.start();
    Bundle bundle = framework.getBundleContext().installBundle("file:" + arguments[0]);
    bundle.start();
    Class<?> app = bundle.loadClass(EachClient.class.getName());
    System.out.println("OWN " + (app != EachClient.class));
    String[] clients = Arrays.copyOfRange(arguments, 2, arguments.length);
    app.getMethod("call", String.class, String[].class).invoke(null, arguments[1], clients);
    System.out.println("DONE");
    Stdin.awaitLine();
    System.exit(0);
  }
}
