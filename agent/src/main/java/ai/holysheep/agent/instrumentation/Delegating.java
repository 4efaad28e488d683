package ai.holysheep.agent.instrumentation;

/**
 * An object of ours in the place of one of the application's. The interface belongs to the core:
 * two instrumented classes have adapters of different loaders, whose classes are not the same.
 */
public interface Delegating {
  Object delegate();
}
