package ai.holysheep.agent.instrumentation;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
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
  private static final int WITHOUT =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC | Opcodes.ACC_BRIDGE;

  private final Hook hook;
  private final Queue<Integer> maxLocals;
  private int version;

  private Weaver(ClassVisitor next, Hook hook, Queue<Integer> maxLocals) {
    super(Opcodes.ASM9, next);
    this.hook = hook;
    this.maxLocals = maxLocals;
  }

  /** What the class lacks of the hook, or {@code null} if it has all of it. */
  static @Nullable String missing(Hook hook, ClassReader reader) {
    Set<Hook.Point> found = new HashSet<>();
    locals(hook, reader, found);
    for (Hook.Point point : hook.points) {
      if (!found.contains(point)) {
        return String.join(" or ", point.methods);
      }
    }
    return null;
  }

  /** The woven bytes. */
  static byte[] weave(Hook hook, ClassReader reader) {
    ClassWriter writer = new ClassWriter(reader, 0);
    Weaver weaver = new Weaver(writer, hook, locals(hook, reader, new HashSet<>()));
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
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
    Hook.Point point = (access & WITHOUT) == 0 ? hook.at(name, descriptor) : null;
    return point == null
        ? next
        : new HookedMethod(
            next, hook.className, point, name, descriptor, maxLocals.remove(), version);
  }

  /** How many local variables each method to be woven has: ours go behind them. */
  private static Queue<Integer> locals(Hook hook, ClassReader reader, Set<Hook.Point> found) {
    Queue<Integer> counts = new ArrayDeque<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            Hook.Point point = (access & WITHOUT) == 0 ? hook.at(name, descriptor) : null;
            if (point == null) {
              return null;
            }
            found.add(point);
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                counts.add(maxLocals);
              }
            };
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return counts;
  }
}
