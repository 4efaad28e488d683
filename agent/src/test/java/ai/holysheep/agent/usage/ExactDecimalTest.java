package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts of money in every notation of JSON. */
class ExactDecimalTest {
  private static final int NUMBERS = 200_000;

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "0.0,0",
    "0e5,0",
    "1,1000",
    "1.2345,1235",
    "1.2344,1234",
    "1.23449999999999999999999999999,1234",
    "0.0005,1",
    "0.00049,0",
    "0.00005,0",
    "5e-4,1",
    "1E+2,100000",
    "1.5e-2,15",
    "00012,12000",
    "9223372036854775.807,9223372036854775807",
    "9223372036854775.8074,9223372036854775807",
    "1e-9999,0",
    "0e9999,0",
  })
  void isRoundedOnce(String number, long expected) {
    assertThat(parse(number, 3)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-1",
        "-0.1",
        ".",
        ".5",
        "5.",
        "1.2.3",
        "1e",
        "1e+",
        "1e-",
        "1e5x",
        "e5",
        "1x",
        "x",
        "1 ",
        "NaN",
        "Infinity",
        "1e1.5",
        "9223372036854775.8075",
        "9223372036854775.808",
        "1e17",
        "1e9999",
        "1e99999999999999999999",
        "123456789012345678901",
        "1,5",
        "0x10"
      })
  void whatIsNoAmountIsNone(String text) {
    assertThat(parse(text, 3)).isEqualTo(-1);
  }

  @Test
  void isEqualToTheExactNumber() {
    Random random = new Random(1);
    for (int i = 0; i < NUMBERS; i++) {
      String number = number(random);
      int shift = random.nextInt(15);
      BigDecimal exact =
          new BigDecimal(number).movePointRight(shift).setScale(0, RoundingMode.HALF_UP);
      boolean fits = exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
      long expected = fits ? exact.longValueExact() : -1;
      if (parse(number, shift) != expected) {
        assertThat(parse(number, shift)).as("%s * 10^%s", number, shift).isEqualTo(expected);
      }
    }
  }

  private static String number(Random random) {
    StringBuilder number = new StringBuilder();
    digits(random, number);
    if (random.nextBoolean()) {
      digits(random, number.append('.'));
    }
    if (random.nextInt(3) == 0) {
      number.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(50) - 25);
    }
    return number.toString();
  }

  private static void digits(Random random, StringBuilder out) {
    for (int i = random.nextInt(12); i >= 0; i--) {
      out.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
    }
  }

  private static long parse(String text, int shift) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ExactDecimal.parse(bytes, bytes.length, shift);
  }
}
