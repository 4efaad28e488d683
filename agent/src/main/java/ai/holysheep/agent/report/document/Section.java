package ai.holysheep.agent.report.document;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A part of a report: a table and the charts that show it. Immutable. */
public final class Section {
  private final ReportTable<?> table;
  private final List<Chart> charts;

  public Section(ReportTable<?> table, Chart... charts) {
    this.table = table;
    this.charts = Collections.unmodifiableList(Arrays.asList(charts.clone()));
  }

  public ReportTable<?> table() {
    return table;
  }

  public List<Chart> charts() {
    return charts;
  }
}
