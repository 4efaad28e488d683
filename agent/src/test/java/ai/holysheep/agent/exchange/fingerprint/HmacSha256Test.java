package ai.holysheep.agent.exchange.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacSha256Test {
  private final Random random = new Random(5);

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] ofTheJdk(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 63, 64, 65, 200})
  void isWhatTheJdkComputes(int keyLength) throws GeneralSecurityException {
    byte[] key = bytes(keyLength);
    HmacSha256 ours = new HmacSha256(key);
    for (int length = 0; length < 300; length++) {
      byte[] message = bytes(length);
      assertThat(ours.of(message)).isEqualTo(ofTheJdk(key, message));
    }
  }
}
