package ai.holysheep.agent.instrumentation;

/** Methods of an instrumented class that get the same advice. The class must have one of them. */
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

  /** The point's number in its class, from 0. Woven code passes it. */
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

  /** The methods, for a message to the user: a class without them is not watched. */
  public String methods() {
    return String.join(" or ", methods);
  }

  /** Whether the point may have a method of this name. Only its descriptor decides. */
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
