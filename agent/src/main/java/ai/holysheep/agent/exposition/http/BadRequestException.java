package ai.holysheep.agent.exposition.http;

/** A request that is not HTTP as RFC 9112 has it, or that exceeds a limit. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1;

  final int status;

  /**
   * @param sentence the body of the response; contains nothing of the request
   */
  BadRequestException(int status, String sentence) {
    // Clients cause it as often as they like, so it has no stack trace.
    super(sentence, null, false, false);
    this.status = status;
  }

  BadRequestException(String sentence) {
    this(400, sentence);
  }
}
