package ai.holysheep.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** One of the HTTP clients that this service has collected over the years. */
interface ChatClient extends Closeable {
  String name();

  /** Posts a body and waits for the answer. */
  Reply call(String body) throws IOException;

  /** As {@link #call}, on another thread. */
  CompletableFuture<Reply> callAsync(String body);

  /** Posts a body and joins the pieces of the streamed answer as they come. */
  Reply stream(String body) throws IOException;
}
