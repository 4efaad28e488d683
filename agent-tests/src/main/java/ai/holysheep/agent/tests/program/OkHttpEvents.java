package ai.holysheep.agent.tests.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;

/** The names of a call's events, in the order in which OkHttp reports them. */
final class OkHttpEvents extends EventListener {
  private final List<String> names = Collections.synchronizedList(new ArrayList<>());

  void forget() {
    names.clear();
  }

  long attempts() {
    return all().stream().filter("requestHeadersEnd"::equals).count();
  }

  List<String> all() {
    return new ArrayList<>(names);
  }

  @Override
  public void callStart(Call call) {
    names.add("callStart");
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    names.add("connectionAcquired " + connection.protocol());
  }

  @Override
  public void requestHeadersEnd(Call call, Request request) {
    names.add("requestHeadersEnd");
  }

  @Override
  public void requestBodyEnd(Call call, long bytes) {
    names.add("requestBodyEnd " + bytes);
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    names.add("responseHeadersEnd " + response.code());
  }

  @Override
  public void responseBodyEnd(Call call, long bytes) {
    names.add("responseBodyEnd " + bytes);
  }

  @Override
  public void connectionReleased(Call call, Connection connection) {
    names.add("connectionReleased");
  }

  @Override
  public void callEnd(Call call) {
    names.add("callEnd");
  }

  @Override
  public void callFailed(Call call, IOException e) {
    names.add("callFailed " + e);
  }
}
