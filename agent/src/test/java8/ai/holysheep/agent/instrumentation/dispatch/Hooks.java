package ai.holysheep.agent.instrumentation.dispatch;

import ai.holysheep.agent.instrumentation.ClientDescriptor;
import java.io.ByteArrayInputStream;
import java.util.Collections;

/**
 * Calls a {@link Dispatcher} as woven code does, at a class's first point. In a source folder of
 * its own: only a compiler for Java 8 lets a class of {@code java.lang} be on the class path.
 */
public final class Hooks {
  private final Object dispatcher;
  private final Class<?> type;

  /** For one class of this client. */
  public Hooks(ClientDescriptor client, Class<?> type) {
    dispatcher = new Dispatcher(Collections.singletonList(client));
    this.type = type;
  }

  private Dispatcher dispatcher() {
    return (Dispatcher) dispatcher;
  }

  public Object enter(Object argument) {
    return dispatcher().onEnter(type, 0, this, argument, null, null);
  }

  public Object exit(Object state, Object returned) {
    return dispatcher().onExit(type, 0, state, returned, null);
  }

  public void read(byte[] bytes) {
    dispatcher().onRead(type, 1, new ByteArrayInputStream(bytes), bytes, 0, bytes.length);
  }

  public boolean isConnected() {
    return dispatcher().isConnected();
  }
}
