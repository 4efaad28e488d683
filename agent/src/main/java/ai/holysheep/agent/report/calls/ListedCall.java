package ai.holysheep.agent.report.calls;

import ai.holysheep.agent.report.document.Column;
import ai.holysheep.agent.report.ledger.Call;
import ai.holysheep.agent.report.ledger.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that a report shows by itself. Immutable. */
final class ListedCall {
  /** In the order of the columns for programs. */
  private static final Field[] NAMES = {
    Field.MODEL,
    Field.RESPONSE_MODEL,
    Field.ENTRY,
    Field.CALLER,
    Field.SERVICE,
    Field.HOST,
    Field.USER,
    Field.API_KEY,
    Field.ENDPOINT,
    Field.CLIENT,
    Field.SERVICE_TIER,
    Field.STATUS_CODE,
    Field.ERROR_TYPE,
    Field.ERROR_CODE,
    Field.WASTE,
    Field.REQUEST_ID,
    Field.TRACE_ID
  };

  private static final Column<ListedCall> TIME =
      Column.text("timestamp", "time (UTC)", call -> call.timestamp);
  private static final Column<ListedCall> INPUT =
      Column.optionalCount("input_tokens", "tokens in", call -> call.inputTokens);
  private static final Column<ListedCall> OUTPUT =
      Column.optionalCount("output_tokens", "tokens out", call -> call.outputTokens);
  private static final Column<ListedCall> CACHED =
      Column.optionalCount("cached_input_tokens", "cached in", call -> call.cachedTokens);
  private static final Column<ListedCall> COST =
      Column.optionalUsd("cost", "USD", call -> decimal(call.picodollars, Call.USD_DECIMALS));
  private static final Column<ListedCall> LATENCY =
      Column.millis("latency_ms", "ms", call -> decimal(call.latencyMicros, Call.MICROS_DECIMALS));
  private static final Column<ListedCall> FIRST_TOKEN =
      Column.millis(
          "ttft_ms", "ms to first", call -> decimal(call.ttftMicros, Call.MICROS_DECIMALS));

  private static final String NO_ERROR = "none";

  final String timestamp;
  final long picodollars;
  final long latencyMicros;

  /** In the order of {@link #NAMES}; empty if it is unknown. */
  final List<String> names;

  private final long ttftMicros;
  private final long inputTokens;
  private final long outputTokens;
  private final long cachedTokens;
  private final boolean part;

  ListedCall(Call call) {
    String time = call.name(Field.TIMESTAMP);
    timestamp = time == null ? call.day() : time;
    picodollars = call.number(Field.TOTAL_COST);
    latencyMicros = call.number(Field.LATENCY_MS);
    ttftMicros = call.number(Field.TTFT_MS);
    inputTokens = call.number(Field.INPUT_TOKENS);
    outputTokens = call.number(Field.OUTPUT_TOKENS);
    cachedTokens = call.number(Field.CACHED_INPUT_TOKENS);
    part = call.isPart();
    List<String> all = new ArrayList<>(NAMES.length);
    for (Field field : NAMES) {
      String name = call.name(field);
      all.add(name == null ? "" : name);
    }
    names = Collections.unmodifiableList(all);
  }

  /** What has to be read. */
  static Set<Field> fields() {
    Set<Field> fields = EnumSet.of(Field.TTFT_MS);
    fields.addAll(Arrays.asList(NAMES));
    return fields;
  }

  /** A table for programs has all columns; one for people, those that most calls have. */
  static List<Column<ListedCall>> columns(boolean forPeople) {
    return forPeople ? columnsForPeople() : allColumns();
  }

  private static List<Column<ListedCall>> columnsForPeople() {
    return Arrays.asList(
        TIME,
        column(Field.MODEL),
        Column.text("entry", "entry", ListedCall::feature),
        Column.text("status_code", "status", call -> call.name(Field.STATUS_CODE)),
        Column.text("error", "error", ListedCall::error),
        column(Field.WASTE),
        INPUT,
        OUTPUT,
        COST,
        LATENCY,
        column(Field.REQUEST_ID),
        column(Field.TRACE_ID));
  }

  private static List<Column<ListedCall>> allColumns() {
    List<Column<ListedCall>> columns = new ArrayList<>();
    columns.add(TIME);
    for (Field field : NAMES) {
      columns.add(column(field));
    }
    columns.addAll(Arrays.asList(INPUT, CACHED, OUTPUT, COST, LATENCY, FIRST_TOKEN));
    columns.add(Column.text("part", "part", call -> Boolean.toString(call.part)));
    return columns;
  }

  private static Column<ListedCall> column(Field field) {
    String title = field.key().replace('_', ' ');
    return Column.text(field.key(), title, call -> call.name(field));
  }

  private String name(Field field) {
    return names.get(Arrays.asList(NAMES).indexOf(field));
  }

  /** Files of older agents have only a caller. */
  private String feature() {
    String entry = name(Field.ENTRY);
    return entry.isEmpty() ? name(Field.CALLER) : entry;
  }

  /** The kind of error, and the vendor's own code for it. */
  private String error() {
    String type = name(Field.ERROR_TYPE);
    String code = name(Field.ERROR_CODE);
    String known = type.equals(NO_ERROR) ? "" : type;
    return code.isEmpty() ? known : known + (known.isEmpty() ? "" : ": ") + code;
  }

  private static @Nullable BigDecimal decimal(long units, int decimals) {
    return units < 0 ? null : BigDecimal.valueOf(units, decimals);
  }
}
