package ai.holysheep.sample;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Sums up a product's reviews by two models at once, and takes the first that comes. */
final class ReviewSummarizer implements SupportDesk.Worker {
  @Override
  public Reply answer(ChatClient client, String question) throws IOException, InterruptedException {
    CompletableFuture<Reply> careful =
        client.callAsync(Prompt.json("claude-sonnet-4-5", "Sum up.", question, false));
    CompletableFuture<Reply> quick =
        client.callAsync(Prompt.json("gemini-2.5-flash", "Sum up.", question, false));
    try {
      return (Reply) CompletableFuture.anyOf(careful, quick).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }
}
