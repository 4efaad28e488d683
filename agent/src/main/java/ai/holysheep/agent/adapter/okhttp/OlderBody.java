package ai.holysheep.agent.adapter.okhttp;

import java.lang.reflect.Constructor;
import okhttp3.Headers;
import okhttp3.ResponseBody;
import okhttp3.internal.http.RealResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Makes a codec's body of 3.0 to 3.8, which takes type and length from header fields. */
final class OlderBody {
  private OlderBody() {}

  static ResponseBody create(@Nullable String type, long length, BufferedSource source) {
    Headers.Builder headers = new Headers.Builder();
    if (type != null) {
      headers.add("Content-Type", type);
    }
    if (length >= 0) {
      headers.add("Content-Length", Long.toString(length));
    }
    try {
      Constructor<RealResponseBody> constructor =
          RealResponseBody.class.getConstructor(Headers.class, BufferedSource.class);
      return constructor.newInstance(headers.build(), source);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no RealResponseBody to make", e);
    }
  }
}
