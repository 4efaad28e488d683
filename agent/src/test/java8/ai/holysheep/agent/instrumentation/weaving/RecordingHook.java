package ai.holysheep.agent.instrumentation.weaving;

/**
 * Writes down what woven code reports. In a source folder of its own: only a compiler for Java 8
 * lets a class of {@code java.lang} be on the class path.
 */
final class RecordingHook extends HolySheepHook {
  /** For all tests: a second hook cannot be installed. */
  private static final RecordingHook HOOK = new RecordingHook();

  private Recording recording;

  private RecordingHook() {}

  /** {@code null} stands for a JVM without the agent. */
  static void install(Recording recording) {
    if (!HOOK.isInstalled()) {
      install(HOOK);
    }
    HOOK.recording = recording == null ? new Recording() : recording;
  }

  @Override
  protected Object onEnter(Class<?> type, int point, Object self, Object a, Object b, Object c) {
    recording.add("enter " + point + " " + a + " " + b + " " + c);
    return recording.state;
  }

  @Override
  protected Object onArgument(Object state, int place, Object original) {
    return place < recording.arguments.length ? recording.arguments[place] : original;
  }

  @Override
  protected Object onExit(
      Class<?> type, int point, Object state, Object returned, Throwable thrown) {
    recording.add("exit " + point + " " + state + " " + returned + " " + thrown);
    return recording.result == null ? returned : recording.result;
  }

  @Override
  protected void onRead(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int count) {
    recording.add("read " + point + " " + bytes.length + " " + offset + " " + count);
  }

  @Override
  protected void onWrite(
      Class<?> type, int point, Object self, byte[] bytes, int offset, int length) {
    recording.add("write " + point + " " + bytes.length + " " + offset + " " + length);
  }

  @Override
  protected void onWriteByte(Class<?> type, int point, Object self, int b) {
    recording.add("writeByte " + point + " " + b);
  }

  @Override
  protected void onFailure(Class<?> type, int point, Object self, Throwable thrown) {
    recording.add("failed " + point + " " + thrown.getMessage());
  }
}
