package ai.holysheep.sample;

import java.io.IOException;

/** Answers what customers ask most, while they watch: streamed. */
final class FaqBot implements SupportDesk.Worker {
  @Override
  public Reply answer(ChatClient client, String question) throws IOException {
    return client.stream(
        Prompt.json("gpt-4.1", "You answer customers of an online shop.", question, true));
  }
}
