package ai.holysheep.sample.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of the gateway's log: a request, and how the gateway answered it. Immutable. */
public final class Served {
  /** The number of the connection, from 0. */
  public final int connection;

  /** The number of the request on its connection, from 0. */
  public final int requestOnConnection;

  public final String method;

  /** With its query. */
  public final String path;

  /** The lines as the client sent them. */
  public final List<String> requestHeaders;

  public final String requestBody;
  public final Scenario scenario;

  /** The requested model; empty if the body names none. */
  public final String model;

  public final boolean streamed;

  /** 0 if the gateway wrote no response. */
  public final int status;

  /** As the headers or the body reported them; 0 if neither did. */
  public final long inputTokens;

  public final long outputTokens;
  public final long cachedTokens;
  public final long reasoningTokens;

  /** The header's value, or {@code null}. */
  public final @Nullable String costMillicents;

  /** Whether the gateway wrote the response to its end. */
  public final boolean complete;

  Served(int connection, int requestOnConnection, Request request, Response response) {
    this.connection = connection;
    this.requestOnConnection = requestOnConnection;
    method = request.method;
    path = request.path;
    requestHeaders = request.headers;
    requestBody = request.body;
    model = request.model();
    streamed = request.isStreamed();
    scenario = response.scenario;
    status = response.status;
    complete = response.ending == Response.Ending.COMPLETE;
    Completion completion = response.completion;
    boolean inHeaders =
        response.headers.containsKey("X-Usage-Input-Tokens")
            && scenario != Scenario.GARBAGE_HEADERS;
    boolean inBody = response.usageInBody && (complete || response.ending == Response.Ending.OPEN);
    boolean firstEvent = response.usageInBody && streamed && request.isAnthropic();
    inputTokens =
        completion != null && (inHeaders || inBody || firstEvent) ? completion.inputTokens : 0;
    outputTokens =
        completion != null && (inHeaders || inBody)
            ? completion.outputTokens
            : firstEvent ? AnthropicMessage.FIRST_OUTPUT : 0;
    cachedTokens = completion != null && (inBody || firstEvent) ? completion.cachedTokens : 0;
    reasoningTokens = completion != null && inBody ? completion.reasoningTokens : 0;
    costMillicents =
        scenario == Scenario.GARBAGE_HEADERS ? null : response.headers.get("X-Cost-Millicents");
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
