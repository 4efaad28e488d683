package ai.holysheep.agent.usage;

import java.util.Arrays;

/**
 * What a fuzzer calls with bytes of its own: whatever they are, a reader throws nothing, and says
 * the same whether they come at once or in pieces. The first byte chooses encoding and pieces.
 * Compressed data that is broken is the exception: an {@link java.util.zip.Inflater} keeps to
 * itself what it had decoded of that piece.
 */
public final class ReaderFuzz {
  private static final String[] ENCODINGS = {null, "gzip", "deflate", "br"};
  private static final ResponseUsageReader WHOLE = new ResponseUsageReader();
  private static final ResponseUsageReader CUT = new ResponseUsageReader();
  private static final RequestModelReader QUESTION = new RequestModelReader();

  private ReaderFuzz() {}

  /** Called by the fuzzer, by this name. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String encoding = ENCODINGS[input[0] & 3];
    int piece = 1 + (input[0] >> 2 & 7);
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    Said whole = read(WHOLE, body, encoding, Math.max(1, body.length));
    Said cut = read(CUT, body, encoding, piece);
    if (isPlain(body, encoding) && !whole.equals(cut)) {
      throw new AssertionError(whole + " at once, in pieces " + cut);
    }
    QUESTION.reset();
    QUESTION.accept(body, 0, body.length);
  }

  private static boolean isPlain(byte[] body, String encoding) {
    return body.length < 2
        || ContentEncoding.detect(body[0] & 0xFF, body[1] & 0xFF, encoding)
            == ContentEncoding.IDENTITY;
  }

  private static Said read(ResponseUsageReader reader, byte[] body, String encoding, int piece) {
    reader.reset();
    reader.setContentEncoding(encoding);
    for (int i = 0; i < body.length; i += piece) {
      reader.accept(body, i, Math.min(piece, body.length - i));
    }
    return Said.by(reader);
  }
}
