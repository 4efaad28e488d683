package ai.holysheep.agent.tests.program;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/** As some profilers do: has every class that is loaded transformed anew, again and again. */
public final class Retransformer implements ClassFileTransformer {
  private static final long PAUSE_MILLIS = 100;

  private Retransformer() {}

  public static void premain(String options, Instrumentation jvm) {
    jvm.addTransformer(new Retransformer(), true);
    Thread thread = new Thread(() -> retransform(jvm), "retransformer");
    thread.setDaemon(true);
    thread.start();
  }

  private static void retransform(Instrumentation jvm) {
    try {
      while (true) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> loaded : jvm.getAllLoadedClasses()) {
          if (jvm.isModifiableClass(loaded)) {
            classes.add(loaded);
          }
        }
        jvm.retransformClasses(classes.toArray(new Class<?>[0]));
        System.out.println("RETRANSFORMED");
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (Throwable e) {
      System.out.println("NOT RETRANSFORMED " + e);
    }
  }

  /** The class as it is, yet as bytes that the JVM has to take in. */
  @Override
  public byte[] transform(
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    return classFile.clone();
  }
}
