package ai.holysheep.agent.pricing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one call has used, as far as prices depend on it. Immutable. */
public final class Consumption {
  /** What is counted. All up to the searches are parts of the first two. */
  public enum Count {
    /** All input tokens, cached and written ones included. */
    INPUT,
    /** All output tokens, reasoning included. */
    OUTPUT,
    CACHED_INPUT,
    CACHE_WRITE,
    /** A part of {@link #CACHE_WRITE}: written for an hour, and not for five minutes. */
    CACHE_WRITE_1H,
    REASONING,
    AUDIO_INPUT,
    AUDIO_OUTPUT,
    /** A part of {@link #CACHED_INPUT} and of {@link #AUDIO_INPUT}. */
    CACHED_AUDIO_INPUT,
    IMAGE_INPUT,
    IMAGE_OUTPUT,
    /** A part of {@link #CACHED_INPUT} and of {@link #IMAGE_INPUT}. */
    CACHED_IMAGE_INPUT,
    /** Searches that the vendor's server has made. */
    WEB_SEARCHES,
    /** Images that the model has made. */
    IMAGES,
    /** How long the audio is that the model has heard, in thousandths of a second. */
    AUDIO_MILLIS,
    /** Pages that the model has read. */
    PAGES,
    /** 1 for a call that is billed, 0 for a further model's part of one. */
    REQUESTS;

    static final int SIZE = values().length;
  }

  private final long[] counts;

  /** The service tier that has answered, as told; {@code null} if it is not told. */
  final @Nullable String serviceTier;

  /** Which image was asked for, like {@code hd/1024x1792}; {@code null} if it is not known. */
  final @Nullable String imageForm;

  /** When the call ended, in milliseconds since 1970: prices have their time. */
  final long millis;

  private Consumption(Builder builder) {
    counts = builder.counts;
    serviceTier = builder.serviceTier;
    imageForm = builder.imageForm;
    millis = builder.millis;
  }

  /** -1 if it is unknown. */
  long count(Count count) {
    return counts[count.ordinal()];
  }

  /** Collects the counts. Not thread-safe; not to be used after {@link #build}. */
  public static final class Builder {
    private final long[] counts = new long[Count.SIZE];
    private final long millis;
    private @Nullable String serviceTier;
    private @Nullable String imageForm;

    /**
     * @param millis when the call ended, in milliseconds since 1970
     */
    public Builder(long millis) {
      this.millis = millis;
      Arrays.fill(counts, -1);
    }

    /** Sets a count; -1 if it is unknown. */
    public Builder with(Count count, long number) {
      counts[count.ordinal()] = number;
      return this;
    }

    public Builder serviceTier(@Nullable String tier) {
      serviceTier = tier;
      return this;
    }

    /** Sets the size of the images, and before it their quality if that is known. */
    public Builder imageForm(@Nullable String form) {
      imageForm = form;
      return this;
    }

    public Consumption build() {
      return new Consumption(this);
    }
  }
}
