package ai.holysheep.agent.exchange.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsFromNowTest {
  private static final Instant NOW = Instant.parse("2026-11-26T17:00:00Z");

  private static double parse(String text) {
    return SecondsFromNow.parse(text, NOW.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // numbers
        "0 | 0",
        "7 | 7",
        "1.2 | 1.2",
        "0.5 | 0.5",
        "' 20 ' | 20",
        "86400 | 86400",
        "'30;w=60' | 30",
        // times since 1970: 17:01:30 of that day
        "1795712490 | 90",
        "1795712490.25 | 90.25",
        "1795712490000 | 90",
        "1795712490250 | 90.25",
        "1795712490250000 | 90.25",
        "1795712300 | 0",
        "1795712300000 | 0",
        "1000000000 | 0",
        // durations
        "1s | 1",
        "8.64s | 8.64",
        "6m0s | 360",
        "1m30s | 90",
        "2m59.56s | 179.56",
        "350ms | 0.35",
        "17ms | 0.017",
        "2h | 7200",
        "1h2m3s | 3723",
        "1d | 86400",
        "'1m 30s' | 90",
        "500us | 0.0005",
        "500\u00B5s | 0.0005",
        "0s | 0",
        // dates
        "2026-11-26T17:01:30Z | 90",
        "2026-11-26T17:01:30.250Z | 90.25",
        "2026-11-26T17:01:30.250999999Z | 90.25",
        "2026-11-26T18:01:30+01:00 | 90",
        "2026-11-26T18:01:30+0100 | 90",
        "2026-11-26T11:31:30-05:30 | 90",
        "2026-11-26T17:01:30 | 90",
        "2026-11-26 17:01:30 | 90",
        "2026-11-26T16:00:00Z | 0",
        "'Thu, 26 Nov 2026 17:01:30 GMT' | 90",
        "'Thursday, 26-Nov-26 17:01:30 GMT' | 90",
        "'Thu Nov 26 17:01:30 2026' | 90",
        "'Tue Dec  1 17:00:00 2026' | 432000",
        "'Sun, 06 Nov 1994 08:49:37 GMT' | 0",
        "'Sunday, 06-Nov-94 08:49:37 GMT' | 0",
        "'Sun Nov  6 08:49:37 1994' | 0",
      })
  void readsEachForm(String text, double seconds) {
    assertThat(parse(text)).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-5",
        "-1.5",
        "-5s",
        "NaN",
        "soon",
        "1m30",
        "1x",
        "s",
        "1e9h",
        "99999999999",
        "99999999999999999999",
        "9999999999s",
        "2026-13-01T00:00:00Z",
        "2026-11-32T00:00:00Z",
        "2026-11-26T25:00:00Z",
        "2026-11-26T17:61:00Z",
        "2026-11-26",
        "2026-11-26T17:01:30+25:00",
        "2026-11-26T17:01:30X",
        "9999-11-26T17:01:30Z",
        "Thu, 26 Nov 2026",
        "Thu, 26 Nov 2026 17:01:30 EST",
        "Thu, 26 Brr 2026 17:01:30 GMT",
        "Thu, 26 Nov 2026 17.01.30 GMT",
        "Nov 26 26 26 17:01:30 GMT",
        "17:01:30",
        "Thu",
        "\uD83D\uDE00"
      })
  void readsNothingElse(String text) {
    assertThat(parse(text)).isEqualTo(-1);
  }

  @Test
  void readsNoLongText() {
    assertThat(parse(" ".repeat(100_000) + "7")).isEqualTo(-1);
    assertThat(parse("1s".repeat(40_000))).isEqualTo(-1);
  }

  @Test
  void readsTheSameDatesAsTheJdk() {
    Random random = new Random(7);
    DateTimeFormatter asctime =
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    for (int i = 0; i < 20_000; i++) {
      Instant date = NOW.plusSeconds(random.nextInt(900_000_000));
      double seconds = date.getEpochSecond() - NOW.getEpochSecond();

      assertThat(parse(date.toString())).as("%s", date).isEqualTo(seconds);
      assertThat(parse(http.format(date))).as("%s", date).isEqualTo(seconds);
      assertThat(parse(asctime.format(date))).as("%s", date).isEqualTo(seconds);
    }
  }

  /** Whatever a gateway sends, it is a plausible wait or nothing. */
  @Test
  void neverThrows() {
    Random random = new Random(11);
    String alphabet = "0123456789.,;:-+eTZ =\"dhmsunGMTNovThu\u00B5\uD83D";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      double seconds = parse(text.toString());
      assertThat(seconds == -1 || seconds >= 0 && seconds <= 1e9).as("%s", text).isTrue();
    }
  }
}
