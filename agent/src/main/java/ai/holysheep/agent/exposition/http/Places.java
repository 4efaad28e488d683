package ai.holysheep.agent.exposition.http;

import ai.holysheep.agent.thread.RetryPause;
import org.jspecify.annotations.Nullable;

/**
 * The places for connections. If all are taken, a new connection gets the place of one that waits
 * for its client: of an idle one, then of one that has sent no whole request, then of one whose
 * client does not read its response. Any thread may use it.
 */
final class Places implements Crowd {
  static final int COUNT = 32;

  private static final int LEAVING_CHECKS = 50;
  private static final Connection.Phase[] PHASES = Connection.Phase.values();

  private final RetryPause recheck = new RetryPause(1, 1);

  private final Place[] places = new Place[COUNT];

  Places() {
    for (int i = 0; i < COUNT; i++) {
      places[i] = new Place();
    }
  }

  /** Waits until there is a free place. Only the accepting thread calls it. */
  Place awaitFree() {
    for (int tries = 0; ; tries++) {
      Place free = firstFree();
      if (free != null) {
        return free;
      }
      giveUpOverdue();
      // A connection that was given up needs a moment to leave. One that does not is not waited
      // for.
      if (!isAnyLeaving() || tries % LEAVING_CHECKS == LEAVING_CHECKS - 1) {
        giveUpOne();
      }
      recheck.await();
    }
  }

  @Override
  public boolean isFull() {
    return firstFree() == null;
  }

  boolean isEmpty() {
    for (Place place : places) {
      if (place.connection() != null) {
        return false;
      }
    }
    return true;
  }

  /** The first, so that few places are ever used. */
  private @Nullable Place firstFree() {
    for (Place place : places) {
      if (place.connection() == null) {
        return place;
      }
    }
    return null;
  }

  /** Ends each connection that has used more time than its phase has. */
  void giveUpOverdue() {
    long now = System.nanoTime();
    for (Place place : places) {
      Connection connection = place.connection();
      if (connection != null && !connection.isGivenUp() && connection.isOverdue(now)) {
        connection.giveUp();
      }
    }
  }

  private boolean isAnyLeaving() {
    for (Place place : places) {
      Connection connection = place.connection();
      if (connection != null && connection.isGivenUp()) {
        return true;
      }
    }
    return false;
  }

  private void giveUpOne() {
    for (Connection.Phase phase : PHASES) {
      if (giveUpLongestWaiting(phase)) {
        return;
      }
    }
  }

  @Override
  public void closeSlowestReader() {
    giveUpLongestWaiting(Connection.Phase.ANSWERING);
  }

  /** Takes no lock: to close can mean to wait for the connection's thread. */
  private boolean giveUpLongestWaiting(Connection.Phase phase) {
    long now = System.nanoTime();
    Connection longest = null;
    long excess = 0;
    for (Place place : places) {
      Connection connection = place.connection();
      if (connection != null && !connection.isGivenUp() && connection.phase() == phase) {
        long waited = connection.waitedTooLongNanos(now);
        if (waited > excess) {
          longest = connection;
          excess = waited;
        }
      }
    }
    if (longest != null) {
      longest.giveUp();
    }
    return longest != null;
  }
}
