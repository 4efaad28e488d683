package ai.holysheep.sample;

/** Where the gateway's chat completions are, and how to be let in. Immutable. */
final class GatewayAddress {
  final String url;
  final String authorization;

  GatewayAddress(String gateway, String apiKey) {
    url = gateway + "/v1/chat/completions";
    authorization = "Bearer " + apiKey;
  }
}
