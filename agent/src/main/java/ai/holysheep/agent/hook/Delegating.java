package ai.holysheep.agent.hook;

/** An object of ours in the place of one of the application's. */
public interface Delegating {
  Object delegate();
}
