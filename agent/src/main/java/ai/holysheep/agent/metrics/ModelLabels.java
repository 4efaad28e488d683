package ai.holysheep.agent.metrics;

import ai.holysheep.agent.exchange.CallRecord;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which models have a label of their own. Typos, scanners and gateways make up names. So
 * the places of real models are only for names that a request has named and that were answered
 * well; all other names share a few places. A name that has a place keeps it. Any thread may use
 * it; for a known name it takes no lock and allocates nothing.
 */
final class ModelLabels {
  /** So often a model must have answered lately to get one of the last places. */
  static final int BUSY = 32;

  /** What the agent itself calls a model that nobody has named. It needs no place. */
  private static final String UNKNOWN = "unknown";

  private static final int UNCONFIRMED_SHARE = 2;
  private static final int BUSY_SHARE = 4;

  /** The places that a name with a label has one of. */
  private final ConcurrentHashMap<String, Places> placesByName = new ConcurrentHashMap<>();

  private final Places real;

  /** For names that no good answer has confirmed yet. */
  private final Places unconfirmed;

  /** For real models that come late and often. */
  private final Places busy;

  private final NameFrequencies withoutPlace = new NameFrequencies();
  private final LabelOverflow realOverflow;
  private final LabelOverflow unconfirmedOverflow;

  /**
   * @param overflow counts the calls whose model becomes {@code other}
   */
  ModelLabels(int maxModels, ExactSum overflow) {
    int maxUnconfirmed = Math.max(1, maxModels / UNCONFIRMED_SHARE);
    real = new Places(maxModels);
    unconfirmed = new Places(maxUnconfirmed);
    busy = new Places(Math.max(1, maxModels / BUSY_SHARE));
    realOverflow =
        new LabelOverflow(
            overflow,
            "metrics.max-models ("
                + maxModels
                + ") is used up; further models are counted as \"other\"");
    unconfirmedOverflow =
        new LabelOverflow(
            overflow,
            "the labels of models without a successful request ("
                + maxUnconfirmed
                + ", half of metrics.max-models) are used up; further ones are counted as"
                + " \"other\" until they have one");
  }

  /** Returns the label's value for a call: its model, or {@code "other"}. */
  String admit(CallRecord call) {
    return admit(call.model, call.isModelRequested() && call.isSuccess());
  }

  /**
   * @param isConfirmed whether a request named the model, and was answered well
   */
  String admit(String model, boolean isConfirmed) {
    Places held = placesByName.get(model);
    if (held != null) {
      if (held == unconfirmed && isConfirmed) {
        confirm(model);
      }
      return model;
    }
    if (model.equals(UNKNOWN)) {
      return model;
    }
    Places taken = take(model, isConfirmed);
    if (taken == null) {
      (isConfirmed ? realOverflow : unconfirmedOverflow).count();
      return CardinalityLimit.OTHER;
    }
    return add(model, taken) ? model : admit(model, isConfirmed);
  }

  private @Nullable Places take(String model, boolean isConfirmed) {
    if (!isConfirmed) {
      return unconfirmed.take() ? unconfirmed : null;
    }
    if (real.take()) {
      return real;
    }
    return withoutPlace.add(model) >= BUSY && busy.take() ? busy : null;
  }

  /** Returns false if another thread has just given the model a place. */
  private boolean add(String model, Places taken) {
    boolean isAdded = false;
    try {
      isAdded = placesByName.putIfAbsent(model, taken) == null;
    } finally {
      if (!isAdded) {
        taken.giveBack();
      }
    }
    return isAdded;
  }

  /** If there is no place for it among the real models, it keeps the one that it has. */
  private void confirm(String model) {
    if (real.take()) {
      boolean isMoved = placesByName.replace(model, unconfirmed, real);
      (isMoved ? unconfirmed : real).giveBack();
    }
  }
}
