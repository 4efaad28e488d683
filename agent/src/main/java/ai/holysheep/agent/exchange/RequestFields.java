package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a request's head has. It has no state, so that reading allocates nothing. The request
 * may be the application's own class, so the methods may throw anything.
 *
 * @param <Q> the client's request, or its head
 */
public interface RequestFields<Q> {
  /** The first value of the header field; {@code null} if the request does not have it. */
  @Nullable String header(Q request, String name);

  /** The URL's query; {@code null} if it has none. */
  @Nullable String query(Q request);
}
