package ai.holysheep.agent.tests.program;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that any client can make: what it sends, how long it waits, and how it reads the response.
 * Each step makes one of its own and changes what is special about it.
 */
final class ClientCall {
  /** Names the step that made a request, in the gateway's log. */
  private static final String STEP = "X-Fake-Step";

  final Map<String, String> headers = new LinkedHashMap<>();
  String method = "POST";
  String url;

  /** Empty where there is none. */
  byte[] body;

  boolean chunked;
  boolean expectContinue;

  /** 0: the client's own. */
  int timeoutMillis;

  /** 0: the client's own. */
  int connectTimeoutMillis;

  /** 0: no proxy. It is on loopback. */
  int proxyPort;

  /** For clients that try again by themselves where a connection was in use before. */
  boolean freshConnection;

  Reading reading = Reading.WHOLE;

  private ClientCall(String url, String step, byte[] body) {
    this.url = url;
    this.body = body;
    headers.put(STEP, step);
  }

  /** A question to the gateway that is answered well. */
  static ClientCall to(String gateway, String step) {
    String model = Transcript.model(step);
    return new ClientCall(gateway + "/v1/chat/completions?key=secret", step, utf8(Body.json(model)))
        .scenario("ok");
  }

  /** What the gateway does with the request. */
  ClientCall scenario(String name) {
    return header("X-Fake-Scenario", name);
  }

  ClientCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  ClientCall url(String other) {
    url = other;
    return this;
  }

  ClientCall body(String text) {
    return body(utf8(text));
  }

  ClientCall body(byte[] bytes) {
    body = bytes;
    return this;
  }

  /** Of unknown length, from a stream. */
  ClientCall chunked(byte[] bytes) {
    chunked = true;
    return body(bytes);
  }

  ClientCall withoutBody(String otherMethod) {
    method = otherMethod;
    return body(new byte[0]);
  }

  ClientCall expectContinue() {
    expectContinue = true;
    return this;
  }

  /** For the response's head, and for each piece of its body where the client has that. */
  ClientCall timeout(int millis) {
    timeoutMillis = millis;
    return this;
  }

  ClientCall connectTimeout(int millis) {
    connectTimeoutMillis = millis;
    return this;
  }

  ClientCall proxy(int port) {
    proxyPort = port;
    return this;
  }

  ClientCall freshConnection() {
    freshConnection = true;
    return this;
  }

  ClientCall reading(Reading way) {
    reading = way;
    return this;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
