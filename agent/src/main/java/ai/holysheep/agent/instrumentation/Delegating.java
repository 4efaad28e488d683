package ai.holysheep.agent.instrumentation;

/**
 * An object of the agent that replaces one of the application. The interface is in the core,
 * because each instrumented class has an adapter loader of its own: they do not share adapter
 * classes.
 */
public interface Delegating {
  Object delegate();
}
