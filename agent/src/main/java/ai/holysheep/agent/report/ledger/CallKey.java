package ai.holysheep.agent.report.ledger;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What calls can be summed by and chosen by: a key of the ledger, a label or a header. */
public final class CallKey {
  public static final CallKey MODEL = ofField("model", Field.MODEL);
  public static final CallKey ENTRY = ofField("entry", Field.ENTRY);
  public static final CallKey CALLER = ofField("caller", Field.CALLER);
  public static final CallKey SERVICE = ofField("service", Field.SERVICE);
  public static final CallKey ERROR_TYPE = ofField("error_type", Field.ERROR_TYPE);
  public static final CallKey DAY = new CallKey("day", Collections.emptySet(), Call::day);

  /** {@code none} for calls that nothing is known to be wasted of, and for those of old files. */
  public static final CallKey WASTE =
      new CallKey("waste", Collections.singleton(Field.WASTE), CallKey::waste);

  private static final CallKey MONTH =
      new CallKey("month", Collections.emptySet(), call -> call.day().substring(0, 7));

  private static final CallKey[] KNOWN = {
    MODEL,
    ENTRY,
    CALLER,
    SERVICE,
    ofField("host", Field.HOST),
    DAY,
    MONTH,
    ofField("endpoint", Field.ENDPOINT),
    ERROR_TYPE,
    ofField("error_code", Field.ERROR_CODE),
    ofField("status_code", Field.STATUS_CODE),
    WASTE,
    ofField("user", Field.USER),
    ofField("api_key", Field.API_KEY),
    ofField("service_tier", Field.SERVICE_TIER),
    ofField("client", Field.CLIENT)
  };

  private static final String LABEL = "label:";
  private static final String HEADER = "header:";
  private static final String NO_WASTE = "none";

  private final String id;
  private final Set<Field> fields;
  private final Function<Call, String> value;

  private CallKey(String id, Set<Field> fields, Function<Call, String> value) {
    this.id = id;
    this.fields = fields;
    this.value = value;
  }

  private static CallKey ofField(String id, Field field) {
    return new CallKey(
        id,
        Collections.singleton(field),
        call -> {
          String name = call.name(field);
          return name == null ? Call.UNKNOWN : name;
        });
  }

  /** Whether its values are in order of time. */
  public static boolean isTime(CallKey key) {
    return key.equals(DAY) || key.equals(MONTH);
  }

  /** The keys that have names of their own. */
  public static CallKey[] known() {
    return KNOWN.clone();
  }

  /**
   * A key of {@link #known}, {@code label:NAME} or {@code header:NAME}. Another name is that of a
   * constant label, or else of a header.
   */
  public static CallKey of(String name) {
    String id = name.trim();
    for (CallKey key : KNOWN) {
      if (key.id.equalsIgnoreCase(id)) {
        return key;
      }
    }
    String lower = id.toLowerCase(Locale.ROOT);
    if (lower.startsWith(LABEL) && id.length() > LABEL.length()) {
      String label = id.substring(LABEL.length());
      return new CallKey(
          LABEL + label, Collections.singleton(Field.LABELS), call -> label(call, label));
    }
    if (lower.startsWith(HEADER) && id.length() > HEADER.length()) {
      String header = id.substring(HEADER.length());
      return new CallKey(
          HEADER + header, Collections.singleton(Field.HEADERS), call -> header(call, header));
    }
    if (id.isEmpty() || id.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "'" + name + "' is no key: " + names() + ", label:NAME or header:NAME");
    }
    return new CallKey(
        id,
        EnumSet.of(Field.LABELS, Field.HEADERS),
        call -> call.labels().containsKey(id) ? label(call, id) : header(call, id));
  }

  /** {@code model, entry, ...} */
  public static String names() {
    StringBuilder names = new StringBuilder();
    Arrays.stream(KNOWN)
        .forEach(key -> names.append(names.length() == 0 ? "" : ", ").append(key.id));
    return names.toString();
  }

  /** Whether every ledger can have it: other names may be spelled wrong. */
  public boolean isGuess() {
    return fields.size() > 1;
  }

  /** What to throw if no call has a label or a header of this name. */
  public IllegalArgumentException unknown(String option) {
    return new IllegalArgumentException(
        option
            + " "
            + id
            + ": no call has a label or a header with this name, and other keys are "
            + names());
  }

  /** For programs: {@code error_type}. */
  public String id() {
    return id;
  }

  /** For people: {@code error type}. */
  public String title() {
    return id.replace('_', ' ');
  }

  /** What has to be read. */
  public Set<Field> fields() {
    return fields;
  }

  /** The call's value; {@code unknown} if it has none. */
  public String of(Call call) {
    return value.apply(call);
  }

  private static String waste(Call call) {
    String waste = call.name(Field.WASTE);
    return waste == null ? NO_WASTE : waste;
  }

  private static String label(Call call, String name) {
    return call.labels().getOrDefault(name, Call.UNKNOWN);
  }

  /** The case of a header's name does not matter. */
  private static String header(Call call, String name) {
    for (Map.Entry<String, String> header : call.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return Call.UNKNOWN;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CallKey && id.equals(((CallKey) other).id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
