package ai.holysheep.agent.instrumentation;

/** An object of ours in the place of one of the application's. */
public interface Delegating {
  Object delegate();
}
