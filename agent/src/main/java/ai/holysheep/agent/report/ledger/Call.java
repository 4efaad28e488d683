package ai.holysheep.agent.report.ledger;

import ai.holysheep.agent.pricing.Consumption;
import ai.holysheep.agent.pricing.Consumption.Count;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger, as far as a report needs it. A reader fills one object again and again:
 * its values are valid until the next line is read.
 */
public final class Call {
  /** The ledger's smallest amount is a picodollar, 10^-12 USD. */
  public static final int USD_DECIMALS = 12;

  /** Of a latency in milliseconds, and of seconds of audio. */
  public static final int MICROS_DECIMALS = 3;

  /** What a report shows for a name that the line does not have. */
  public static final String UNKNOWN = "unknown";

  private static final String NO_ERROR = "none";

  String day = "";
  boolean part;

  /** Whether the call is of the period before, and its day moved into the report's period. */
  boolean previous;

  /** By the ordinals of the fields; {@code null} if it is unknown. */
  private final @Nullable String[] names = new String[Field.SIZE];

  /** By the ordinals of the fields; -1 if it is unknown. */
  private final long[] numbers = new long[Field.SIZE];

  private final Map<String, String> labels = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  Call() {
    clear();
  }

  void clear() {
    day = "";
    part = false;
    previous = false;
    Arrays.fill(names, null);
    Arrays.fill(numbers, -1);
    labels.clear();
    headers.clear();
  }

  void setName(Field field, @Nullable String name) {
    names[field.ordinal()] = name;
  }

  void setNumber(Field field, long number) {
    numbers[field.ordinal()] = number;
  }

  Map<String, String> namesOf(Field field) {
    return field == Field.LABELS ? labels : headers;
  }

  /** {@code null} if the line does not have it, or the report has not asked for it. */
  public @Nullable String name(Field field) {
    return names[field.ordinal()];
  }

  /**
   * A count, picodollars, microseconds, or milliseconds of audio; -1 if the line does not have it,
   * or the report has not asked for it.
   */
  public long number(Field field) {
    return numbers[field.ordinal()];
  }

  /** The constant labels of the process, by their names. */
  public Map<String, String> labels() {
    return Collections.unmodifiableMap(labels);
  }

  /** The header fields of the request that the configuration has chosen, by their names. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  private String nameOrUnknown(Field field) {
    String name = names[field.ordinal()];
    return name == null ? UNKNOWN : name;
  }

  /** The UTC day, {@code 2026-11-25}. */
  public String day() {
    return day;
  }

  public String model() {
    return nameOrUnknown(Field.MODEL);
  }

  public String endpoint() {
    return nameOrUnknown(Field.ENDPOINT);
  }

  public String errorType() {
    return nameOrUnknown(Field.ERROR_TYPE);
  }

  public String caller() {
    return nameOrUnknown(Field.CALLER);
  }

  /** 0 if it is unknown, as all tokens. */
  public long inputTokens() {
    return count(Field.INPUT_TOKENS);
  }

  public long outputTokens() {
    return count(Field.OUTPUT_TOKENS);
  }

  /** 0 if it is unknown. */
  public long count(Field field) {
    return Math.max(0, numbers[field.ordinal()]);
  }

  /** What the call has used, for other prices. */
  public Consumption consumption() {
    return consumptionWith(Field.TIMESTAMP, 0);
  }

  /** What the call has used, with another number of one kind of tokens. */
  public Consumption consumptionWith(Field changed, long number) {
    boolean isBilled =
        !part && (number(Field.INPUT_TOKENS) >= 0 || number(Field.OUTPUT_TOKENS) >= 0 || hasCost());
    Consumption.Builder used = new Consumption.Builder(endMillis());
    // Unknown is not 0: what counts no tokens can be paid by another unit.
    used.with(Count.INPUT, number(Field.INPUT_TOKENS))
        .with(Count.OUTPUT, number(Field.OUTPUT_TOKENS));
    for (Counted counted : Counted.values()) {
      used.with(counted.count, counted.field == changed ? number : number(counted));
    }
    return used.serviceTier(name(Field.SERVICE_TIER))
        .imageForm(name(Field.IMAGE_FORM))
        .with(Count.REQUESTS, isBilled ? 1 : 0)
        .build();
  }

  private long number(Counted counted) {
    // What the agent has always written is 0 where it is unknown, as it has always been here.
    return counted.field.strict ? count(counted.field) : number(counted.field);
  }

  /** In milliseconds since 1970: prices change with the day, and some with the hour. */
  private long endMillis() {
    String timestamp = name(Field.TIMESTAMP);
    try {
      return Instant.parse(timestamp == null ? day + "T00:00:00Z" : timestamp).toEpochMilli();
    } catch (DateTimeException foreign) {
      return 0;
    }
  }

  /** 0 if it is unknown. */
  public long costPicodollars() {
    return count(Field.TOTAL_COST);
  }

  /** Whether the line has a cost. */
  public boolean hasCost() {
    return number(Field.TOTAL_COST) >= 0;
  }

  /**
   * Whether the call may have cost something that nobody has told: it went well, or its answer
   * broke off, or the client stopped waiting for it. Needs {@link Field#STATUS_CODE}.
   */
  public boolean hasUnknownCost() {
    return !part && !hasCost() && name(Field.MODEL) != null && (!failed() || endedEarly());
  }

  /** Other errors are answers of their own, which vendors do not charge. */
  private boolean endedEarly() {
    String type = errorType();
    if (!type.equals("cancelled") && !type.equals("timeout") && !type.equals("network")) {
      return false;
    }
    // Without a response, the status is the type of the error, but "error" where the network
    // failed,
    // as it does before a request is sent.
    String status = nameOrUnknown(Field.STATUS_CODE);
    return status.startsWith("2") || status.equals(type);
  }

  /** Whether the line is a further model's part of a call: its tokens count, but it is no call. */
  public boolean isPart() {
    return part;
  }

  /** Whether the call is of the period before: only its cost is of interest. */
  public boolean isPrevious() {
    return previous;
  }

  /** -1 if it is unknown. */
  public long latencyMicros() {
    return number(Field.LATENCY_MS);
  }

  public boolean failed() {
    return !errorType().equals(NO_ERROR);
  }

  /** What prices depend on besides the input and the output. */
  private enum Counted {
    CACHED_INPUT(Count.CACHED_INPUT, Field.CACHED_INPUT_TOKENS),
    CACHE_WRITE(Count.CACHE_WRITE, Field.CACHE_WRITE_INPUT_TOKENS),
    CACHE_WRITE_1H(Count.CACHE_WRITE_1H, Field.CACHE_WRITE_1H_INPUT_TOKENS),
    REASONING(Count.REASONING, Field.REASONING_TOKENS),
    AUDIO_INPUT(Count.AUDIO_INPUT, Field.AUDIO_INPUT_TOKENS),
    AUDIO_OUTPUT(Count.AUDIO_OUTPUT, Field.AUDIO_OUTPUT_TOKENS),
    CACHED_AUDIO_INPUT(Count.CACHED_AUDIO_INPUT, Field.CACHED_AUDIO_INPUT_TOKENS),
    IMAGE_INPUT(Count.IMAGE_INPUT, Field.IMAGE_INPUT_TOKENS),
    IMAGE_OUTPUT(Count.IMAGE_OUTPUT, Field.IMAGE_OUTPUT_TOKENS),
    CACHED_IMAGE_INPUT(Count.CACHED_IMAGE_INPUT, Field.CACHED_IMAGE_INPUT_TOKENS),
    WEB_SEARCHES(Count.WEB_SEARCHES, Field.WEB_SEARCHES),
    IMAGES(Count.IMAGES, Field.IMAGES),
    AUDIO_MILLIS(Count.AUDIO_MILLIS, Field.AUDIO_SECONDS),
    PAGES(Count.PAGES, Field.PAGES);

    final Count count;
    final Field field;

    Counted(Count count, Field field) {
      this.count = count;
      this.field = field;
    }
  }
}
