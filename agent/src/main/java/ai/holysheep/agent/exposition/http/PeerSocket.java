package ai.holysheep.agent.exposition.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/**
 * An accepted connection as a socket that measures how long it has waited for its peer. TLS can lie
 * over it.
 *
 * <p>It reads and writes through a buffer that the caller keeps. The JDK would make one of its own
 * outside the heap for each thread, as large as what is written at once. It asks no {@code
 * SocketImplFactory}, which an application may have set.
 */
final class PeerSocket extends Socket {
  private final SocketChannel channel;
  private final ByteBuffer buffer;

  private final PeerWaits waits = new PeerWaits();

  /**
   * @param buffer outside the heap; nothing else uses it as long as this socket is open
   */
  PeerSocket(SocketChannel channel, ByteBuffer buffer) throws SocketException {
    super((SocketImpl) null);
    this.channel = channel;
    this.buffer = buffer;
  }

  PeerWaits waits() {
    return waits;
  }

  /**
   * Closes the connection at once: data that the peer has not received is lost, and uses no memory
   * of the system any more. Any thread; ends a read or write of another one.
   */
  void reset() throws IOException {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } finally {
      channel.close();
    }
  }

  private int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    emptyBuffer().limit(Math.min(length, buffer.capacity()));
    int n = wait(true);
    if (n > 0) {
      buffer.flip();
      buffer.get(bytes, offset, n);
    }
    return n;
  }

  private void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, buffer.capacity());
      emptyBuffer().put(bytes, offset + done, part);
      buffer.flip();
      while (buffer.hasRemaining()) {
        wait(false);
      }
      done += part;
    }
  }

  /** A finalizer of TLS may write to a closed socket when its buffer has another user. */
  private ByteBuffer emptyBuffer() throws ClosedChannelException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    buffer.clear();
    return buffer;
  }

  private int wait(boolean reads) throws IOException {
    waits.begin();
    try {
      return reads ? channel.read(buffer) : channel.write(buffer);
    } finally {
      waits.end(!reads);
    }
  }

  @Override
  public InputStream getInputStream() {
    return new In();
  }

  @Override
  public OutputStream getOutputStream() {
    return new Out();
  }

  private final class In extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return PeerSocket.this.read(one, 0, 1) == 1 ? one[0] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return PeerSocket.this.read(bytes, offset, length);
    }
  }

  private final class Out extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      PeerSocket.this.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      PeerSocket.this.write(bytes, offset, length);
    }
  }

  // What the JDK's TLS asks the socket below it. The rest of Socket would make a SocketImpl.

  /** Takes no lock, because it ends what the connection's thread waits for. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public void shutdownInput() throws IOException {
    channel.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public SocketChannel getChannel() {
    return channel;
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public InetAddress getInetAddress() {
    return channel.socket().getInetAddress();
  }

  @Override
  public int getPort() {
    return channel.socket().getPort();
  }

  @Override
  public InetAddress getLocalAddress() {
    return channel.socket().getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return channel.socket().getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return channel.socket().getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return channel.socket().getLocalSocketAddress();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    channel.socket().setTcpNoDelay(on);
  }

  @Override
  public int getSoLinger() {
    return -1;
  }

  /** The connection has a deadline instead, which the watching thread keeps. */
  @Override
  public void setSoTimeout(int millis) {}

  @Override
  public int getSoTimeout() {
    return 0;
  }
}
