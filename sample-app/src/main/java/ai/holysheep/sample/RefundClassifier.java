package ai.holysheep.sample;

import java.io.IOException;

/** Decides who handles a refund. The response is one word. */
final class RefundClassifier implements Worker {
  @Override
  public Reply answer(ChatClient client, String question) throws IOException {
    return client.call(
        Prompt.json("deepseek-v3.2", "Answer REFUND, EXCHANGE or HUMAN.", question, false));
  }
}
