package ai.holysheep.agent.tests;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The smallest class file (JVMS 4.1): a public class without members. */
final class EmptyClass {
  private EmptyClass() {}

  static byte[] named(String internalName) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0xCAFEBABE);
      out.writeInt(52);
      out.writeShort(5);
      entry(out, internalName, 2);
      entry(out, "java/lang/Object", 4);
      // Flags, this class, its superclass; no interfaces, fields, methods or attributes.
      for (int value : new int[] {0x21, 1, 3, 0, 0, 0, 0}) {
        out.writeShort(value);
      }
    }
    return bytes.toByteArray();
  }

  private static void entry(DataOutputStream out, String name, int nameIndex) throws IOException {
    out.writeByte(7);
    out.writeShort(nameIndex);
    out.writeByte(1);
    out.writeUTF(name);
  }
}
