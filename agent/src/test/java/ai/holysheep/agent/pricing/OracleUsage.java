package ai.holysheep.agent.pricing;

import ai.holysheep.agent.pricing.Consumption.Count;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one call has used, in one of several shapes: text alone, and text with each other kind.
 *
 * @param millis when, since 1970
 */
record OracleUsage(long prompt, int shape, String tier, long millis) {
  static final int SHAPES = 8;

  Map<Count, Long> counts() {
    Map<Count, Long> counts = new EnumMap<>(Count.class);
    counts.put(Count.INPUT, prompt);
    counts.put(Count.OUTPUT, 331L);
    counts.put(Count.REQUESTS, 1L);
    switch (shape) {
      case 1 -> counts.put(Count.CACHED_INPUT, prompt - 100);
      case 2 -> {
        counts.put(Count.CACHED_INPUT, 300L);
        counts.put(Count.CACHE_WRITE, 200L);
        counts.put(Count.CACHE_WRITE_1H, 77L);
      }
      case 3 -> counts.put(Count.REASONING, 130L);
      case 4 -> {
        counts.put(Count.CACHED_INPUT, 90L);
        counts.put(Count.AUDIO_INPUT, 500L);
        counts.put(Count.CACHED_AUDIO_INPUT, 60L);
        counts.put(Count.AUDIO_OUTPUT, 230L);
      }
      case 5 -> {
        counts.put(Count.IMAGE_INPUT, 250L);
        counts.put(Count.IMAGE_OUTPUT, 300L);
      }
      case 6 -> counts.put(Count.WEB_SEARCHES, 3L);
      case 7 -> {
        counts.put(Count.CACHED_INPUT, 90L);
        counts.put(Count.IMAGE_INPUT, 500L);
        counts.put(Count.CACHED_IMAGE_INPUT, 60L);
        counts.put(Count.IMAGE_OUTPUT, 230L);
      }
      default -> {
        // Text alone.
      }
    }
    return counts;
  }

  Consumption consumption() {
    Consumption.Builder used = new Consumption.Builder(millis).serviceTier(tier);
    counts().forEach(used::with);
    return used.build();
  }
}
