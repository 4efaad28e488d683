package ai.holysheep.agent.tests.program;

/** A program that makes its calls through an SDK or a framework. */
abstract class Sdk implements Runnable {
  final String url;
  final Transcript out;

  Sdk(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  /**
   * A step in which the library retries with a new call of the client below. Nothing in that call
   * marks it as a retry, so the agent counts two calls and no retry.
   */
  void stepOfUnknownRetries(String name, String first, String second, Transcript.Step step) {
    out.line("EXPECT model-" + name + " " + first);
    out.step(name, second, step);
  }
}
