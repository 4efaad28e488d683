package ai.holysheep.agent.adapter.jdk;

import ai.holysheep.agent.instrumentation.Delegating;
import ai.holysheep.agent.instrumentation.ResultHandler;
import java.util.Optional;

/** {@code HttpResponse.request().bodyPublisher()}: the application gets its own publisher. */
public final class BodyPublisherHandler extends ResultHandler<Optional<?>> {
  @Override
  protected Optional<?> onReturn(Optional<?> returned) {
    Object publisher = returned.orElse(null);
    return publisher instanceof Delegating
        ? Optional.of(((Delegating) publisher).delegate())
        : returned;
  }
}
