package ai.holysheep.agent.pricing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of service tiers, as answers tell them: OpenAI's and Anthropic's {@code service_tier},
 * Vertex AI's {@code trafficType}.
 */
public final class ServiceTier {
  static final String FLEX = "flex";
  static final String PRIORITY = "priority";
  static final String BATCH = "batch";

  /** Stands for all names of the standard tier. */
  private static final String STANDARD = "standard";

  private static final int MAX_NAME = 64;

  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    add(STANDARD, "standard", "default", "on_demand", "traffic_type_unspecified");
    add(FLEX, "flex", "on_demand_flex");
    add(PRIORITY, "priority", "on_demand_priority");
    add(BATCH, "batch", "batches");
  }

  private ServiceTier() {}

  private static void add(String tier, String... names) {
    for (String name : names) {
      NAMES.put(name, tier);
      // Vertex AI writes capitals. To find them as they are spares a text for each call.
      NAMES.put(name.toUpperCase(Locale.ROOT), tier);
    }
  }

  /** {@code null} for the standard tier, and if no tier is told. */
  public static @Nullable String canonical(@Nullable String answered) {
    if (answered == null || answered.isEmpty()) {
      return null;
    }
    String tier = NAMES.get(answered);
    if (tier == null && answered.length() <= MAX_NAME) {
      String lower = answered.toLowerCase(Locale.ROOT);
      tier = NAMES.get(lower);
      tier = tier == null ? lower : tier;
    }
    return STANDARD.equals(tier) ? null : tier == null ? answered : tier;
  }
}
