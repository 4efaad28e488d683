package ai.holysheep.agent.instrumentation.weaving;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** Describes a class that is like {@link OldClient}. */
final class OldClientDescriptor extends ClientDescriptor {
  OldClientDescriptor(String className) {
    super("old", "an old client");
    instrument("test", className).around("Handler", "around(Ljava/lang/String;J").passing(0);
  }
}
