package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number in a body that breaks off may be the first half of another one. */
class BrokenNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'usage':{'input_tokens':12 | -1",
        "{'usage':{'input_tokens':12~ | -1",
        "{'usage':{'input_tokens':12~x | -1",
        "{'usage':{'input_tokens':12 'output_tokens':3} | -1",
        "{'usage':{'input_tokens':12, | 12",
        "{'usage':{'input_tokens':12 ~ , | 12",
        "{'usage':{'input_tokens':12} | 12",
        "{'usage':{'input_tokens':12~} | 12",
        "data: {'usage':{'input_tokens':12 | -1",
        "data: {'usage':{'input_tokens':12~ | -1",
        "data: {'usage':{'input_tokens':12~~ | -1",
        "data: {'usage':{'input_tokens':12~~data: {'x':1}~~ | -1",
        "data: {'usage':{'input_tokens':12~data: }}~~ | 12",
        "data: {'usage':{'input_tokens':12}~~ | 12"
      })
  void aNumberCountsWhenWhatFollowsItHasCome(String body, long input) {
    String text = body.replace('\'', '"').replace('~', '\n');
    for (int pieceSize : new int[] {1, 2, 3, 1000}) {
      assertThat(input(text, pieceSize)).as("in pieces of %s", pieceSize).isEqualTo(input);
    }
  }

  @Test
  void noCutGivesAnotherNumber() {
    String json = "{\"usage\":{\"input_tokens\" : 1234 \n,\"output_tokens\":1}}";
    for (String body : new String[] {json, "data: " + json.replace("\n", "\ndata:") + "\n\n"}) {
      for (int i = 0; i <= body.length(); i++) {
        assertThat(input(body.substring(0, i), 1000)).isIn(-1L, 1234L);
        assertThat(input(body.substring(0, i) + "\n\n", 3)).isIn(-1L, 1234L);
      }
    }
  }

  private static long input(String body, int pieceSize) {
    ResponseUsageReader reader = new ResponseUsageReader();
    ReaderResult.feed(reader, body.getBytes(StandardCharsets.UTF_8), pieceSize);
    Usage usage = reader.usage();
    return usage == null ? -1 : usage.input;
  }
}
