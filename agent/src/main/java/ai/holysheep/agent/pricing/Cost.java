package ai.holysheep.agent.pricing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a call by the price table, in whole picodollars (10^-12 USD): the exact cost, rounded
 * once. All parts together are the total, which fits a {@code long}. Immutable.
 */
public final class Cost {
  /** A picodollar is 10^-7 millicents: 1 USD is 100,000 millicents. */
  public static final int MILLICENT_DECIMALS = 7;

  /** A picodollar is 10^-12 USD. */
  public static final int USD_DECIMALS = 12;

  /** What is paid for. No part includes another. */
  public enum Part {
    /** Of text that no cache had, and that none keeps. */
    INPUT,
    CACHED_INPUT,
    CACHE_WRITE,
    /** Of text. */
    OUTPUT,
    /** Only where the model has a price for it; else it is a part of {@link #OUTPUT}. */
    REASONING,
    /** Input and output. */
    AUDIO,
    /** Input and output. */
    IMAGE,
    /** What the vendor's server has done besides, such as a web search. */
    TOOL,
    /** A price for the call itself. */
    REQUEST;

    static final int SIZE = values().length;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the label {@code part} of {@code holysheep_cost_details_millicents_total}. */
    public String label() {
      return label;
    }
  }

  /** All input: text, cached, written, audio and images. */
  public final long input;

  /** All output: text, reasoning, audio and images. */
  public final long output;

  /**
   * The entry of the price table that gave the price: {@code default} for a model that has no price
   * of its own.
   */
  public final String pricedAs;

  /** Whether the price table has an entry for the model; otherwise the default price applies. */
  public final boolean hasOwnPrice;

  /**
   * The rules by which this call was priced where the vendor's own are silent, separated by {@code
   * ;}; {@code null} if there was no need of one.
   */
  public final @Nullable String rules;

  private final long[] parts;

  /**
   * @param parts by the ordinals of {@link Part}; the caller must not use them later
   */
  Cost(
      long input,
      long output,
      long[] parts,
      String pricedAs,
      boolean hasOwnPrice,
      @Nullable String rules) {
    this.input = input;
    this.output = output;
    this.parts = parts;
    this.pricedAs = pricedAs;
    this.hasOwnPrice = hasOwnPrice;
    this.rules = rules;
  }

  public long part(Part part) {
    return parts[part.ordinal()];
  }

  public long total() {
    return input + output + part(Part.TOOL) + part(Part.REQUEST);
  }
}
