package ai.holysheep.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One of the HTTP clients of this service. */
interface ChatClient extends Closeable {
  /** Posts a body and waits for the response. */
  Reply call(String body) throws IOException;

  /** Like {@link #call}, but on another thread. */
  CompletableFuture<Reply> callAsync(String body);

  /** Posts a body and joins the pieces of the streamed response as they arrive. */
  Reply stream(String body) throws IOException;
}
