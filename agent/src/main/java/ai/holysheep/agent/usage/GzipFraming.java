package ai.holysheep.agent.usage;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * Skips the header and trailer around the compressed data of each gzip member, byte by byte (RFC
 * 1952). A gzip body can have several members.
 */
final class GzipFraming {
  private static final byte[] SIGNATURE = {0x1F, (byte) 0x8B, 8};
  private static final int FIXED_HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;

  /** The names of the flags are those of RFC 1952. */
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
    DATA,
    TRAILER,
    /** Bytes that are not the header of another member, for example padding. */
    AFTER_LAST_MEMBER
  }

  private static final Part[] PARTS = Part.values();

  private Part part = Part.HEADER;
  private int flags;
  private int bytesOfPart;

  /** How many members' data has ended; not more than two are counted. */
  private int members;

  private int extraLength;
  private final CRC32 checksum = new CRC32();

  /** How many bytes the member's data has, modulo 2^32. */
  private int dataLength;

  private long trailer;

  void reset() {
    members = 0;
    startMember();
  }

  private void startMember() {
    part = Part.HEADER;
    bytesOfPart = 0;
    dataLength = 0;
    checksum.reset();
  }

  /** Whether a member has ended and no other one has begun. */
  boolean isBetweenMembers() {
    return part == Part.AFTER_LAST_MEMBER || part == Part.HEADER && bytesOfPart == 0;
  }

  /** Whether the data of a second member has ended. */
  boolean isSeveralMembers() {
    return members > 1;
  }

  /** Whether the last member has ended. Bytes after it are ignored. */
  boolean isAfterLastMember() {
    return part == Part.AFTER_LAST_MEMBER;
  }

  boolean isInData() {
    return part == Part.DATA;
  }

  /** The member's data, decoded. */
  void acceptData(byte[] bytes, int length) {
    checksum.update(bytes, 0, length);
    dataLength += length;
  }

  void onDataEnd() {
    members = Math.min(members + 1, 2);
    part = Part.TRAILER;
    bytesOfPart = 0;
  }

  void accept(byte b) throws DataFormatException {
    bytesOfPart++;
    switch (part) {
      case AFTER_LAST_MEMBER:
        break;
      case HEADER:
        acceptHeader(b);
        break;
      case EXTRA_LENGTH:
        extraLength = bytesOfPart == 1 ? b & 0xFF : extraLength | (b & 0xFF) << 8;
        nextPartIf(bytesOfPart == 2);
        break;
      case EXTRA:
        nextPartIf(bytesOfPart == extraLength);
        break;
      case NAME:
      case COMMENT:
        nextPartIf(b == 0);
        break;
      case HEADER_CRC:
        nextPartIf(bytesOfPart == 2);
        break;
      default:
        acceptTrailer(b);
    }
  }

  /** Clients check the trailer too, and fail. */
  private void acceptTrailer(byte b) throws DataFormatException {
    trailer = trailer >>> Byte.SIZE | (long) b << Long.SIZE - Byte.SIZE;
    if (bytesOfPart == TRAILER_BYTES) {
      if ((int) trailer != (int) checksum.getValue() || (int) (trailer >>> 32) != dataLength) {
        throw new DataFormatException();
      }
      startMember();
    }
  }

  private void acceptHeader(byte b) {
    if (bytesOfPart <= SIGNATURE.length && b != SIGNATURE[bytesOfPart - 1]) {
      part = Part.AFTER_LAST_MEMBER;
      return;
    }
    flags = bytesOfPart == 4 ? b : flags;
    nextPartIf(bytesOfPart == FIXED_HEADER_BYTES);
  }

  /** Goes on to the next part that this member has. */
  private void nextPartIf(boolean partEnded) {
    if (!partEnded) {
      return;
    }
    bytesOfPart = 0;
    do {
      part = PARTS[part.ordinal() + 1];
    } while (!isPresent(part));
  }

  private boolean isPresent(Part part) {
    switch (part) {
      case EXTRA_LENGTH:
        return (flags & FEXTRA) != 0;
      case EXTRA:
        return (flags & FEXTRA) != 0 && extraLength > 0;
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
