package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.instrumentation.Delegating;
import ai.holysheep.agent.instrumentation.HookHandler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpResponse.request().bodyPublisher()}: the application shall get the publisher that it
 * gave.
 */
public final class BodyPublisherHandler extends HookHandler {
  @Override
  public @Nullable Object after(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Object publisher = returned instanceof Optional ? ((Optional<?>) returned).orElse(null) : null;
    return publisher instanceof Delegating
        ? Optional.of(((Delegating) publisher).delegate())
        : returned;
  }
}
