package ai.holysheep.agent.tests.program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;

/** What {@code okhttp-sse} does, where it is there. */
final class EventSourceSteps {
  private EventSourceSteps() {}

  static void run(Transcript out, OkHttpClient client, Function<String, Request> request) {
    out.step(
        "event-source",
        "200/none",
        model -> {
          CompletableFuture<String> end = new CompletableFuture<>();
          EventSources.createFactory(client)
              .newEventSource(request.apply(model), new Listener(out, end));
          out.value("end", end.get(ClientDriver.PATIENCE_SECONDS, TimeUnit.SECONDS));
        });
  }

  private static final class Listener extends EventSourceListener {
    private final Transcript out;
    private final CompletableFuture<String> end;

    Listener(Transcript out, CompletableFuture<String> end) {
      this.out = out;
      this.end = end;
    }

    @Override
    public void onOpen(EventSource source, Response response) {
      out.value("open", response.code());
    }

    @Override
    public void onEvent(EventSource source, String id, String type, String data) {
      out.value("event", id + " " + type + " " + data);
    }

    @Override
    public void onClosed(EventSource source) {
      end.complete("closed");
    }

    @Override
    public void onFailure(EventSource source, Throwable thrown, Response response) {
      end.complete("failed " + thrown);
    }
  }
}
