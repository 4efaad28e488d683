package ai.holysheep.agent.exposition.http;

/** All clients that are connected. */
public interface Crowd {
  /** Closes the connection whose client has kept its response waiting for the longest time. */
  void closeSlowestReader();
}
