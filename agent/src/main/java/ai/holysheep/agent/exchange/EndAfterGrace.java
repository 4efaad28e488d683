package ai.holysheep.agent.exchange;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.util.function.LongConsumer;

/** Ends an attempt whose error's body stayed unread, as of the moment when the error arrived. */
final class EndAfterGrace implements LongConsumer {
  private final Completion completion;

  EndAfterGrace(Completion completion) {
    this.completion = completion;
  }

  @Override
  public void accept(long nanos) {
    try {
      completion.end(ErrorType.NONE, nanos);
    } catch (Throwable e) {
      completion.abandon();
      AgentErrors.countAndLog(AgentErrors.Stage.EXCHANGE, e);
    }
  }
}
