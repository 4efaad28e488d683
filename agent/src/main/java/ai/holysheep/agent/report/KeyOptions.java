package ai.holysheep.agent.report;

import ai.holysheep.agent.report.ledger.Condition;
import ai.holysheep.agent.report.ledger.Grouping;
import ai.holysheep.agent.report.ledger.Period;
import ai.holysheep.agent.report.ledger.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the keys that calls are summed by, and chosen by. */
final class KeyOptions {
  @Option(
      names = "--by",
      paramLabel = "KEY[,KEY]",
      description = "One key, or two: --by entry,model. Default: model.")
  private @Nullable String by;

  @Option(
      names = "--where",
      paramLabel = "KEY=VALUE",
      description =
          "Only calls with exactly this value. May be given several times: all have to hold.")
  private List<String> conditions = new ArrayList<>();

  boolean haveGrouping() {
    return by != null;
  }

  /** {@code null} without {@code --by}. */
  @Nullable Grouping grouping() {
    return by == null ? null : Grouping.of(by);
  }

  /** The conditions as they were given. */
  List<String> conditions() {
    return Collections.unmodifiableList(conditions);
  }

  Selection select(Period period) {
    Selection selection = new Selection(period);
    conditions.forEach(condition -> selection.where(Condition.of(condition)));
    return selection;
  }
}
