package ai.holysheep.agent.instrumentation;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes calls of {@link HolySheepHook} into a method of a hooked class. */
abstract class BridgeCalls extends MethodVisitor {
  static final String OBJECT = "java/lang/Object";
  private static final String BRIDGE = "java/lang/HolySheepHook";

  private final String className;
  private final boolean namesClasses;

  BridgeCalls(MethodVisitor next, String className, int version) {
    super(Opcodes.ASM9, next);
    this.className = className;
    namesClasses = version >= Opcodes.V1_5;
  }

  /** Pushes the class: the hooked one, or where old class files cannot name it, this object's. */
  final void hooked() {
    if (namesClasses) {
      super.visitLdcInsn(Type.getObjectType(className));
    } else {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, OBJECT, "getClass", "()Ljava/lang/Class;", false);
    }
  }

  final void hookedAndThis() {
    hooked();
    super.visitVarInsn(Opcodes.ALOAD, 0);
  }

  /** stack: class, this, a, b, c -> token */
  final void before() {
    bridge(
        "before",
        "(Ljava/lang/Class;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)"
            + "Ljava/lang/Object;");
  }

  /** stack: token, index, original -> argument */
  final void argument(Type type) {
    bridge("argument", "(Ljava/lang/Object;ILjava/lang/Object;)Ljava/lang/Object;");
    super.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
  }

  /** stack: class, this, bytes, offset, length -> */
  final void bytes() {
    bridge("bytes", "(Ljava/lang/Class;Ljava/lang/Object;[BII)V");
  }

  /** stack: class, token, returned, thrown -> returned */
  final void after() {
    bridge(
        "after",
        "(Ljava/lang/Class;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)"
            + "Ljava/lang/Object;");
  }

  private void bridge(String method, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, method, descriptor, false);
  }
}
