package ai.holysheep.agent.usage;

import ai.holysheep.agent.diagnostics.IgnoredValues;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code gzip} and {@code deflate} as the bytes pass. {@link ContentEncoding} detects the
 * encoding. Bytes in any other encoding are ignored.
 */
final class ContentDecoder {
  /** Receives decoded bytes, which are valid only during the call. */
  interface Output {
    void accept(byte[] bytes, int offset, int length);
  }

  /**
   * A body that grows by more than this factor is not read to its end: text grows by about 20, so a
   * larger factor is an attack on our time. The limit of deflate itself is 1032.
   */
  private static final int MAX_GROWTH = 250;

  /** The first 4 MB may grow by any factor: decoding them takes a few milliseconds. */
  private static final long FREE_GROWTH_BYTES = 4 << 20;

  /** The end of such a body is looked for in this many decoded bytes, which takes half a second. */
  private static final long MAX_SKIPPED_BYTES = 512 << 20;

  private final Output output;
  private final GzipFraming framing = new GzipFraming();
  private final ReusableInflater raw = new ReusableInflater(true);
  private final ReusableInflater zlib = new ReusableInflater(false);
  private final byte[] singleByte = new byte[1];
  private @Nullable ContentEncoding encoding;
  private @Nullable String declaredEncoding;

  /** The first byte if it came alone; else -1. */
  private int firstByte = -1;

  private long received;
  private long decoded;

  /** Whether the body has grown too much: what is decoded only shows where its data ends. */
  private boolean skipping;

  /** Whether it has grown so much that even the end of its data is not looked for. */
  private boolean unknownEnd;

  private boolean corrupt;

  ContentDecoder(Output output) {
    this.output = output;
  }

  void reset() {
    encoding = null;
    declaredEncoding = null;
    firstByte = -1;
    received = 0;
    decoded = 0;
    skipping = false;
    unknownEnd = false;
    corrupt = false;
    framing.reset();
    raw.reset();
    zlib.reset();
  }

  /** Like {@link #reset}, and keeps no byte of this body. */
  void wipe() {
    reset();
    singleByte[0] = 0;
    raw.wipe();
    zlib.wipe();
  }

  /** Frees memory outside the heap. */
  void close() {
    raw.close();
    zlib.close();
  }

  void setDeclaredEncoding(@Nullable String contentEncoding) {
    declaredEncoding = contentEncoding;
  }

  void accept(byte[] bytes, int offset, int length) {
    received += length;
    int end = offset + length;
    try {
      int start = encoding == null ? detectEncoding(bytes, offset, length) : offset;
      if (encoding != null) {
        decode(encoding, bytes, start, end - start);
      }
    } catch (DataFormatException e) {
      corrupt = !unknownEnd;
      encoding = ContentEncoding.UNREADABLE;
    }
  }

  /** Whether what is decoded is passed on. */
  boolean isReading() {
    return !skipping && !corrupt;
  }

  /** Whether the compressed data is not what the server compressed. */
  boolean isCorrupt() {
    return corrupt;
  }

  /**
   * Whether the compressed data has ended, or cannot be seen to go on: it is not compressed, or its
   * end is not known.
   */
  boolean isAtEnd() {
    if (corrupt || encoding == null) {
      return !corrupt;
    }
    switch (encoding) {
      case GZIP:
        return framing.isBetweenMembers();
      case ZLIB:
        return zlib.isFinished();
      case RAW_DEFLATE:
        return raw.isFinished();
      default:
        return true;
    }
  }

  /** Whether the body's first bytes are those of compressed data that it can decode. */
  boolean isCompressed() {
    return encoding == ContentEncoding.GZIP
        || encoding == ContentEncoding.ZLIB
        || encoding == ContentEncoding.RAW_DEFLATE;
  }

  /** Whether the data of a second gzip member has ended. */
  boolean isSeveralMembers() {
    return encoding == ContentEncoding.GZIP && framing.isSeveralMembers();
  }

  /**
   * Detects the encoding by the first two bytes, which can come one by one. Returns the index of
   * the first byte to decode.
   */
  private int detectEncoding(byte[] bytes, int offset, int length) throws DataFormatException {
    int end = offset + length;
    int i = offset;
    if (firstByte == -1 && i < end) {
      firstByte = bytes[i++] & 0xFF;
    }
    if (i == end) {
      return i;
    }
    encoding = ContentEncoding.detect(firstByte, bytes[i] & 0xFF, declaredEncoding);
    if (i > offset) {
      return offset;
    }
    singleByte[0] = (byte) firstByte;
    decode(encoding, singleByte, 0, 1);
    return i;
  }

  private void decode(ContentEncoding how, byte[] bytes, int offset, int length)
      throws DataFormatException {
    switch (how) {
      case IDENTITY:
        output.accept(bytes, offset, length);
        break;
      case GZIP:
        decodeGzip(bytes, offset, length);
        break;
      case ZLIB:
        inflate(zlib, bytes, offset, length);
        break;
      case RAW_DEFLATE:
        inflate(raw, bytes, offset, length);
        break;
      default:
        break;
    }
  }

  private void decodeGzip(byte[] bytes, int offset, int length) throws DataFormatException {
    int end = offset + length;
    int i = offset;
    while (i < end && !framing.isAfterLastMember()) {
      if (framing.isInData()) {
        i = inflate(raw, bytes, i, end - i);
        if (raw.isFinished()) {
          raw.reset();
          framing.onDataEnd();
        }
      } else {
        framing.accept(bytes[i++]);
      }
    }
  }

  /**
   * Returns the index of the first unused byte: the end, unless the compressed data ended before.
   */
  private int inflate(ReusableInflater inflater, byte[] bytes, int offset, int length)
      throws DataFormatException {
    inflater.setInput(bytes, offset, length);
    for (int n = inflater.inflate(); n > 0; n = inflater.inflate()) {
      decoded += n;
      checkGrowth();
      if (!skipping) {
        output.accept(inflater.output(), 0, n);
      }
      if (encoding == ContentEncoding.GZIP) {
        framing.acceptData(inflater.output(), n);
      }
    }
    return offset + length - inflater.unusedBytes();
  }

  private void checkGrowth() throws DataFormatException {
    boolean grownTooMuch = decoded > FREE_GROWTH_BYTES && decoded / MAX_GROWTH > received;
    if (grownTooMuch && !skipping) {
      skipping = true;
      IgnoredValues.count(
          IgnoredValues.Source.BODY,
          "the rest of a compressed response that grows more than " + MAX_GROWTH + "-fold");
    }
    if (grownTooMuch && decoded > MAX_SKIPPED_BYTES) {
      unknownEnd = true;
      throw new DataFormatException();
    }
  }
}
