package ai.holysheep.agent.exposition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Basic authentication for one user. The time of the comparison does not depend on how much of the
 * credentials is right.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
 */
final class BasicCredentials {
  static final String CHALLENGE = "Basic realm=\"holysheep\", charset=\"UTF-8\"";

  private static final String SCHEME = "Basic ";

  private final byte[] expected;

  BasicCredentials(String username, String password) {
    expected = (username + ':' + password).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a header field Authorization has them. */
  boolean areIn(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    try {
      byte[] sent = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).trim());
      return MessageDigest.isEqual(expected, sent);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
