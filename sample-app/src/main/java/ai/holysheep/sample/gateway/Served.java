package ai.holysheep.sample.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The truth of one request: what came, and what was done with it. Immutable. */
public final class Served {
  /** Which connection, counted from 0, and which request on it. */
  public final int connection;

  public final int requestOnConnection;
  public final String method;

  /** With the query. */
  public final String path;

  /** As they came, line by line. */
  public final List<String> requestHeaders;

  public final String requestBody;
  public final Scenario scenario;

  /** As the body names it; empty where it names none. */
  public final String model;

  public final boolean streamed;

  /** 0 where no answer was given. */
  public final int status;

  /** As reported by headers or body; 0 where neither did. */
  public final long inputTokens;

  public final long outputTokens;
  public final long cachedTokens;
  public final long reasoningTokens;

  /** As the header had it, or {@code null}. */
  public final @Nullable String costMillicents;

  /** Whether the answer was written to its end. */
  public final boolean complete;

  Served(int connection, int requestOnConnection, Request request, Answer answer) {
    this.connection = connection;
    this.requestOnConnection = requestOnConnection;
    method = request.method;
    path = request.path;
    requestHeaders = request.headers;
    requestBody = request.body;
    model = request.model();
    streamed = request.streamed();
    scenario = answer.scenario;
    status = answer.status;
    complete = answer.ending == Answer.Ending.ORDERLY;
    Completion completion = answer.completion;
    boolean inHeaders =
        answer.headers.containsKey("X-Usage-Input-Tokens") && scenario != Scenario.GARBAGE_HEADERS;
    boolean inBody = answer.usageInBody && complete;
    boolean begun = answer.usageInBody && streamed && request.isMessages();
    inputTokens = completion != null && (inHeaders || inBody || begun) ? completion.inputTokens : 0;
    outputTokens =
        completion != null && (inHeaders || inBody)
            ? completion.outputTokens
            : begun ? HttpMessages.FIRST_OUTPUT : 0;
    cachedTokens = completion != null && (inBody || begun) ? completion.cachedTokens : 0;
    reasoningTokens = completion != null && inBody ? completion.reasoningTokens : 0;
    costMillicents =
        scenario == Scenario.GARBAGE_HEADERS ? null : answer.headers.get("X-Cost-Millicents");
  }

  @Override
  public String toString() {
    return connection
        + "/"
        + requestOnConnection
        + " "
        + method
        + " "
        + path
        + " "
        + model
        + " "
        + scenario
        + " "
        + status
        + " "
        + inputTokens
        + "+"
        + outputTokens
        + (complete ? "" : " incomplete");
  }
}
