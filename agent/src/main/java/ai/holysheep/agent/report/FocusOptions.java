package ai.holysheep.agent.report;

import ai.holysheep.agent.report.focus.FocusReport;
import ai.holysheep.agent.report.ledger.Grouping;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for a table of charges by the FOCUS specification. */
final class FocusOptions {
  private static final String DEFAULT_PROVIDER = "HolySheep";

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "With --format focus: who sells the calls. Default: " + DEFAULT_PROVIDER + ".")
  private @Nullable String provider;

  @Option(
      names = "--billing-account",
      paramLabel = "ID",
      description = "With --format focus: the account that is billed. Default: the provider.")
  private @Nullable String billingAccount;

  boolean areGiven() {
    return provider != null || billingAccount != null;
  }

  /**
   * @param by keys that are tags as well; {@code null} for none
   */
  FocusReport toReport(@Nullable Grouping by) {
    String seller = provider == null ? DEFAULT_PROVIDER : requireText("--provider", provider);
    return new FocusReport(
        seller,
        billingAccount == null ? seller : requireText("--billing-account", billingAccount),
        by == null ? Collections.emptyList() : by.keys());
  }

  private static String requireText(String option, String text) {
    if (text.trim().isEmpty()) {
      throw new IllegalArgumentException(option + ": a name is missing");
    }
    return text;
  }
}
