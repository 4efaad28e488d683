package ai.holysheep.sample;

/** Answers frequent questions. Customers see the streamed response as it arrives. */
final class FaqBot implements Worker {
  @Override
  public Reply answer(Ticket ticket) {
    Prompt prompt =
        new Prompt(
            "care", "gpt-4.1", "You answer customers of an online shop.", ticket.question, true);
    return ticket.ask(client -> client.stream(prompt));
  }
}
