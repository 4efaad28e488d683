package ai.holysheep.agent.caller;

/** To whom a class belongs. */
enum Owner {
  APPLICATION,

  /** Code of the application that only passes calls on, as the option {@code caller.skip} says. */
  SKIPPED,

  /** The JDK, a language, or a class that the JVM or a library generates. */
  LANGUAGE,

  LIBRARY,

  /** A library that makes HTTP calls. Its frames may call the application's interceptors. */
  CLIENT
}
