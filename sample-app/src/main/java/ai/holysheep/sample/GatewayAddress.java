package ai.holysheep.sample;

/** The URL of the gateway's chat completions, and the credentials for it. Immutable. */
final class GatewayAddress {
  final String url;
  final String authorization;

  GatewayAddress(String gateway, String apiKey) {
    url = gateway + "/v1/chat/completions";
    authorization = "Bearer " + apiKey;
  }
}
