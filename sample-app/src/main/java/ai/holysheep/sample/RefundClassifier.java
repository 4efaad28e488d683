package ai.holysheep.sample;

import java.io.IOException;

/** Decides who looks at a refund: one word is enough. */
final class RefundClassifier implements SupportDesk.Worker {
  @Override
  public Reply answer(ChatClient client, String question) throws IOException {
    return client.call(
        Prompt.json("deepseek-v3.2", "Answer REFUND, EXCHANGE or HUMAN.", question, false));
  }
}
