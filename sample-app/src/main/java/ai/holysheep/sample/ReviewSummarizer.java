package ai.holysheep.sample;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Sums up a product's reviews with two models at once, and takes the better response. */
final class ReviewSummarizer implements Worker {
  @Override
  public Reply answer(Ticket ticket) {
    Prompt careful = new Prompt("catalog", "claude-sonnet-4-5", "Sum up.", ticket.question, false);
    Prompt quick = new Prompt("catalog", "gemini-2.5-flash", "Sum up.", ticket.question, false);
    return ticket.ask(client -> better(client.callAsync(careful), client.callAsync(quick)));
  }

  private static Reply better(CompletableFuture<Reply> careful, CompletableFuture<Reply> quick)
      throws IOException, InterruptedException {
    Reply better = result(careful);
    Reply other = result(quick);
    Reply taken = better == null || (other != null && !better.isSuccess()) ? other : better;
    if (taken == null) {
      throw new IOException("neither model answered");
    }
    return taken;
  }

  private static @Nullable Reply result(CompletableFuture<Reply> call) throws InterruptedException {
    try {
      return call.get();
    } catch (ExecutionException failed) {
      return null;
    }
  }
}
