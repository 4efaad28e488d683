package ai.holysheep.agent.caller;

/** Which of the application's methods make a call. Immutable. */
public final class CallSite {
  /** The method nearest to the call, for example {@code com.shop.ChatService.answer}. */
  public final String caller;

  /** The outermost method on the thread, for example {@code com.shop.ChatController.post}. */
  public final String entry;

  CallSite(String caller, String entry) {
    this.caller = caller;
    this.entry = entry;
  }
}
