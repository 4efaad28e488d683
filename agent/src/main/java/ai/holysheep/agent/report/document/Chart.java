package ai.holysheep.agent.report.document;

/** A drawing above a table, for the formats that can show one. */
public interface Chart {
  /** Appends the drawing as HTML; nothing if there is nothing to draw. */
  void appendTo(StringBuilder html);
}
