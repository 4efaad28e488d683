package faultinjection;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A Java agent that makes every method of the HolySheep agent which is not private call {@link
 * FaultPoints#enter}. It must come first on the command line.
 */
public final class FaultAgent {
  private static final String OURS = "ai/holysheep/agent/";
  private static final String TESTS = OURS + "tests/";
  private static volatile Instrumentation instrumentation;
  private static Method forgetRests;

  private FaultAgent() {}

  /**
   * @param arguments {@code FAULT METHOD} for a fault that happens from the first moment on; {@code
   *     null} to record the methods that run
   */
  public static void premain(String arguments, Instrumentation loaded) {
    instrumentation = loaded;
    if (arguments == null) {
      FaultPoints.record();
    } else {
      String[] words = arguments.split(" ");
      FaultPoints.armEverywhere(FaultPoints.id(words[1]), Fault.valueOf(words[0]));
    }
    loaded.addTransformer(new Transformer());
  }

  /**
   * The methods that the JVM, the application or a client calls directly, since a type of theirs
   * declares them. What happens at the very entry of such a method is in no reach of a guard.
   */
  public static Set<String> doors() {
    Map<String, Class<?>> classes = new HashMap<>();
    for (Class<?> each : instrumentation.getAllLoadedClasses()) {
      if (isOurs(each)) {
        classes.put(each.getName(), each);
      }
    }
    Set<String> doors = new HashSet<>();
    for (String method : FaultPoints.methods()) {
      Class<?> owner = classes.get(method.substring(0, method.indexOf('#')));
      String name = method.substring(method.indexOf('#') + 1, method.indexOf('('));
      int parameters = Type.getArgumentTypes(method.substring(method.indexOf('('))).length;
      if (owner == null || isMain(name) || isDeclaredByOthers(owner, name, parameters)) {
        doors.add(method);
      }
    }
    return doors;
  }

  /** Wakes all parts of the agent: after so many faults they would rest, and nothing would run. */
  public static void forgetRests() throws ReflectiveOperationException {
    if (forgetRests == null) {
      for (Class<?> each : instrumentation.getAllLoadedClasses()) {
        if (each.getName().equals("ai.holysheep.agent.diagnostics.AgentErrors")) {
          forgetRests = each.getDeclaredMethod("forgetRests");
          forgetRests.setAccessible(true);
        }
      }
    }
    forgetRests.invoke(null);
  }

  private static boolean isOurs(Class<?> type) {
    String name = type.getName().replace('.', '/');
    return name.startsWith(OURS) && !name.startsWith(TESTS);
  }

  /** The JVM calls these methods by their names. */
  private static boolean isMain(String name) {
    return name.equals("premain") || name.equals("agentmain");
  }

  private static boolean isDeclaredByOthers(Class<?> type, String name, int parameters) {
    if (type == null || type == Object.class) {
      return false;
    }
    if (!isOurs(type) && declares(type, name, parameters)) {
      return true;
    }
    return isDeclaredByOthers(type.getSuperclass(), name, parameters)
        || Arrays.stream(type.getInterfaces())
            .anyMatch(each -> isDeclaredByOthers(each, name, parameters));
  }

  private static boolean declares(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(method -> matches(method, name, parameters));
  }

  private static boolean matches(Method method, String name, int parameters) {
    return method.getName().equals(name) && method.getParameterCount() == parameters;
  }

  private static final class Transformer implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      if (name == null || !name.startsWith(OURS) || name.startsWith(TESTS)) {
        return null;
      }
      try {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Entries(writer, name.replace('/', '.')), 0);
        return writer.toByteArray();
      } catch (Throwable e) {
        System.out.println("FAILED to transform " + name + ": " + e);
        return null;
      }
    }
  }

  /** Puts the call at the entry of each method. */
  private static final class Entries extends ClassVisitor {
    private static final int LEFT_OUT =
        Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

    private final String type;

    Entries(ClassVisitor next, String type) {
      super(Opcodes.ASM9, next);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      return (access & LEFT_OUT) != 0 || name.equals("<clinit>")
          ? method
          : new Entry(method, FaultPoints.id(type + "#" + name + descriptor));
    }
  }

  private static final class Entry extends MethodVisitor {
    private final int id;

    Entry(MethodVisitor next, int id) {
      super(Opcodes.ASM9, next);
      this.id = id;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      visitLdcInsn(id);
      visitMethodInsn(Opcodes.INVOKESTATIC, "faultinjection/FaultPoints", "enter", "(I)V", false);
    }
  }
}
