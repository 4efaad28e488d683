package ai.holysheep.agent.tests.program;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * What an application server sees of its JVM: it installs its own logging and JMX in {@code main}.
 */
public final class Surroundings {
  private static final List<String> NOT_TO_BE_SEEN =
      Arrays.asList(
          "ai.holysheep.agent.AgentRuntime",
          "ai.holysheep.agent.exchange.Exchange",
          "ai.holysheep.agent.adapter.jdk.SendHandler",
          "com.fasterxml.jackson.core.JsonFactory",
          "com.google.protobuf.Message",
          "io.prometheus.metrics.shaded.com_google_protobuf_4_33_0.Message",
          "io.prometheus.metrics.core.metrics.Counter",
          "io.prometheus.metrics.model.registry.PrometheusRegistry",
          "net.bytebuddy.ByteBuddy",
          "org.objectweb.asm.ClassWriter");

  private Surroundings() {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    System.setProperty("javax.management.builder.initial", OwnServerBuilder.class.getName());
    System.out.println("status " + OneCall.call(arguments[0], "ok"));
    System.out.println("DONE");
    Stdin.awaitLine();
    System.out.println("log manager " + LogManager.getLogManager().getClass().getName());
    System.out.println("JMX " + ManagementFactory.getPlatformMBeanServer().getDefaultDomain());
    ClassLoader own = Surroundings.class.getClassLoader();
    for (ClassLoader loader : new ClassLoader[] {own, own.getParent(), null}) {
      NOT_TO_BE_SEEN.forEach(name -> look(name, loader));
    }
    System.out.println("services " + own.getResources("META-INF/services").hasMoreElements());
    System.out.println("properties " + new TreeSet<>(System.getProperties().keySet()));
    System.out.println(
        "locale, zone " + java.util.Locale.getDefault() + java.time.ZoneId.systemDefault());
    System.out.println("threads that keep the JVM alive " + liveThreads());
    System.out.println(
        "context loader " + Thread.currentThread().getContextClassLoader().getClass());
  }

  private static void look(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
      System.out.println("visible: " + name + " in " + loader);
    } catch (ClassNotFoundException hidden) {
      // As it must be.
    }
  }

  private static List<String> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .map(Thread::getName)
        .sorted()
        .collect(Collectors.toList());
  }

  /** Instead of the JDK's, as JBoss and Tomcat have it. */
  public static final class OwnLogManager extends LogManager {}

  /** Instead of the JDK's, as JBoss has it. */
  public static final class OwnServerBuilder extends MBeanServerBuilder {
    @Override
    public MBeanServer newMBeanServer(
        String domain, MBeanServer outer, MBeanServerDelegate delegate) {
      return super.newMBeanServer("own-domain", outer, delegate);
    }
  }
}
