package ai.holysheep.agent.hook;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves a hook into the bytes of its class. Looks at no other class, loads none, and changes no
 * class's shape.
 */
final class Weaver extends ClassVisitor {
  private final Hook hook;
  private final int[] maxLocals;
  private int version;
  private int methods;

  private Weaver(ClassVisitor next, Hook hook, int[] maxLocals) {
    super(Opcodes.ASM9, next);
    this.hook = hook;
    this.maxLocals = maxLocals;
  }

  /** The woven bytes, or {@code null} if the class has no such method. */
  static byte @Nullable [] weave(Hook hook, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    int[] maxLocals = new LocalsCounter().count(reader, hook);
    ClassWriter writer = new ClassWriter(reader, 0);
    Weaver weaver = new Weaver(writer, hook, maxLocals);
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    return weaver.methods == 0 ? null : writer.toByteArray();
  }

  @Override
  public void visit(
      int classVersion,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    version = classVersion & 0xFFFF;
    super.visit(classVersion, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (!matches(hook, access, name, descriptor)) {
      return next;
    }
    return new HookedMethod(next, hook, descriptor, maxLocals[methods++], version);
  }

  private static boolean matches(Hook hook, int access, String name, String descriptor) {
    int without =
        Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC | Opcodes.ACC_BRIDGE;
    return (access & without) == 0 && hook.matches(name, descriptor);
  }

  /** How many local variables each method to be woven has: ours goes behind them. */
  private static final class LocalsCounter {
    private int[] counts = {};

    int[] count(ClassReader reader, Hook hook) {
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {
            @Override
            public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
              return matches(hook, access, name, descriptor) ? counter() : null;
            }
          },
          ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return counts;
    }

    private MethodVisitor counter() {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
          counts = java.util.Arrays.copyOf(counts, counts.length + 1);
          counts[counts.length - 1] = maxLocals;
        }
      };
    }
  }
}
