package ai.holysheep.sample;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

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
  private final Executor threads;
  private final Tally tally;
  private final Retries retries;
  private final Random random;

  SupportDesk(List<ChatClient> clients, Executor threads, Tally tally, long seed) {
    this.clients = clients;
    this.threads = threads;
    this.tally = tally;
    retries = new Retries(tally);
    random = new Random(seed);
  }

  /** Gives one question away. A failure of the gateway is counted and not thrown. */
  void open(int number) {
    ChatClient client = clients.get(number % clients.size());
    Worker worker = workers.get(number / clients.size() % workers.size());
    String question = QUESTIONS[random.nextInt(QUESTIONS.length)];
    CompletableFuture<?> unused =
        CompletableFuture.completedFuture(new Ticket(question, client, retries))
            .thenApplyAsync(worker::answer, threads)
            .whenComplete((reply, failure) -> count(reply));
  }

  private void count(@Nullable Reply reply) {
    if (reply != null && reply.isSuccess()) {
      tally.countAnswer();
    } else {
      tally.countFailure();
    }
  }
}
