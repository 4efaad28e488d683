package ai.holysheep.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a body says of the answer that it shows: id, kind, status, background. */
class AnswerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':'resp_1','object':'response','status':'completed','background':false}"
            + " | resp_1 response completed false",
        "{'background':true,'status':'queued','object':'response','id':'resp_1'}"
            + " | resp_1 response queued true",
        "{'object':'chat.completion','id':'c1','model':'m'} | c1 chat.completion null null",
        "{'id':'batch_1','object':'batch','status':'completed'} | batch_1 batch completed null",
        "{'id':'run_1','object':'thread.run','status':'failed'} | run_1 thread.run failed null",
        "{'object':'file','id':'f1','status':'processed'} | null null null null",
        "{'id':'msg_1','type':'message'} | null null null null",
        "{'id':7,'object':'response','status':null} | null response null null",
        "{'item':{'id':'x','status':'y'},'id':'r','object':'response'} | r response null null",
        "data: {'id':'c1','object':'chat.completion.chunk'}~~data: {'id':'c2','object':"
            + "'chat.completion.chunk'} | c1 chat.completion.chunk null null",
        "data: {'type':'response.created','response':{'id':'r','object':'response','status':"
            + "'in_progress','background':true}}~~data: {'type':'x','item':{'id':'i'},'delta':'x'}"
            + "~~data: {'type':'response.completed','response':{'status':'completed','id':'r',"
            + "'object':'response'}} | r response completed true",
        "data: {'id':'t','object':'thread'}~~data: {'status':'queued','id':'run_1','object':"
            + "'thread.run'}~~data: {'id':'s','object':'thread.run.step','status':'completed'}"
            + "~~data: {'id':'run_1','object':'thread.run','status':'in_progress'}"
            + " | run_1 thread.run in_progress null",
        "data: {'event_type':'x','interaction':{'id':'i','object':'interaction','status':"
            + "'completed'}} | i interaction completed null"
      })
  void isThatOfTheFirstObjectThatCanBeBilled(String body, String expected) {
    String text =
        body.replace('\'', '"').replace("~", "\n") + (body.startsWith("data") ? "\n\n" : "");
    for (int pieceSize : new int[] {1, 3, 1000}) {
      assertThat(read(text, pieceSize)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"128, true", "129, false", "384, false", "385, false", "100000, false"})
  void anIdThatIsTooLongIsNone(int length, boolean known) {
    String id = "x".repeat(length);
    String read = read("{\"object\":\"response\",\"id\":\"" + id + "\"}", 100);

    assertThat(read).isEqualTo((known ? id : "null") + " response null null");
  }

  private static String read(String body, int pieceSize) {
    ResponseUsageReader reader = new ResponseUsageReader();
    ReaderResult.feed(reader, body.getBytes(StandardCharsets.UTF_8), pieceSize);
    Answer answer = reader.answer();
    return answer.id + " " + answer.kind + " " + answer.status + " " + answer.background;
  }
}
