package ai.holysheep.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;

/** A customer's question, and the client that a worker uses to answer it. Immutable. */
final class Ticket {
  /** One call to the gateway, or some at once. */
  interface Call {
    Reply make(ChatClient client) throws IOException, InterruptedException;
  }

  final String question;
  private final ChatClient client;
  private final Retries retries;

  Ticket(String question, ChatClient client, Retries retries) {
    this.question = question;
    this.client = client;
    this.retries = retries;
  }

  /** Makes the call, and repeats it after a refusal. */
  Reply ask(Call call) {
    try {
      return retries.run(() -> call.make(client));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(e.toString());
    }
  }
}
