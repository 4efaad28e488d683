package ai.holysheep.agent.exchange.billing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The name of a model as a path has it: percent-encoded, and perhaps an ARN of AWS. Immutable. */
final class ModelInPath {
  final String name;

  /** Whether the customer has made the name: an ARN of the customer's own resource has it. */
  final boolean isCustomers;

  /**
   * @param encoded a segment of a path: {@code anthropic.claude-v2%3A1}
   */
  ModelInPath(String encoded) {
    String decoded = encoded.indexOf('%') < 0 ? encoded : decode(encoded);
    boolean isArn = decoded.startsWith("arn:");
    // arn:aws:bedrock:REGION:ACCOUNT:KIND/NAME; of the account, nothing becomes a label.
    name = isArn ? decoded.substring(decoded.lastIndexOf('/') + 1) : decoded;
    isCustomers =
        isArn
            && !decoded.contains(":foundation-model/")
            && !decoded.contains(":inference-profile/");
  }

  /** Whether the segment of a path is an ARN, or the first part of one that has a slash. */
  static boolean isArn(String encoded) {
    return encoded.startsWith("arn:") || encoded.regionMatches(true, 0, "arn%3A", 0, 6);
  }

  /** What is no valid encoding stays as it is. {@code URLDecoder} would throw, and read "+". */
  private static String decode(String encoded) {
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length && bytes[i] == '%' ? digit(bytes[i + 1]) : -1;
      int low = high < 0 ? -1 : digit(bytes[i + 2]);
      if (low < 0) {
        decoded.write(bytes[i]);
      } else {
        decoded.write(high << 4 | low);
        i += 2;
      }
    }
    return new String(decoded.toByteArray(), StandardCharsets.UTF_8);
  }

  private static int digit(byte c) {
    return Character.digit((char) (c & 0xFF), 16);
  }
}
