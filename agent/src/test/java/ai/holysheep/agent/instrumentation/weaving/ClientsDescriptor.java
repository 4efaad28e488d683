package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import ai.holysheep.agent.instrumentation.InstrumentedClass;

/** Describes {@link Client}. */
final class ClientsDescriptor extends ClientDescriptor {
  static final int AROUND = 0;
  static final int NOTHING = 1;
  static final int WIDE = 2;
  static final int RESULT = 3;
  static final int ENTRY = 4;
  static final int READ = 5;
  static final int WRITE = 6;
  static final int WRITE_BYTE = 7;

  private ClientsDescriptor(String className) {
    super("test", "a test's client");
    instrument("test", className)
        .around("Handler", "around(Ljava/lang/String;J")
        .passing(0, 2, 4)
        .around("Handler", "nothing(")
        .around("Handler", "wide(")
        .result("Handler", "result(")
        .entry("Handler", "entry(")
        .passing(0)
        .read("Handler")
        .write("Handler");
  }

  static ClientsDescriptor of(String className) {
    return new ClientsDescriptor(className);
  }

  InstrumentedClass only() {
    return classes().get(0);
  }
}
