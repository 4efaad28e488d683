package ai.holysheep.agent.exchange;

import org.jspecify.annotations.Nullable;

/** A message's header fields, as a client holds them. Names are not case-sensitive. */
public interface Headers {
  /** The first value of the field, or {@code null}. */
  @Nullable String first(String name);
}
