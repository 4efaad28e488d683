package ai.holysheep.agent.instrumentation;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.exchange.CallRecord;
import ai.holysheep.agent.exchange.Exchanges;
import java.util.ArrayList;
import java.util.List;

/** Keeps the records of the attempts that end, and counts those that have not. */
final class Records {
  final List<CallRecord> ended = new ArrayList<>();
  private final Exchanges exchanges = new Exchanges(Config.load(null), null, ended::add);

  void install() {
    exchanges.install();
  }

  long active() {
    return exchanges.active();
  }
}
