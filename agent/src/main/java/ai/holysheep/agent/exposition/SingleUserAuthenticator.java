package ai.holysheep.agent.exposition;

import com.sun.net.httpserver.BasicAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Basic authentication for one user. The time of the comparison does not depend on how much of the
 * credentials is right.
 */
final class SingleUserAuthenticator extends BasicAuthenticator {
  private final byte[] expected;

  SingleUserAuthenticator(String username, String password) {
    super("holysheep");
    expected = encode(username, password);
  }

  @Override
  public boolean checkCredentials(String username, String password) {
    return MessageDigest.isEqual(expected, encode(username, password));
  }

  private static byte[] encode(String username, String password) {
    return (username + '\n' + password).getBytes(StandardCharsets.UTF_8);
  }
}
