package ai.holysheep.agent.usage;

/** All that an answer has said, to be compared. */
record Said(
    String model,
    long input,
    long output,
    long cached,
    long written,
    long reasoning,
    long audioInput,
    long audioOutput,
    String flags,
    String error) {

  static Said by(ResponseUsageReader reader) {
    Usage usage = reader.usage();
    BodyError error = reader.error(false);
    String flags =
        (reader.isStream() ? "S" : "-")
            + (reader.hasContent() ? "C" : "-")
            + (reader.isComplete() ? "E" : "-")
            + (reader.isTruncated() ? "L" : "-");
    return new Said(
        reader.model() == null ? "-" : reader.model(),
        usage == null ? -1 : usage.input,
        usage == null ? -1 : usage.output,
        usage == null ? -1 : usage.detail(TokenDetail.CACHED_INPUT),
        usage == null ? -1 : usage.detail(TokenDetail.CACHE_WRITE_INPUT),
        usage == null ? -1 : usage.detail(TokenDetail.REASONING_OUTPUT),
        usage == null ? -1 : usage.detail(TokenDetail.AUDIO_INPUT),
        usage == null ? -1 : usage.detail(TokenDetail.AUDIO_OUTPUT),
        flags,
        error == null ? "-" : String.valueOf(error.code()));
  }

  static Said of(byte[] body, String encoding, int pieces) {
    ResponseUsageReader reader = new ResponseUsageReader();
    reader.setContentEncoding(encoding);
    for (int i = 0; i < body.length; i += Math.min(pieces, body.length)) {
      reader.accept(body, i, Math.min(pieces, body.length - i));
    }
    Said said = by(reader);
    reader.close();
    return said;
  }
}
