package ai.holysheep.sample;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Sums up a product's reviews with two models at once, and takes the better response. */
final class ReviewSummarizer implements Worker {
  @Override
  public Reply answer(ChatClient client, String question) throws IOException, InterruptedException {
    CompletableFuture<Reply> careful =
        client.callAsync(Prompt.json("claude-sonnet-4-5", "Sum up.", question, false));
    CompletableFuture<Reply> quick =
        client.callAsync(Prompt.json("gemini-2.5-flash", "Sum up.", question, false));
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
