package ai.holysheep.sample.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response: what the gateway writes, and how it ends. */
final class Response {
  enum Ending {
    COMPLETE,
    /** The whole body without an end, then silence. */
    OPEN,
    /** Half of the body, then silence. Without a status, silence at once. */
    SILENCE,
    /** Half of the body, then a reset. Without a status, a reset at once. */
    RESET,
    /** Half of the body, then a normal end of the connection. */
    CUT
  }

  /** 0 if the gateway writes nothing. */
  final int status;

  final Map<String, String> headers = new LinkedHashMap<>();

  /** The body in the pieces in which the gateway writes it, for example a stream's events. */
  final List<byte[]> body = new ArrayList<>();

  Scenario scenario = Scenario.OK;
  Ending ending = Ending.COMPLETE;
  boolean chunked;
  boolean usageInBody;
  @Nullable Completion completion;

  Response(int status) {
    this.status = status;
  }

  Response header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Response body(String type, byte[] bytes) {
    header("Content-Type", type);
    body.add(bytes);
    return this;
  }

  Response ending(Ending newEnding) {
    ending = newEnding;
    return this;
  }
}
