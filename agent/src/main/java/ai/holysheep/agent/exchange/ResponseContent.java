package ai.holysheep.agent.exchange;

import ai.holysheep.agent.usage.Answer;
import ai.holysheep.agent.usage.BodyError;
import ai.holysheep.agent.usage.ModelUsage;
import ai.holysheep.agent.usage.ResponseUsageReader;
import ai.holysheep.agent.usage.UnitCounts;
import ai.holysheep.agent.usage.Usage;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a response's body says of the model's answer. It is read when the attempt ends, before the
 * reader goes back to its pool.
 */
final class ResponseContent {
  /** {@code null} if the body is a file, or if nothing of it could be read. */
  private final @Nullable ResponseUsageReader reader;

  /** The same, also of a file. */
  private final @Nullable ResponseUsageReader errorReader;

  private final boolean declaredStream;

  /**
   * @param reader the reader of a body that says something of an answer
   * @param errorReader the reader of any body: that of a failed call says why it failed
   * @param declaredStream whether the head says that the body is a stream of events
   */
  ResponseContent(
      @Nullable ResponseUsageReader reader,
      @Nullable ResponseUsageReader errorReader,
      boolean declaredStream) {
    this.reader = reader;
    this.errorReader = errorReader;
    this.declaredStream = declaredStream;
  }

  /** Whether the body is a stream of events. */
  boolean isStream() {
    return reader != null && reader.isStream();
  }

  /** Whether the body is a stream that lacks the end which its dialect has. */
  boolean isUnfinishedStream() {
    return reader != null && reader.isStream() && !reader.hasProperEnd();
  }

  /** Whether the model stopped at its token limit. */
  boolean isStoppedAtTokenLimit() {
    return reader != null && reader.isTruncated();
  }

  /** What the body says of the answer that it shows. */
  Answer answer() {
    return reader == null ? Answer.NONE : reader.answer();
  }

  @Nullable String model() {
    return reader == null ? null : reader.model();
  }

  /** The body's token counts; {@code null} if it has none. */
  @Nullable Usage usage() {
    return reader == null ? null : reader.usage();
  }

  /** What the body counts besides tokens. */
  UnitCounts units() {
    return reader == null ? UnitCounts.NONE : reader.units();
  }

  /** The cost that the body reports, in picodollars; -1 if it reports none. */
  long reportedCost() {
    return reader == null ? -1 : reader.reportedCost();
  }

  /** The service tier that has answered, in lower case; {@code null} if the body names none. */
  @Nullable String serviceTier() {
    return reader == null ? null : reader.serviceTier();
  }

  /** Whether the model that has answered is billed as itself, not as the one that was asked. */
  boolean isFallback() {
    return reader != null && reader.isFallback();
  }

  /** What further models have used within the call. */
  List<ModelUsage> furtherUsages() {
    return reader == null ? Collections.<ModelUsage>emptyList() : reader.furtherUsages();
  }

  /** Whether the body says that the model has answered nothing, for which there is no bill. */
  boolean isUnanswered() {
    return reader != null && reader.isUnanswered();
  }

  /** Whether the body says that the call has failed, whatever its status. */
  boolean isFailure() {
    return reader != null && reader.isFailure(declaredStream);
  }

  /**
   * The error that the body describes; {@code null} if it describes none.
   *
   * @param failed whether the status says that the body can only be an error
   */
  @Nullable BodyError error(boolean failed) {
    ResponseUsageReader held = failed ? errorReader : reader;
    return held == null ? null : held.error(failed);
  }

  /** The body's own name for its error; {@code null} if it has none. See {@link #error}. */
  @Nullable String errorCode(boolean failed) {
    BodyError described = error(failed);
    return described == null ? null : described.code();
  }
}
