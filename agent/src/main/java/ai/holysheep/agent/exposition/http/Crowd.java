package ai.holysheep.agent.exposition.http;

/** All clients that are connected. */
public interface Crowd {
  /** Whether the next client would have to wait. */
  boolean isFull();

  /** Closes the connection whose client has kept its response waiting for the longest time. */
  void closeSlowestReader();
}
