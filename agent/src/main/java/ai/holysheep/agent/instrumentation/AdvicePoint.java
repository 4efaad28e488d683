package ai.holysheep.agent.instrumentation;

/** Methods of an instrumented class that get the same advice. One of them has to be there. */
public final class AdvicePoint {
  private static final int[] FIRST_THREE = {0, 1, 2};

  private final int index;
  private final AdviceKind kind;
  private final String handler;
  private final String[] methods;
  private int[] passed = FIRST_THREE;

  AdvicePoint(int index, AdviceKind kind, String handler, String... methods) {
    this.index = index;
    this.kind = kind;
    this.handler = handler;
    this.methods = methods;
  }

  void pass(int... positions) {
    passed = positions;
  }

  /** The point's place in its class; woven code names the point by it. */
  public int index() {
    return index;
  }

  public AdviceKind kind() {
    return kind;
  }

  /** The binary name of the {@link AdviceHandler}. */
  public String handler() {
    return handler;
  }

  /** The positions of the arguments that the handler gets, from 0; three at most. */
  public int[] passed() {
    return passed;
  }

  /** For a message to the user: what a class without this point lacks. */
  public String methods() {
    return String.join(" or ", methods);
  }

  /** Whether a method of this name can be one of the point's: its descriptor decides. */
  public boolean hasName(String name) {
    for (String prefix : methods) {
      if (prefix.startsWith(name) && prefix.charAt(name.length()) == '(') {
        return true;
      }
    }
    return false;
  }

  public boolean matches(String name, String descriptor) {
    String method = name + descriptor;
    for (String prefix : methods) {
      if (method.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
