package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** The response to an asynchronous call of OkHttp. */
final class ResponseFuture extends CompletableFuture<Response> implements Callback {
  @Override
  public void onFailure(Call call, IOException e) {
    completeExceptionally(e);
  }

  @Override
  public void onResponse(Call call, Response response) {
    complete(response);
  }
}
