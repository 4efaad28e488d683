package ai.holysheep.sample.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be written, and how it is to end. */
final class Answer {
  enum Ending {
    ORDERLY,
    /** Half the body, then silence; without a status, silence at once. */
    SILENCE,
    /** Half the body, then a reset; without a status, a reset at once. */
    RESET,
    /** Half the body, then an orderly end of the connection. */
    CUT
  }

  /** 0: nothing is written. */
  final int status;

  final Map<String, String> headers = new LinkedHashMap<>();

  /** The body in the pieces in which it is written; a stream's events. */
  final List<byte[]> body = new ArrayList<>();

  Scenario scenario = Scenario.OK;
  Ending ending = Ending.ORDERLY;
  boolean chunked;
  boolean usageInBody;
  @Nullable Completion completion;

  Answer(int status) {
    this.status = status;
  }

  Answer header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Answer body(String type, byte[] bytes) {
    header("Content-Type", type);
    body.add(bytes);
    return this;
  }

  Answer ending(Ending how) {
    ending = how;
    return this;
  }
}
