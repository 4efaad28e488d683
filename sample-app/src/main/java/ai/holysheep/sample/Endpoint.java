package ai.holysheep.sample;

/** Where the gateway's chat completions are, and how to be let in. Immutable. */
final class Endpoint {
  final String url;
  final String authorization;

  Endpoint(String gateway, String apiKey) {
    url = gateway + "/v1/chat/completions";
    authorization = "Bearer " + apiKey;
  }
}
