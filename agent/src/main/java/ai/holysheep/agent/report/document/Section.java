package ai.holysheep.agent.report.document;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A part of a report: a table and the charts that show it. Immutable. */
public final class Section {
  private final ReportTable<?> table;
  private final List<Chart> charts;
  private final boolean hasHeading;

  public Section(ReportTable<?> table, Chart... charts) {
    this(table, false, charts);
  }

  private Section(ReportTable<?> table, boolean hasHeading, Chart... charts) {
    this.hasHeading = hasHeading;
    this.table = table;
    this.charts = Collections.unmodifiableList(Arrays.asList(charts.clone()));
  }

  /** A section whose columns do not say what it is about: a terminal shows its title as well. */
  public static Section withHeading(ReportTable<?> table) {
    return new Section(table, true);
  }

  public boolean hasHeading() {
    return hasHeading;
  }

  public ReportTable<?> table() {
    return table;
  }

  public List<Chart> charts() {
    return charts;
  }
}
