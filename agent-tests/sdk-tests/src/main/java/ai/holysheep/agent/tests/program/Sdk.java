package ai.holysheep.agent.tests.program;

/** What vendors' SDKs and frameworks can do, each in its own way. */
abstract class Sdk implements Runnable {
  final String url;
  final Transcript out;

  Sdk(String url, Transcript out) {
    this.url = url;
    this.out = out;
  }

  /**
   * A step in which the library makes another attempt that the client below it takes for a call of
   * its own, with nothing that tells them apart.
   */
  void stepOfUnknownRetries(String name, String first, String second, Transcript.Step step) {
    out.line("EXPECT model-" + name + " " + first);
    out.step(name, second, step);
  }
}
