package ai.holysheep.agent.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches a stack for two frames of the application.
 *
 * <p>The caller is the innermost one. A frame that a client calls, for example an interceptor, is
 * not it, if the application called the client further out.
 *
 * <p>The entry is the outermost one. The search for it ends at a dispatcher: what is further out,
 * for example a servlet filter, only passes requests on. An aspect around the entry is not it, and
 * neither is a {@code main} method that has started a framework.
 */
final class CallerSearch<F> implements StackFrames.Visitor<F> {
  /** The search ends after this many frames. */
  static final int MAX_FRAMES = 512;

  /**
   * The search for the caller ends this many frames after one of the application: chains of
   * interceptors are short.
   */
  private static final int MAX_FRAMES_AFTER = 24;

  private final Libraries libraries;
  private final StackFrames<F> stack;
  private int frames;

  private @Nullable F caller;
  private int framesAfterCaller;

  /** Whether a client's frame has come since the last one of the application. */
  private boolean clientAfter;

  private @Nullable F entry;
  private boolean entryFound;

  /** What the entry was before the last library's frames: what that library calls. */
  private @Nullable F calledByLibrary;

  private boolean libraryAfterEntry;

  /** The entry without the aspect whose frames come now. */
  private @Nullable F advised;

  CallerSearch(Libraries libraries, StackFrames<F> stack) {
    this.libraries = libraries;
    this.stack = stack;
  }

  @Override
  public boolean accept(F frame) {
    ClassRole role = libraries.roleOf(stack.className(frame));
    if (role.owner == Owner.APPLICATION) {
      acceptApplication(frame);
    } else if (role.owner == Owner.SKIPPED) {
      acceptSkipped();
    } else {
      acceptLibrary(role, frame);
    }
    frames++;
    framesAfterCaller += caller == null ? 0 : 1;
    return frames < MAX_FRAMES && !(entryFound && isCallerFound());
  }

  private boolean isCallerFound() {
    return framesAfterCaller > MAX_FRAMES_AFTER;
  }

  private void acceptApplication(F frame) {
    if (caller == null || clientAfter && !isCallerFound()) {
      caller = frame;
      framesAfterCaller = 0;
    }
    if (!entryFound) {
      if (libraryAfterEntry) {
        calledByLibrary = entry;
        libraryAfterEntry = false;
      }
      entry = frame;
    }
    clientAfter = false;
  }

  /** Whom the client called before is neither caller nor entry: this frame called the client. */
  private void acceptSkipped() {
    if (clientAfter && !isCallerFound()) {
      caller = null;
      framesAfterCaller = 0;
      entry = null;
      entryFound = false;
      calledByLibrary = null;
      libraryAfterEntry = false;
      advised = null;
    }
    clientAfter = false;
  }

  private void acceptLibrary(ClassRole role, F frame) {
    clientAfter |= role.owner == Owner.CLIENT;
    if (entry == null || entryFound) {
      return;
    }
    libraryAfterEntry |= role.owner == Owner.LIBRARY;
    List<LibraryRule> rules = role.rules;
    for (int i = 0; i < rules.size(); i++) {
      LibraryRule rule = rules.get(i);
      if (!rule.namesMethod() || rule.matchesMethod(stack.methodName(frame))) {
        apply(rule.kind);
      }
    }
  }

  private void apply(LibraryRule.Kind kind) {
    if (kind == LibraryRule.Kind.DISPATCHER) {
      // Behind a client's frame, the entry may still be what called the client.
      entryFound = !clientAfter;
    } else if (kind == LibraryRule.Kind.PROCEED) {
      advised = entry;
    } else if (advised != null) {
      entry = advised;
      advised = null;
    }
  }

  /** {@code null} if no frame is the application's. */
  @Nullable CallSite result() {
    F near = caller;
    F far = entry;
    if (near == null || far == null) {
      return null;
    }
    F called = calledByLibrary;
    if (called != null && stack.methodName(far).equals("main")) {
      far = called;
    }
    return new CallSite(name(near), name(far));
  }

  private String name(F frame) {
    return libraries.roleOf(stack.className(frame)).frameName(stack.methodName(frame));
  }
}
