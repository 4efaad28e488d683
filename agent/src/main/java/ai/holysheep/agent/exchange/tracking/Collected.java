package ai.holysheep.agent.exchange.tracking;

import java.lang.ref.ReferenceQueue;

/**
 * The references whose object was collected. Only the thread of {@link UnreferencedBodies#endNext}
 * takes from the queue: its methods have a lock, and a virtual thread that waits for it pins its
 * carrier on JDK 25.
 */
final class Collected {
  static final ReferenceQueue<Object> QUEUE = new ReferenceQueue<>();

  private Collected() {}

  /** A reference that can be in the queue. */
  interface Entry {
    void onCollected();
  }
}
