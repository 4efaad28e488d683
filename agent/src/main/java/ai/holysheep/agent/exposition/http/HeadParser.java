package ai.holysheep.agent.exposition.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses the head of one request. It is strict: what RFC 9112 lets a server refuse is refused.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">HTTP/1.1</a>
 */
final class HeadParser {
  private static final int MAX_HEADERS = 100;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private final byte[] bytes;
  private final int end;
  private final List<Header> headers = new ArrayList<>();
  private int at;

  private HeadParser(byte[] bytes, int length) {
    this.bytes = bytes;
    this.end = length;
  }

  /**
   * @param bytes the request line and the header lines, each with its line end, without the empty
   *     line that ends the head
   */
  static Request parse(byte[] bytes, int length) throws BadRequestException {
    return new HeadParser(bytes, length).request();
  }

  private Request request() throws BadRequestException {
    String line = nextLine();
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1) {
      throw new BadRequestException("A request line has a method, a target and a version.");
    }
    String method = line.substring(0, first);
    checkToken(method);
    String target = line.substring(first + 1, last);
    checkTarget(target);
    boolean http11 = isHttp11(line.substring(last + 1));
    RequestTarget parsed = RequestTarget.parse(target);
    while (at < end) {
      addHeader(nextLine());
    }
    checkHost(http11);
    return new Request(method, parsed, headers, hasBody(), keepsAlive(http11));
  }

  /** Returns a line without its end, which is LF or CR LF. */
  private String nextLine() throws BadRequestException {
    int start = at;
    int lf = start;
    while (lf < end && bytes[lf] != '\n') {
      lf++;
    }
    at = lf + 1;
    int stop = lf > start && bytes[lf - 1] == '\r' ? lf - 1 : lf;
    for (int i = start; i < stop; i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t' || bytes[i] == 0x7F) {
        throw new BadRequestException("A request has no control characters.");
      }
    }
    return new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
  }

  private static void checkToken(String text) throws BadRequestException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = c < 0x7F && Character.isLetterOrDigit(c);
      if (!alphanumeric && TOKEN_MARKS.indexOf(c) < 0) {
        throw new BadRequestException("A name has a character that HTTP does not allow.");
      }
    }
  }

  private static void checkTarget(String target) throws BadRequestException {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7F) {
        throw new BadRequestException("The target of a request is visible ASCII.");
      }
    }
  }

  private static boolean isHttp11(String version) throws BadRequestException {
    if (!version.startsWith("HTTP/")) {
      throw new BadRequestException("The version of a request begins with HTTP/.");
    }
    if (version.length() != 8 || !version.startsWith("HTTP/1.")) {
      throw new BadRequestException(505, "This server speaks HTTP/1.0 and HTTP/1.1.");
    }
    return version.charAt(7) != '0';
  }

  private void addHeader(String line) throws BadRequestException {
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new BadRequestException("A header line has a name, a colon and a value.");
    }
    if (headers.size() == MAX_HEADERS) {
      throw new BadRequestException(431, "A request has at most " + MAX_HEADERS + " headers.");
    }
    String name = line.substring(0, colon);
    checkToken(name);
    headers.add(new Header(name, line.substring(colon + 1).trim()));
  }

  private void checkHost(boolean http11) throws BadRequestException {
    int hosts = 0;
    for (Header header : headers) {
      hosts += header.name.equalsIgnoreCase("Host") ? 1 : 0;
    }
    if (hosts > 1 || hosts == 0 && http11) {
      throw new BadRequestException("A request has one header Host.");
    }
  }

  private boolean hasBody() throws BadRequestException {
    boolean body = false;
    String length = null;
    for (Header header : headers) {
      if (header.name.equalsIgnoreCase("Transfer-Encoding")) {
        body = true;
      } else if (header.name.equalsIgnoreCase("Content-Length")) {
        checkLength(header.value, length);
        length = header.value;
        body |= !isZero(length);
      }
    }
    return body;
  }

  private static void checkLength(String length, @Nullable String earlier)
      throws BadRequestException {
    boolean digits = !length.isEmpty();
    for (int i = 0; i < length.length(); i++) {
      digits &= length.charAt(i) >= '0' && length.charAt(i) <= '9';
    }
    if (!digits || earlier != null && !earlier.equals(length)) {
      throw new BadRequestException("A Content-Length is one whole number.");
    }
  }

  private static boolean isZero(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private boolean keepsAlive(boolean http11) {
    boolean keepAlive = http11;
    for (Header header : headers) {
      if (header.name.equalsIgnoreCase("Connection")) {
        String options = "," + header.value.toLowerCase(Locale.ROOT).replace(" ", "") + ",";
        if (options.contains(",close,")) {
          return false;
        }
        keepAlive |= options.contains(",keep-alive,");
      }
    }
    return keepAlive;
  }
}
