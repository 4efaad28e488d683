package ai.holysheep.sample;

import java.io.IOException;

/** Answers frequent questions. Customers see the streamed response as it arrives. */
final class FaqBot implements Worker {
  @Override
  public Reply answer(ChatClient client, String question) throws IOException {
    return client.stream(
        Prompt.json("gpt-4.1", "You answer customers of an online shop.", question, true));
  }
}
