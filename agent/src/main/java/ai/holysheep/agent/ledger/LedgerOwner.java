package ai.holysheep.agent.ledger;

import ai.holysheep.agent.config.Config;
import java.util.Collections;
import java.util.Map;

/** Whose calls the ledger has: the same on each of its lines. Immutable. */
final class LedgerOwner {
  final String service;
  final String host;

  /** {@code metrics.constant-labels}. */
  final Map<String, String> labels;

  LedgerOwner(String service, String host, Map<String, String> labels) {
    this.service = service;
    this.host = host;
    this.labels = labels;
  }

  static LedgerOwner of(Config config) {
    return new LedgerOwner("", "", Collections.<String, String>emptyMap());
  }
}
