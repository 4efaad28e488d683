package ai.holysheep.agent.exchange.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holysheep.agent.diagnostics.AgentErrors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreferencedBodiesTest {
  @Test
  void aFaultInOneUnreadBodyDoesNotKeepTheOthersFromTheirEnd() {
    long before = AgentErrors.total(AgentErrors.Stage.EXCHANGE);
    List<String> ended = new ArrayList<>();
    UnreferencedBodies.endAfterGrace(now -> ended.add("first"));
    UnreferencedBodies.endAfterGrace(
        now -> {
          throw new StackOverflowError("the second body");
        });
    UnreferencedBodies.endAfterGrace(now -> ended.add("third"));

    UnreferencedBodies.endUnread();

    assertThat(ended).containsExactly("first", "third");
    assertThat(AgentErrors.total(AgentErrors.Stage.EXCHANGE)).isEqualTo(before + 1);
  }
}
