package ai.holysheep.sample;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Gives each question to the next worker and the next client in turn. */
final class SupportDesk {
  private static final String[] QUESTIONS = {
    "Where is my order 20417?",
    "주문을 취소하고 환불받고 싶어요.",
    "Can I exchange the blue jacket for a larger one?",
    "The parcel arrived open and the cup is broken. What now?",
    "Welche Zahlungsarten gibt es?",
  };

  private final List<Worker> workers =
      Arrays.asList(new FaqBot(), new RefundClassifier(), new ReviewSummarizer());
  private final List<ChatClient> clients;
  private final Tally tally;
  private final Retries retries;
  private final Random random;

  SupportDesk(List<ChatClient> clients, Tally tally, long seed) {
    this.clients = clients;
    this.tally = tally;
    retries = new Retries(tally);
    random = new Random(seed);
  }

  /** Answers one question. A failure of the gateway is counted and not thrown. */
  void answer(int number) throws InterruptedException {
    String question;
    synchronized (random) {
      question = QUESTIONS[random.nextInt(QUESTIONS.length)];
    }
    ChatClient client = clients.get(number % clients.size());
    Worker worker = workers.get(number / clients.size() % workers.size());
    try {
      Reply reply = retries.run(() -> ask(worker, client, question));
      if (reply.isSuccess()) {
        tally.countAnswer();
      } else {
        tally.countFailure();
      }
    } catch (IOException e) {
      tally.countFailure();
    }
  }

  private static Reply ask(Worker worker, ChatClient client, String question) throws IOException {
    try {
      return worker.answer(client, question);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
