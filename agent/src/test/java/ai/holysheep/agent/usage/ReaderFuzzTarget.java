package ai.holysheep.agent.usage;

import java.util.Arrays;
import java.util.Objects;

/**
 * The target of the fuzzer. Whatever the bytes are, a reader must throw nothing, and must find the
 * same whether the bytes come at once or in pieces. The first byte chooses the encoding and the
 * size of the pieces. Broken compressed data is the exception: if it throws, an {@link
 * java.util.zip.Inflater} keeps what it had decoded of that piece.
 */
public final class ReaderFuzzTarget {
  private static final String[] ENCODINGS = {null, "gzip", "deflate", "br"};
  private static final String[] TYPES = {
    null, "application/json", "multipart/form-data; boundary=X", "multipart/form-data"
  };
  private static final ResponseUsageReader AT_ONCE = new ResponseUsageReader();
  private static final ResponseUsageReader IN_PIECES = new ResponseUsageReader();
  private static final RequestModelReader REQUEST = new RequestModelReader();

  private ReaderFuzzTarget() {}

  /** Jazzer calls the method of this name. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    String encoding = ENCODINGS[input[0] & 3];
    int pieceSize = 1 + (input[0] >> 2 & 7);
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    ReaderResult atOnce = read(AT_ONCE, body, encoding, Math.max(1, body.length));
    ReaderResult inPieces = read(IN_PIECES, body, encoding, pieceSize);
    if (isPlain(body, encoding) && !atOnce.equals(inPieces)) {
      throw new AssertionError(atOnce + " at once, in pieces " + inPieces);
    }
    String type = TYPES[input[0] >> 5 & 3];
    String model = requestModel(type, body, Math.max(1, body.length));
    if (!Objects.equals(model, requestModel(type, body, pieceSize))) {
      throw new AssertionError("the model of a request in pieces is not " + model);
    }
  }

  private static String requestModel(String type, byte[] body, int pieceSize) {
    REQUEST.reset();
    REQUEST.setContentType(type);
    ReaderResult.feed(REQUEST, body, pieceSize);
    return REQUEST.model();
  }

  private static boolean isPlain(byte[] body, String encoding) {
    return body.length < 2
        || ContentEncoding.detect(body[0] & 0xFF, body[1] & 0xFF, encoding)
            == ContentEncoding.IDENTITY;
  }

  private static ReaderResult read(
      ResponseUsageReader reader, byte[] body, String encoding, int pieceSize) {
    reader.reset();
    reader.setContentEncoding(encoding);
    ReaderResult.feed(reader, body, pieceSize);
    return ReaderResult.of(reader);
  }
}
