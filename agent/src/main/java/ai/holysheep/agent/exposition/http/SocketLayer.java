package ai.holysheep.agent.exposition.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;

/** What lies between HTTP and a socket, for example TLS. */
public interface SocketLayer {
  /**
   * Returns the socket for HTTP. Runs on the connection's own thread, and may wait for the peer.
   */
  Socket over(Socket accepted) throws IOException, GeneralSecurityException;
}
