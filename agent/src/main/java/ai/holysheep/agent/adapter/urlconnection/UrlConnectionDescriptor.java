package ai.holysheep.agent.adapter.urlconnection;

import ai.holysheep.agent.instrumentation.ClientDescriptor;

/** {@code HttpURLConnection} of every JDK. */
public final class UrlConnectionDescriptor extends ClientDescriptor {
  private static final String WWW = "sun/net/www/";

  public UrlConnectionDescriptor() {
    super("urlconnection", "`java.net.HttpURLConnection`");
    inPackages("sun.net.www.");

    instrument("jdk", WWW + "protocol/http/HttpURLConnection")
        .around("GetInputStreamHandler", "getInputStream()")
        .around("ConnectHandler", "getOutputStream()")
        .around("ConnectHandler", "plainConnect()")
        .entry("DisconnectHandler", "disconnect()");
    // After plainConnect(), connect() opens a proxy's tunnel and makes the TLS handshake.
    instrument("jdk", WWW + "protocol/https/AbstractDelegateHttpsURLConnection")
        .around("ConnectHandler", "connect()");
    instrument("jdk", WWW + "http/HttpClient")
        .around(
            "WriteRequestHandler",
            "writeRequests(Lsun/net/www/MessageHeader;Lsun/net/www/http/PosterOutputStream;)")
        .entry(
            "ParseResponseHandler",
            "parseHTTP(Lsun/net/www/MessageHeader;Lsun/net/ProgressSource;Lsun/net/www/protocol/http/HttpURLConnection;",
            // JDK 25 has one parameter less.
            "parseHTTP(Lsun/net/www/MessageHeader;Lsun/net/www/protocol/http/HttpURLConnection;");
    streams();
  }

  /** The streams that the application reads a response from and writes a long request to. */
  private void streams() {
    instrument("jdk", WWW + "protocol/http/HttpURLConnection$HttpInputStream")
        .read("ResponseStreamHandler")
        .entry("MarkHandler", "mark(I)")
        .entry("stream.CloseHandler", "close()")
        .around("ResetHandler", "reset()");
    instrument("jdk", WWW + "protocol/http/HttpURLConnection$StreamingOutputStream")
        .write("RequestStreamHandler");
  }
}
