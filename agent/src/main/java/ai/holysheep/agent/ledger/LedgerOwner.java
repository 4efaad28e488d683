package ai.holysheep.agent.ledger;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.config.HostName;
import ai.holysheep.agent.config.ServiceName;
import ai.holysheep.agent.usage.BoundedText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose calls the ledger has: the same on each of its lines. Immutable. */
final class LedgerOwner {
  static final LedgerOwner UNKNOWN =
      new LedgerOwner(null, null, Collections.<String, String>emptyMap());

  private static final int MAX_NAME = 256;

  final @Nullable String service;

  /** {@code null} if nothing names the machine. */
  final @Nullable String host;

  /** {@code metrics.constant-labels}. */
  final Map<String, String> labels;

  LedgerOwner(@Nullable String service, @Nullable String host, Map<String, String> labels) {
    this.service = service;
    this.host = host;
    this.labels = labels;
  }

  /** Reads files, so call it on the ledger's own thread. */
  static LedgerOwner of(Config config) {
    String host = HostName.find();
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, String> label : config.labels().entrySet()) {
      labels.put(label.getKey(), BoundedText.of(label.getValue(), Integer.MAX_VALUE));
    }
    return new LedgerOwner(
        BoundedText.of(ServiceName.get(), MAX_NAME),
        host == null ? null : BoundedText.of(host, MAX_NAME),
        Collections.unmodifiableMap(labels));
  }
}
