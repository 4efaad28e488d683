package ai.holysheep.agent.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushAddressTest {
  @ParameterizedTest
  @CsvSource({
    "http://host:9091, http://host:9091/m, null",
    "HTTPS://host/a/, https://host/a/m, null",
    "http://host/m, http://host/m, null",
    "http://me:s%40cret@host, http://host/m, me:s@cret",
    "http://me:a@b@my_host:80, http://my_host:80/m, me:a@b",
    "http://me:s%e2%82%ac@[::1]:80/x, http://[::1]:80/x/m, me:s€",
    "http://me@host, http://host/m, me",
    "http://me:100%@host, http://host/m, me:100%",
  })
  void keepsCredentialsApart(String text, String url, String credentials) {
    PushAddress address = PushAddress.parse(text, "/m");

    assertThat(address).hasToString(url);
    assertThat(address.url().getUserInfo()).isNull();
    String sent = address.authorization();
    assertThat(
            sent == null
                ? "null"
                : new String(
                    Base64.getDecoder().decode(sent.substring("Basic ".length())),
                    StandardCharsets.UTF_8))
        .isEqualTo(credentials);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:top-secret@ho st",
        "http://me:top-secret@",
        "http://me:top secret@host",
        "http://me:top-secret@host:port",
        "http://me:top-secret@host:99999",
        "http://me:top-secret@[::1",
        "http://me:top-secret@host:1:2",
        "http://me:top/secret@host",
        "http://me:top#secret@host",
        "http://me:12/top-secret@host",
        "http://me:top?secret@host",
        "ftp://me:top-secret@host",
        "me:top-secret@host",
        "http:/me:top-secret@host",
        "",
        "http://me:töp-secret@host",
        "http://me:top-secret@host/?token=secret",
        "http://me:top-secret@hö",
        "http://me:top-secret@host\r\nX: y",
        "://me:top-secret@host"
      })
  void neverShowsCredentialsOfAMalformedAddress(String text) {
    Throwable problem = catchThrowable(() -> PushAddress.parse(text, "/m"));

    assertThat(problem).isInstanceOf(IllegalArgumentException.class);
    assertThat(problem.toString()).doesNotContain("secret", "top", "me:", "12");
  }

  @Test
  void anUnknownHostShowsNoCredentials() {
    PushAddress address = PushAddress.parse("http://me:top-secret@no.such.host.invalid", "/m");

    assertThat(catchThrowable(() -> address.url().openConnection().connect()).toString())
        .doesNotContain("secret");
  }
}
