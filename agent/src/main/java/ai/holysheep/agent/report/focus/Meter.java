package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.totals.CostParts.Part;
import java.util.Locale;

/** What the vendor meters: the parts of a cost, and in which unit each of them is counted. */
enum Meter {
  INPUT(Part.INPUT, "Input tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      long apart = 0;
      if (isApart(call, Field.COST_AUDIO)) {
        apart += uncached(call, Field.AUDIO_INPUT_TOKENS, Field.CACHED_AUDIO_INPUT_TOKENS);
      }
      if (isApart(call, Field.COST_IMAGE)) {
        apart += uncached(call, Field.IMAGE_INPUT_TOKENS, Field.CACHED_IMAGE_INPUT_TOKENS);
      }
      long cache =
          tokens(call, Field.CACHED_INPUT_TOKENS) + tokens(call, Field.CACHE_WRITE_INPUT_TOKENS);
      return rest(tokens(call, Field.INPUT_TOKENS), cache + apart);
    }
  },
  CACHED_INPUT(Part.CACHED_INPUT, "Cached input tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      long apart =
          tokensIf(isApart(call, Field.COST_AUDIO), call, Field.CACHED_AUDIO_INPUT_TOKENS)
              + tokensIf(isApart(call, Field.COST_IMAGE), call, Field.CACHED_IMAGE_INPUT_TOKENS);
      return rest(tokens(call, Field.CACHED_INPUT_TOKENS), apart);
    }
  },
  CACHE_WRITE(Part.CACHE_WRITE, "Cache write tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      return tokens(call, Field.CACHE_WRITE_INPUT_TOKENS);
    }
  },
  OUTPUT(Part.OUTPUT, "Output tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      long apart =
          tokensIf(isApart(call, Field.COST_AUDIO), call, Field.AUDIO_OUTPUT_TOKENS)
              + tokensIf(isApart(call, Field.COST_IMAGE), call, Field.IMAGE_OUTPUT_TOKENS)
              + REASONING.quantity(call);
      return rest(tokens(call, Field.OUTPUT_TOKENS), apart);
    }
  },
  REASONING(Part.REASONING, "Reasoning tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      return tokensIf(isApart(call, Field.COST_REASONING), call, Field.REASONING_TOKENS);
    }
  },
  AUDIO(Part.AUDIO, "Audio tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      boolean isApart = isApart(call, Field.COST_AUDIO);
      return tokensIf(isApart, call, Field.AUDIO_INPUT_TOKENS)
          + tokensIf(isApart, call, Field.AUDIO_OUTPUT_TOKENS);
    }
  },
  IMAGE(Part.IMAGE, "Image tokens", Unit.TOKENS) {
    @Override
    long quantity(Call call) {
      boolean isApart = isApart(call, Field.COST_IMAGE);
      return tokensIf(isApart, call, Field.IMAGE_INPUT_TOKENS)
          + tokensIf(isApart, call, Field.IMAGE_OUTPUT_TOKENS);
    }
  },
  AUDIO_SECONDS(Part.AUDIO, "Seconds of audio", Unit.SECONDS) {
    @Override
    long quantity(Call call) {
      return AUDIO.quantity(call) > 0
          ? 0
          : tokensIf(isApart(call, Field.COST_AUDIO), call, Field.AUDIO_SECONDS);
    }
  },
  IMAGES(Part.IMAGE, "Images", Unit.IMAGES) {
    @Override
    long quantity(Call call) {
      return IMAGE.quantity(call) > 0
          ? 0
          : tokensIf(isApart(call, Field.COST_IMAGE), call, Field.IMAGES);
    }
  },
  TOOL(Part.TOOL, "Web searches", Unit.SEARCHES) {
    @Override
    long quantity(Call call) {
      return tokens(call, Field.WEB_SEARCHES);
    }
  },
  REQUEST(Part.REQUEST, "Requests", Unit.REQUESTS) {
    @Override
    long quantity(Call call) {
      return isApart(call, Field.COST_REQUEST) && PAGES.quantity(call) == 0 ? 1 : 0;
    }
  },
  PAGES(Part.REQUEST, "Pages", Unit.PAGES) {
    @Override
    long quantity(Call call) {
      return tokensIf(isApart(call, Field.COST_REQUEST), call, Field.PAGES);
    }
  },
  OTHER(Part.OTHER, "Usage that is not split", Unit.REQUESTS) {
    @Override
    long quantity(Call call) {
      return 0;
    }
  };

  /** Units by the rules of FOCUS 1.2 for units: whole numbers, plural, capitalized. */
  enum Unit {
    /** Vendors' prices are for a million tokens. */
    TOKENS("Tokens", 0, "1000000 Tokens", 6),
    SECONDS("Seconds", Call.MICROS_DECIMALS),
    IMAGES("Images", 0),
    PAGES("Pages", 0),
    SEARCHES("Searches", 0),
    REQUESTS("Requests", 0);

    final String consumed;
    final String priced;

    /** Of a quantity that is counted in {@code 10^-decimals} of the unit. */
    final int consumedDecimals;

    final int pricedDecimals;

    /** One that is priced as it is consumed. */
    Unit(String name, int decimals) {
      this(name, decimals, name, decimals);
    }

    Unit(String consumed, int consumedDecimals, String priced, int pricedDecimals) {
      this.consumed = consumed;
      this.consumedDecimals = consumedDecimals;
      this.priced = priced;
      this.pricedDecimals = pricedDecimals;
    }
  }

  static final int SIZE = values().length;

  /** The sum of a few counts fits into a {@code long}. */
  private static final long MAX_COUNT = Long.MAX_VALUE / 8;

  final Part part;
  final String title;
  final Unit unit;

  Meter(Part part, String title, Unit unit) {
    this.part = part;
    this.title = title;
    this.unit = unit;
  }

  /** How much of it the call has used, if its line splits the cost. */
  abstract long quantity(Call call);

  /**
   * The meter of a part of the call's cost. A part can be paid by tokens or by another unit, and a
   * line has one cost of both: tokens come first, as the answers that count them are billed by
   * them.
   */
  static Meter of(Part part, Call call) {
    switch (part) {
      case AUDIO:
        return AUDIO_SECONDS.quantity(call) > 0 ? AUDIO_SECONDS : AUDIO;
      case IMAGE:
        return IMAGES.quantity(call) > 0 ? IMAGES : IMAGE;
      case REQUEST:
        return PAGES.quantity(call) > 0 ? PAGES : REQUEST;
      default:
        return valueOf(part.name());
    }
  }

  /** The product, besides the model: {@code cached_input}. */
  String sku() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Counts of a foreign line can be as large as a {@code long}. */
  static long tokens(Call call, Field field) {
    return Math.min(MAX_COUNT, call.count(field));
  }

  /** Without a price of their own, tokens are paid for as other input and output. */
  static boolean isApart(Call call, Field cost) {
    return call.number(cost) > 0;
  }

  static long tokensIf(boolean isApart, Call call, Field field) {
    return isApart ? tokens(call, field) : 0;
  }

  static long uncached(Call call, Field all, Field cached) {
    return rest(tokens(call, all), tokens(call, cached));
  }

  static long rest(long all, long other) {
    return Math.max(0, all - other);
  }
}
