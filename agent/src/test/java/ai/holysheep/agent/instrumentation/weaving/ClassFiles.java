package ai.holysheep.agent.instrumentation.weaving;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/** Class files of any version, as compilers of that time made them. */
final class ClassFiles {
  private ClassFiles() {}

  static byte[] read(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }

  static byte[] empty(String name, int version) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Copies a class with another name and version. Before Java 6 a class has no frames. */
  static byte[] copy(byte[] classFile, String from, String name, int version) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(
        new ClassRemapper(
            new Versioned(writer, version), new SimpleRemapper(Opcodes.ASM9, from, name)),
        version < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0);
    return writer.toByteArray();
  }

  private static final class Versioned extends ClassVisitor {
    private final int version;

    Versioned(ClassVisitor next, int version) {
      super(Opcodes.ASM9, next);
      this.version = version;
    }

    @Override
    public void visit(
        int ignored,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      super.visit(version, access, name, signature, superName, interfaces);
    }
  }
}
