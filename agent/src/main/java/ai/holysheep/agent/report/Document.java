package ai.holysheep.agent.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a report says, before it has a form. */
final class Document {
  final String title;
  final String period;

  /** Figures of the whole, by their names for programs. */
  final Map<String, @Nullable Object> summary = new LinkedHashMap<>();

  final List<ReportTable> sheets = new ArrayList<>();

  /** What the reader has to know: lines skipped, files not read. */
  final List<String> notes = new ArrayList<>();

  Document(String title, String period) {
    this.title = title;
    this.period = period;
  }
}
