package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import org.jspecify.annotations.Nullable;

/** One header field of a request, which may be the application's own class. */
final class RequestField {
  private RequestField() {}

  /** Returns {@code null} if the request does not have the field, or throws anything. */
  static <Q> @Nullable String read(RequestFields<Q> fields, Q request, String name) {
    try {
      return fields.header(request, name);
    } catch (Throwable e) {
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
      return null;
    }
  }
}
