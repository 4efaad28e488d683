package ai.holysheep.sample;

/** Decides who handles a refund. The response is one word. */
final class RefundClassifier implements Worker {
  @Override
  public Reply answer(Ticket ticket) {
    Prompt prompt =
        new Prompt(
            "payments",
            "deepseek-v3.2",
            "Answer REFUND, EXCHANGE or HUMAN.",
            ticket.question,
            false);
    return ticket.ask(client -> client.call(prompt));
  }
}
