package ai.holysheep.agent.command;

import java.io.IOException;

/** Loads the agent into a running JVM. */
interface AgentLoader {
  /** Returns when the agent's {@code agentmain} has returned. */
  void load(String pid, String agentArguments) throws IOException, ReflectiveOperationException;
}
