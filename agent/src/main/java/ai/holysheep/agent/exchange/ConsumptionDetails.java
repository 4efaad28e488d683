package ai.holysheep.agent.exchange;

import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.pricing.Consumption.Count;
import ai.holysheep.agent.usage.TokenDetail;
import ai.holysheep.agent.usage.UnitCounts;
import ai.holysheep.agent.usage.Usage;

/** What prices count of a call besides all its input and all its output. */
final class ConsumptionDetails {
  private ConsumptionDetails() {}

  static void add(Consumption.Builder used, UnitCounts units) {
    used.with(Count.WEB_SEARCHES, units.webSearches)
        .with(Count.IMAGES, units.images)
        .with(Count.AUDIO_MILLIS, units.audioMillis)
        .with(Count.PAGES, units.pages);
  }

  static void add(Consumption.Builder used, Usage usage) {
    used.with(Count.CACHED_INPUT, usage.detail(TokenDetail.CACHED_INPUT))
        .with(Count.CACHE_WRITE, usage.detail(TokenDetail.CACHE_WRITE_INPUT))
        .with(Count.CACHE_WRITE_1H, usage.detail(TokenDetail.CACHE_WRITE_1H_INPUT))
        .with(Count.REASONING, usage.detail(TokenDetail.REASONING_OUTPUT))
        .with(Count.AUDIO_INPUT, usage.detail(TokenDetail.AUDIO_INPUT))
        .with(Count.AUDIO_OUTPUT, usage.detail(TokenDetail.AUDIO_OUTPUT))
        .with(Count.IMAGE_INPUT, usage.detail(TokenDetail.IMAGE_INPUT))
        .with(Count.IMAGE_OUTPUT, usage.detail(TokenDetail.IMAGE_OUTPUT))
        .with(Count.CACHED_AUDIO_INPUT, usage.detail(TokenDetail.CACHED_AUDIO_INPUT))
        .with(Count.CACHED_IMAGE_INPUT, usage.detail(TokenDetail.CACHED_IMAGE_INPUT));
  }
}
