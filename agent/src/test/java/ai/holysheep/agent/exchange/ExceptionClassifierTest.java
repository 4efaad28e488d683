package ai.holysheep.agent.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownServiceException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionClassifierTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new SocketTimeoutException("Read timed out"), ErrorType.TIMEOUT),
        Arguments.of(new HttpTimeoutException("request timed out"), ErrorType.TIMEOUT),
        Arguments.of(new HttpConnectTimeoutException("x"), ErrorType.TIMEOUT),
        Arguments.of(new InterruptedIOException("timeout"), ErrorType.TIMEOUT),
        Arguments.of(new CompletionException(new TimeoutException()), ErrorType.TIMEOUT),
        Arguments.of(new SSLHandshakeException("no"), ErrorType.NETWORK),
        Arguments.of(new ConnectException("refused"), ErrorType.NETWORK),
        Arguments.of(new CompletionException(new IOException("reset")), ErrorType.NETWORK),
        Arguments.of(new IOException("Canceled"), ErrorType.CANCELLED),
        Arguments.of(new IOException("Cancelled"), ErrorType.CANCELLED),
        Arguments.of(new IOException("Stream reset (8)"), ErrorType.NETWORK),
        Arguments.of(
            new IOException("chunked", new IOException("connection closed locally")),
            ErrorType.CANCELLED),
        Arguments.of(new IOException("chunked", new ClosedChannelException()), ErrorType.CANCELLED),
        Arguments.of(
            new ConnectException().initCause(new ClosedChannelException()), ErrorType.NETWORK),
        Arguments.of(new InterruptedIOException("interrupted"), ErrorType.CANCELLED),
        // HttpClient 4's ConnectTimeoutException, then HttpCore 4.4's reactor.
        Arguments.of(
            new InterruptedIOException("Connect to 127.0.0.1:1 failed: connect timed out"),
            ErrorType.TIMEOUT),
        Arguments.of(
            new ConnectException("Timeout connecting to [/127.0.0.1:1]"), ErrorType.TIMEOUT),
        Arguments.of(new org.apache.http.ProtocolException("no HTTP"), ErrorType.NETWORK),
        Arguments.of(new org.apache.hc.core5.http.ProtocolException("no HTTP"), ErrorType.NETWORK),
        Arguments.of(new CancellationException(), ErrorType.CANCELLED),
        Arguments.of(new IllegalStateException("the application's own"), ErrorType.CANCELLED));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void classifies(Throwable thrown, ErrorType expected) {
    assertThat(ExceptionClassifier.classify(thrown)).isEqualTo(expected);
  }

  @Test
  void stopsAtCircularCauses() {
    Exception one = new Exception("one");
    Exception other = new Exception("other", one);
    one.initCause(other);

    assertThat(ExceptionClassifier.classify(one)).isEqualTo(ErrorType.CANCELLED);
  }

  static Stream<Throwable> refusals() {
    return Stream.of(
        new CompletionException(new RejectedExecutionException()),
        new org.apache.http.ProtocolException("Content-Length header already present"),
        new IOException(new org.apache.hc.core5.http.ProtocolException("no")),
        new RuntimeException(new UnknownServiceException("CLEARTEXT communication not enabled")),
        new org.apache.http.conn.UnsupportedSchemeException("http"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void recognisesWhatAClientRefusesByItself(Throwable thrown) {
    assertThat(ExceptionClassifier.isRefusal(thrown)).isTrue();
  }

  static Stream<Throwable> noRefusals() {
    return Stream.of(
        new ConnectException("refused"),
        new UnknownServiceException("Unable to find acceptable protocols"),
        new UnknownServiceException(),
        new IllegalStateException("the application's own"));
  }

  @ParameterizedTest
  @MethodSource("noRefusals")
  void takesNothingElseForARefusal(Throwable thrown) {
    assertThat(ExceptionClassifier.isRefusal(thrown)).isFalse();
  }
}
