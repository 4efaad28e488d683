package ai.holysheep.agent.report.focus;

import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import ai.holysheep.agent.report.totals.CostParts.Part;

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
  TOOL(Part.TOOL, "Web searches", Unit.SEARCHES) {
    @Override
    long quantity(Call call) {
      return tokens(call, Field.WEB_SEARCHES);
    }
  },
  REQUEST(Part.REQUEST, "Requests", Unit.REQUESTS) {
    @Override
    long quantity(Call call) {
      return call.number(Field.COST_REQUEST) > 0 ? 1 : 0;
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
    TOKENS("Tokens", "1000000 Tokens", 6),
    SEARCHES("Searches", "Searches", 0),
    REQUESTS("Requests", "Requests", 0);

    final String consumed;
    final String priced;

    /** A unit that is priced has {@code 10^decimals} units that are consumed. */
    final int decimals;

    Unit(String consumed, String priced, int decimals) {
      this.consumed = consumed;
      this.priced = priced;
      this.decimals = decimals;
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
