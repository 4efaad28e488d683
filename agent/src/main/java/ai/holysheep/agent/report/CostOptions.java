package ai.holysheep.agent.report;

import ai.holysheep.agent.report.ledger.Period;
import org.jspecify.annotations.Nullable;

/** What a report on costs shows. */
final class CostOptions {
  /** How many rows a table has, without its total. */
  int maxRows;

  /** Whether people read it, and not programs. */
  boolean forPeople;

  /** Whether to show what the calls would have cost with other prices. */
  boolean repriced;

  /** Whose cost to show beside; {@code null} for none. */
  @Nullable Period previous;

  /** Whether to show the parts of the costs. */
  boolean byPart;

  /** What to expect of this month; {@code null} for none. */
  @Nullable Forecast forecast;
}
