package ai.holysheep.agent.adapter.apache4async;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** Apache HttpAsyncClient 4.0 and 4.1. */
public final class Apache4AsyncDescriptor extends ClientDescriptor {
  public Apache4AsyncDescriptor() {
    super("apache4-async", "Apache HttpAsyncClient 4");
    inPackages("org.apache.http.");
    loadsFirst("org/apache/http/nio/client/HttpAsyncClient");
    client("InternalHttpAsyncClient");
    client("MinimalHttpAsyncClient");
    client("AbstractHttpAsyncClient");
  }

  /** Every other {@code execute} calls this one. */
  private void client(String name) {
    instrument("httpasyncclient", "org/apache/http/impl/nio/client/" + name)
        .around(
            "ExecuteHandler",
            "execute(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;"
                + "Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;"
                + "Lorg/apache/http/protocol/HttpContext;"
                + "Lorg/apache/http/concurrent/FutureCallback;")
        .passing(0, 1, 3);
  }
}
