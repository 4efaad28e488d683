package ai.holysheep.agent.instrumentation.weaving;

import java.util.ArrayList;
import java.util.List;

/** What woven code has reported, and what it gets back. */
final class Recording {
  final List<String> calls = new ArrayList<>();

  /** What the hook throws, unless it is {@code null}. */
  Error fault;

  /** What entries return. */
  Object state;

  /** Replace the passed arguments, as many as there are. */
  Object[] arguments = {};

  /** Replaces what methods return, unless it is {@code null}. */
  Object result;

  void add(String call) {
    if (fault != null) {
      throw fault;
    }
    calls.add(call);
  }
}
