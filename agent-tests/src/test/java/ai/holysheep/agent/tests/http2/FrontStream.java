package ai.holysheep.agent.tests.http2;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One stream: a request and its response. The response comes on a thread of its own. */
final class FrontStream implements Forward.Receiver {
  private static final int DELAY_MILLIS = 300;

  private final StreamsHandler connection;
  private final ChannelHandlerContext context;
  private final int id;
  private final Http2Headers request;
  private final Behaviour behaviour;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Http2Headers answer = new DefaultHttp2Headers();
  private Forward forward;
  private boolean over;
  private int pieces;

  FrontStream(
      StreamsHandler connection, ChannelHandlerContext context, int id, Http2Headers request) {
    this.connection = connection;
    this.context = context;
    this.id = id;
    this.request = request;
    behaviour = Behaviour.of(request.get("x-front"));
  }

  /** The request's header fields are there. */
  void headers() {
    if (request.contains("expect")) {
      head(100);
    }
    if (behaviour == Behaviour.DUPLEX) {
      log("duplex");
      head(200);
    } else if (behaviour == Behaviour.EARLY) {
      over = true;
      log("early");
      head(200);
      write("enough".getBytes(StandardCharsets.UTF_8), true);
    }
  }

  private boolean first() {
    return connection.front.first(behaviour + " " + request.path());
  }

  private void log(String what) {
    connection.front.log(connection.seen(id) + " " + what);
  }

  private Http2ConnectionEncoder encoder() {
    return connection.encoder();
  }

  private void goAway(int last) {
    encoder()
        .writeGoAway(
            context,
            Math.max(last, 0),
            Http2Error.NO_ERROR.code(),
            Unpooled.EMPTY_BUFFER,
            context.newPromise());
    connection.flush(context);
  }

  private void head(int status) {
    encoder()
        .writeHeaders(
            context,
            id,
            new DefaultHttp2Headers().status(Integer.toString(status)),
            0,
            false,
            context.newPromise());
    connection.flush(context);
  }

  private void write(byte[] bytes, boolean last) {
    encoder().writeData(context, id, Unpooled.wrappedBuffer(bytes), 0, last, context.newPromise());
    connection.flush(context);
  }

  void data(byte[] bytes) {
    if (over) {
      return;
    }
    body.writeBytes(bytes);
    if (behaviour == Behaviour.DUPLEX && bytes.length > 0) {
      write(
          ("heard " + new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
          false);
    }
  }

  /** The request has ended. */
  void requested() {
    if (over) {
      return;
    }
    if (behaviour == Behaviour.DUPLEX) {
      over = true;
      write("goodbye".getBytes(StandardCharsets.UTF_8), true);
    } else if (behaviour == Behaviour.REFUSE_ONCE && first()) {
      over = true;
      log("refused");
      rst(Http2Error.REFUSED_STREAM);
      connection.flush(context);
    } else if (behaviour == Behaviour.GO_AWAY_ONCE && first()) {
      over = true;
      log("sent away");
      goAway(id - 2);
      // At once, clients would see the one or the other first.
      context.executor().schedule(() -> context.close(), DELAY_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      toGateway();
    }
  }

  private void toGateway() {
    if (behaviour == Behaviour.HINTS) {
      head(103);
    } else if (behaviour == Behaviour.PUSH) {
      push();
    }
    boolean head = "HEAD".contentEquals(request.method());
    try {
      forward = new Forward(connection.front.gatewayPort, lines(), body.toByteArray(), head, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connection.front.workers.execute(forward);
  }

  /** As HTTP/1.1 has it. */
  private String lines() {
    StringBuilder lines = new StringBuilder();
    lines.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
    lines.append("Host: ").append(request.authority()).append("\r\n");
    for (Map.Entry<CharSequence, CharSequence> field : request) {
      String name = field.getKey().toString();
      if (name.charAt(0) != ':' && !name.equals("content-length") && !name.equals("expect")) {
        lines.append(name).append(": ").append(field.getValue()).append("\r\n");
      }
    }
    lines.append("X-Front-Seen: ").append(connection.seen(id));
    lines.append(", length ").append(request.get("content-length")).append("\r\n");
    return lines.append("Content-Length: ").append(body.size()).append("\r\n\r\n").toString();
  }

  private void push() {
    int pushed = connection.connection().local().incrementAndGetNextStreamId();
    log("pushed");
    encoder()
        .writePushPromise(
            context,
            id,
            pushed,
            new DefaultHttp2Headers()
                .method("GET")
                .scheme(request.scheme())
                .authority(request.authority())
                .path("/v1/pushed"),
            0,
            context.newPromise());
    encoder()
        .writeHeaders(
            context,
            pushed,
            new DefaultHttp2Headers().status("200").add("x-usage-input-tokens", "1000000"),
            0,
            false,
            context.newPromise());
    encoder()
        .writeData(
            context,
            pushed,
            Unpooled.copiedBuffer("pushed", StandardCharsets.UTF_8),
            0,
            true,
            context.newPromise());
    connection.flush(context);
  }

  @Override
  public void status(int status) {
    answer.status(Integer.toString(status));
  }

  @Override
  public void header(String name, String value) {
    answer.add(name.toLowerCase(java.util.Locale.ROOT), value);
  }

  @Override
  public void body() {
    later(() -> encoder().writeHeaders(context, id, answer, 0, false, context.newPromise()));
  }

  @Override
  public void bytes(byte[] bytes) {
    later(
        () -> {
          if (behaviour == Behaviour.DROP && pieces++ == 0) {
            write(java.util.Arrays.copyOf(bytes, bytes.length / 2), false);
            context.close();
          } else {
            write(bytes, false);
          }
        });
  }

  @Override
  public void end() {
    later(
        () -> {
          if (behaviour == Behaviour.LAST) {
            goAway(id);
          }
          if (behaviour == Behaviour.TRAILERS) {
            Http2Headers trailers = new DefaultHttp2Headers().add("x-checksum", "" + pieces);
            encoder().writeHeaders(context, id, trailers, 0, true, context.newPromise());
          } else {
            write(new byte[0], true);
          }
        });
  }

  @Override
  public void reset() {
    // At once, a client may take note of it before the answer that came first.
    context
        .executor()
        .schedule(
            () -> later(() -> rst(Http2Error.INTERNAL_ERROR)), DELAY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void rst(Http2Error error) {
    encoder().writeRstStream(context, id, error.code(), context.newPromise());
  }

  /** On the connection's thread, unless the client has gone. */
  private void later(Runnable write) {
    context
        .executor()
        .execute(
            () -> {
              if (!over && context.channel().isActive()) {
                write.run();
                connection.flush(context);
              }
            });
  }

  /** The client has given the stream up. */
  void close() {
    over = true;
    try {
      if (forward != null) {
        forward.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
