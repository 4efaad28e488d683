package ai.holysheep.agent.usage;

/**
 * What stands around the compressed data of a gzip member: header and trailer, byte by byte (RFC
 * 1952).
 */
final class GzipFraming {
  private static final byte[] MAGIC = {0x1F, (byte) 0x8B, 8};
  private static final int FIXED_HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FHCRC = 2;
  private static final int FEXTRA = 4;
  private static final int FNAME = 8;
  private static final int FCOMMENT = 16;

  private enum Part {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CRC,
    BODY,
    TRAILER,
    /** What is no member's header: padding, say. */
    GARBAGE
  }

  private Part part = Part.HEADER;
  private int flags;
  private int seen;
  private int extra;

  void reset() {
    part = Part.HEADER;
    seen = 0;
  }

  /** Whether the last member has ended, and what follows is not read. */
  boolean inGarbage() {
    return part == Part.GARBAGE;
  }

  boolean inBody() {
    return part == Part.BODY;
  }

  void bodyEnded() {
    part = Part.TRAILER;
    seen = 0;
  }

  void accept(byte b) {
    seen++;
    switch (part) {
      case GARBAGE:
        break;
      case HEADER:
        if (seen <= MAGIC.length && b != MAGIC[seen - 1]) {
          part = Part.GARBAGE;
          return;
        }
        flags = seen == 4 ? b : flags;
        advance(seen == FIXED_HEADER);
        break;
      case EXTRA_LENGTH:
        extra = seen == 1 ? b & 0xFF : extra | (b & 0xFF) << 8;
        advance(seen == 2);
        break;
      case EXTRA:
        advance(seen == extra);
        break;
      case NAME:
      case COMMENT:
        advance(b == 0);
        break;
      case HEADER_CRC:
        advance(seen == 2);
        break;
      default:
        if (seen == TRAILER) {
          reset();
        }
    }
  }

  /** Goes on to the next part that this member has. */
  private void advance(boolean partEnded) {
    if (!partEnded) {
      return;
    }
    seen = 0;
    do {
      part = Part.values()[part.ordinal() + 1];
    } while (!present(part));
  }

  private boolean present(Part part) {
    switch (part) {
      case EXTRA_LENGTH:
        return (flags & FEXTRA) != 0;
      case EXTRA:
        return (flags & FEXTRA) != 0 && extra > 0;
      case NAME:
        return (flags & FNAME) != 0;
      case COMMENT:
        return (flags & FCOMMENT) != 0;
      case HEADER_CRC:
        return (flags & FHCRC) != 0;
      default:
        return true;
    }
  }
}
