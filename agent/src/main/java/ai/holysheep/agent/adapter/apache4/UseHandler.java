package ai.holysheep.agent.adapter.apache4;

import ai.holysheep.agent.instrumentation.EntryHandler;
import org.jspecify.annotations.Nullable;

/**
 * The client uses a connection. With a class's first call, all its handlers are loaded. So {@link
 * ShutdownHandler} is there when a web application is stopped: its loader loads nothing then.
 */
public final class UseHandler extends EntryHandler<Object, Object> {
  @Override
  protected void onEntry(Object connection, @Nullable Object unused) {}
}
