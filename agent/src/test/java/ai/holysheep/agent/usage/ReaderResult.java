package ai.holysheep.agent.usage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that a {@link ResponseUsageReader} has found in a response, to compare it. */
record ReaderResult(
    String model,
    long input,
    long output,
    long cachedInput,
    long cacheWriteInput,
    long reasoningOutput,
    long audioInput,
    long audioOutput,
    String flags,
    String error,
    long written5mInput,
    long written1hInput,
    long imageInput,
    long imageOutput,
    long cachedAudioInput,
    long cachedImageInput,
    String furtherInputs) {

  /** Feeds a body to a new reader, in pieces of this size. */
  static ReaderResult read(byte[] body, String contentEncoding, int pieceSize) {
    ResponseUsageReader reader = new ResponseUsageReader();
    reader.setContentEncoding(contentEncoding);
    feed(reader, body, pieceSize);
    ReaderResult result = of(reader);
    reader.close();
    return result;
  }

  static void feed(BodyReader reader, byte[] body, int pieceSize) {
    for (int i = 0; i < body.length; i += Math.min(pieceSize, body.length)) {
      reader.accept(body, i, Math.min(pieceSize, body.length - i));
    }
  }

  static ReaderResult of(ResponseUsageReader reader) {
    Usage usage = reader.usage();
    BodyError error = reader.error(false);
    return new ReaderResult(
        reader.model() == null ? "-" : reader.model(),
        usage == null ? -1 : usage.input,
        usage == null ? -1 : usage.output,
        detail(usage, TokenDetail.CACHED_INPUT),
        detail(usage, TokenDetail.CACHE_WRITE_INPUT),
        detail(usage, TokenDetail.REASONING_OUTPUT),
        detail(usage, TokenDetail.AUDIO_INPUT),
        detail(usage, TokenDetail.AUDIO_OUTPUT),
        flags(reader.isStream(), reader.hasContent(), reader.isComplete(), reader.isTruncated()),
        error == null ? "-" : String.valueOf(error.code()),
        detail(usage, TokenDetail.CACHE_WRITE_5M_INPUT),
        detail(usage, TokenDetail.CACHE_WRITE_1H_INPUT),
        detail(usage, TokenDetail.IMAGE_INPUT),
        detail(usage, TokenDetail.IMAGE_OUTPUT),
        detail(usage, TokenDetail.CACHED_AUDIO_INPUT),
        detail(usage, TokenDetail.CACHED_IMAGE_INPUT),
        furtherInputs(reader.furtherUsages()));
  }

  private static String furtherInputs(List<ModelUsage> usages) {
    Map<String, Long> inputs = new HashMap<>();
    usages.forEach(usage -> inputs.put(usage.model, usage.usage.input));
    return inputs.toString();
  }

  private static long detail(Usage usage, TokenDetail detail) {
    return usage == null ? -1 : usage.detail(detail);
  }

  /** S: stream, C: content, E: complete (ended), L: truncated by the token limit. */
  static String flags(boolean stream, boolean content, boolean complete, boolean truncated) {
    return (stream ? "S" : "-")
        + (content ? "C" : "-")
        + (complete ? "E" : "-")
        + (truncated ? "L" : "-");
  }
}
