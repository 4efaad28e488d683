package ai.holysheep.agent.exposition;

import ai.holysheep.agent.config.Config;
import ai.holysheep.agent.diagnostics.Log;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS with the keys that were in the files when they were read. Immutable. */
final class TlsContext {
  private static final List<String> VERSIONS = Arrays.asList("TLSv1.3", "TLSv1.2");

  /** The JDK keeps 20480 sessions by default, on JDK 8 any number. A scraper needs one. */
  private static final int MAX_SESSIONS = 64;

  private final KeyMaterial keys;
  private final @Nullable KeyMaterial clients;
  private final SSLContext context;
  private final List<X509Certificate> certificates;

  private TlsContext(
      KeyMaterial keys,
      @Nullable KeyMaterial clients,
      SSLContext context,
      List<X509Certificate> certificates) {
    this.keys = keys;
    this.clients = clients;
    this.context = context;
    this.certificates = certificates;
  }

  /**
   * Reads the files that the options name. Null if they name no key store.
   *
   * @param before if the files are still the same, it is returned
   */
  static @Nullable TlsContext load(Config config, @Nullable TlsContext before)
      throws IOException, GeneralSecurityException {
    KeyMaterial keys = KeyMaterial.ofServer(config);
    if (keys == null) {
      return null;
    }
    KeyMaterial clients = KeyMaterial.ofClients(config);
    if (before != null
        && keys.isSameAs(before.keys)
        && (clients == null ? before.clients == null : clients.isSameAs(before.clients))) {
      return before;
    }
    KeyStore store = keys.open();
    List<X509Certificate> certificates = certificates(store);
    if (certificates.isEmpty()) {
      throw new IOException(keys.file() + " has no private key with a certificate");
    }
    KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] password = keys.password();
    ours.init(store, password == null ? new char[0] : password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(ours.getKeyManagers(), trusting(clients), null);
    context.getServerSessionContext().setSessionCacheSize(MAX_SESSIONS);
    return new TlsContext(keys, clients, context, certificates);
  }

  /** The certificates of the store's own keys, each without those of its issuers. */
  private static List<X509Certificate> certificates(KeyStore store)
      throws GeneralSecurityException {
    List<X509Certificate> found = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate = store.isKeyEntry(alias) ? store.getCertificate(alias) : null;
      if (certificate instanceof X509Certificate) {
        found.add((X509Certificate) certificate);
      }
    }
    return found;
  }

  private static TrustManager @Nullable [] trusting(@Nullable KeyMaterial clients)
      throws IOException, GeneralSecurityException {
    if (clients == null) {
      return null;
    }
    KeyStore store = clients.open();
    if (store.size() == 0) {
      throw new IOException(clients.file() + " has no certificate");
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  /** Says since or until when a certificate is not valid; null if all are valid at that time. */
  @Nullable String validityProblem(Instant time) {
    for (X509Certificate certificate : certificates) {
      Instant first = certificate.getNotBefore().toInstant();
      Instant last = certificate.getNotAfter().toInstant();
      if (time.isAfter(last)) {
        return "the certificate in " + keys.file() + " expired at " + last;
      }
      if (time.isBefore(first)) {
        return "the certificate in " + keys.file() + " is not valid before " + first;
      }
    }
    return null;
  }

  /** Runs the handshake as a server. If the client begins another one, the connection ends. */
  Socket over(Socket accepted) throws IOException {
    String peer = accepted.getInetAddress().getHostAddress();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(accepted, peer, accepted.getPort(), true);
    try {
      shakeHands(socket);
      // Not before: the JDK would start a thread for the first handshake.
      socket.addHandshakeCompletedListener(again -> end(accepted));
      return socket;
    } catch (Throwable e) {
      end(socket);
      throw e;
    }
  }

  private void shakeHands(SSLSocket socket) throws IOException {
    socket.setUseClientMode(false);
    socket.setNeedClientAuth(clients != null);
    List<String> versions = new ArrayList<>(VERSIONS);
    // Early versions of JDK 8 have no 1.3.
    versions.retainAll(Arrays.asList(socket.getSupportedProtocols()));
    socket.setEnabledProtocols(versions.toArray(new String[0]));
    socket.startHandshake();
  }

  /** Never throws an exception: a thread of the JDK would print it. */
  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException | RuntimeException e) {
      Log.debug("a connection was not closed: " + e);
    }
  }
}
