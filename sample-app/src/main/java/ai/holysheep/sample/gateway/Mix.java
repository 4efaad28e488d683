package ai.holysheep.sample.gateway;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** How often the gateway chooses each scenario. Immutable. */
public final class Mix {
  private final Map<Scenario, Integer> weights;

  private Mix(Map<Scenario, Integer> weights) {
    this.weights = weights;
  }

  /** The scenarios of a busy gateway. */
  public static Mix typical() {
    Map<Scenario, Integer> weights = new EnumMap<>(Scenario.class);
    weights.put(Scenario.OK, 850);
    weights.put(Scenario.GZIP, 40);
    weights.put(Scenario.RATE_LIMIT, 50);
    weights.put(Scenario.SERVER_ERROR, 20);
    weights.put(Scenario.OVERLOADED, 15);
    weights.put(Scenario.CLIENT_ERROR, 5);
    weights.put(Scenario.SLOW, 8);
    weights.put(Scenario.RESET, 6);
    weights.put(Scenario.RESET_BODY, 4);
    weights.put(Scenario.NO_USAGE, 2);
    return new Mix(weights);
  }

  public static Mix only(Scenario scenario) {
    Map<Scenario, Integer> weights = new EnumMap<>(Scenario.class);
    weights.put(scenario, 1);
    return new Mix(weights);
  }

  Scenario draw(Random random) {
    int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    int left = random.nextInt(sum);
    for (Map.Entry<Scenario, Integer> weight : weights.entrySet()) {
      left -= weight.getValue();
      if (left < 0) {
        return weight.getKey();
      }
    }
    throw new IllegalStateException("a weight is negative");
  }
}
