package ai.holysheep.agent.command;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/** The JDK's attach API, by reflection, because a JRE does not have it. */
final class AttachApi implements AgentLoader {
  private final File jar;

  AttachApi(File jar) {
    this.jar = jar;
  }

  @Override
  public void load(String pid, String agentArguments)
      throws IOException, ReflectiveOperationException {
    Class<?> type = Class.forName("com.sun.tools.attach.VirtualMachine", true, classLoader());
    Object machine = type.getMethod("attach", String.class).invoke(null, pid);
    try {
      type.getMethod("loadAgent", String.class, String.class)
          .invoke(machine, jar.getAbsolutePath(), agentArguments);
    } finally {
      type.getMethod("detach").invoke(machine);
    }
  }

  /** JDK 8 has the API in a jar of its own, later ones in a module. */
  private static ClassLoader classLoader() throws IOException {
    File tools = new File(System.getProperty("java.home"), "../lib/tools.jar");
    return tools.exists()
        ? new URLClassLoader(new URL[] {tools.toURI().toURL()})
        : ClassLoader.getSystemClassLoader();
  }
}
