package ai.holysheep.agent.exchange;

/**
 * Receives the record of each attempt, once, on the thread that ended the attempt: usually one of
 * the application's. Must neither block nor throw.
 */
public interface RecordSink {
  void accept(CallRecord record);
}
