package ai.holysheep.agent.exchange;

/** The HTTP clients that are watched; the values of the label {@code client}. */
public enum Client {
  JDK("java.net.http"),
  OKHTTP("okhttp"),
  APACHE4("apache4"),
  APACHE4_ASYNC("apache4-async"),
  APACHE5("apache5"),
  APACHE5_ASYNC("apache5-async"),
  URLCONNECTION("urlconnection");

  private final String label;

  Client(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
