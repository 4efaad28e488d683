package ai.holysheep.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One of the HTTP clients of this service. */
interface ChatClient extends Closeable {
  /** Posts a prompt and waits for the response. */
  Reply call(Prompt prompt) throws IOException;

  /** Like {@link #call}, but on another thread. */
  CompletableFuture<Reply> callAsync(Prompt prompt);

  /** Posts a prompt and joins the pieces of the streamed response as they arrive. */
  Reply stream(Prompt prompt) throws IOException;
}
