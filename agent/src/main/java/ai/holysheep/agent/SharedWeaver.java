package ai.holysheep.agent;

import ai.holysheep.agent.instrumentation.weaving.Weaver;

/** The weaver that a thread of the agent prepares, and that application threads use. */
final class SharedWeaver {
  static final Weaver INSTANCE = new Weaver(SupportedClients.all());

  private SharedWeaver() {}
}
