package ai.holysheep.agent.answers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent says of one call: its lines in the ledger, and the metrics around it. */
public final class ObservedCall {
  public final AnswerCase answer;
  final Samples before;
  final Samples after;

  /** How many requests the server got. */
  final int requests;

  /** The call's own line, then those of its parts. */
  List<JsonNode> lines = Collections.emptyList();

  public ObservedCall(AnswerCase answer, Samples before, Samples after, int requests) {
    this.answer = answer;
    this.before = before;
    this.after = after;
    this.requests = requests;
  }

  double increase(String metric, String label) {
    return after.sum(metric, label) - before.sum(metric, label);
  }

  @Nullable JsonNode line() {
    return lines.isEmpty() ? null : lines.get(0);
  }

  /**
   * Gives each call its lines.
   *
   * @param calls in their order
   * @param ledger all lines, in their order
   */
  public static void assignLines(List<ObservedCall> calls, List<JsonNode> ledger) {
    int next = 0;
    for (ObservedCall call : calls) {
      List<JsonNode> lines = new ArrayList<>();
      for (int attempts = 0; next < ledger.size(); next++) {
        attempts += isPart(ledger.get(next)) ? 0 : 1;
        if (attempts > call.requests) {
          break;
        }
        lines.add(ledger.get(next));
      }
      call.lines = lines;
    }
  }

  static boolean isPart(JsonNode line) {
    return line.path("part").asBoolean();
  }
}
