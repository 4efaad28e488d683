package ai.holysheep.sample.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses a response as its scenario says. */
final class Compression {
  private static final int SPACES = 8 << 20;

  private Compression() {}

  static void of(Response response, Scenario scenario) {
    switch (scenario) {
      case GZIP:
        replace(response, gzip(response.body), "gzip");
        break;
      case CUT_GZIP:
        byte[] whole = gzip(response.body);
        replace(response, Arrays.copyOf(whole, whole.length * 3 / 4), "gzip");
        response.usageInBody = false;
        break;
      case BROKEN_GZIP:
        byte[] broken = gzip(response.body);
        Arrays.fill(broken, broken.length / 2, broken.length - 8, (byte) 0xFF);
        replace(response, broken, "gzip");
        response.usageInBody = false;
        break;
      case SWOLLEN_GZIP:
        byte[] spaces = new byte[SPACES];
        Arrays.fill(spaces, (byte) ' ');
        response.body.add(0, spaces);
        replace(response, gzip(response.body), "gzip");
        response.usageInBody = false;
        response.chunked = true;
        break;
      case DEFLATE:
        replace(response, deflate(response.body), "deflate");
        break;
      default:
    }
  }

  private static void replace(Response response, byte[] compressed, String encoding) {
    response.body.clear();
    response.body.add(compressed);
    response.header("Content-Encoding", encoding);
  }

  private static byte[] gzip(List<byte[]> body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (byte[] piece : body) {
        gzip.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(List<byte[]> body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes)) {
      for (byte[] piece : body) {
        deflate.write(piece);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
