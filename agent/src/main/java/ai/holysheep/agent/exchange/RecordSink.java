package ai.holysheep.agent.exchange;

/**
 * Takes each attempt's record, once, on the application's thread that ended it: must neither block
 * nor throw.
 */
public interface RecordSink {
  void accept(CallRecord record);
}
