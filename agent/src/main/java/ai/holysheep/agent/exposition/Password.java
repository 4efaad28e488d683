package ai.holysheep.agent.exposition;

import com.sun.net.httpserver.BasicAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One user with one password, compared in a time that does not depend on what is wrong with them.
 */
final class Password extends BasicAuthenticator {
  private final byte[] expected;

  Password(String username, String password) {
    super("holysheep");
    expected = joined(username, password);
  }

  @Override
  public boolean checkCredentials(String username, String password) {
    return MessageDigest.isEqual(expected, joined(username, password));
  }

  private static byte[] joined(String username, String password) {
    return (username + '\n' + password).getBytes(StandardCharsets.UTF_8);
  }
}
