package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/** Finds a header field of a message by its name, which is not case-sensitive. */
public interface HeaderLookup {
  /** The first value of the field; {@code null} if the message does not have it. */
  @Nullable String first(String name);
}
