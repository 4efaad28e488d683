package ai.holysheep.agent.tests.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.HttpConversionUtil;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One client's connection, and its streams. */
final class StreamsHandler extends Http2ConnectionHandler {
  final Http2Front front;
  final int number;
  private final String how;
  private final Map<Integer, FrontStream> streams = new ConcurrentHashMap<>();

  private StreamsHandler(
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      Http2Settings settings,
      Http2Front front,
      int number,
      String how) {
    super(decoder, encoder, settings);
    this.front = front;
    this.number = number;
    this.how = how;
  }

  static StreamsHandler of(Http2Front front, int number, String how) {
    Frames frames = new Frames();
    StreamsHandler handler = new Builder(front, number, how, frames).build();
    frames.handler = handler;
    return handler;
  }

  String seen(int stream) {
    return number + "/" + stream + " " + how;
  }

  private void begin(
      ChannelHandlerContext context, int id, Http2Headers headers, boolean endOfStream) {
    FrontStream stream = streams.get(id);
    if (stream == null) {
      FrontStream begun = new FrontStream(this, context, id, headers);
      streams.put(id, begun);
      begun.headers();
      stream = begun;
    }
    if (endOfStream) {
      stream.requested();
    }
  }

  /** The first request of a connection that was upgraded is HTTP/1.1's. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof HttpServerUpgradeHandler.UpgradeEvent) {
      FullHttpRequest request = ((HttpServerUpgradeHandler.UpgradeEvent) event).upgradeRequest();
      request.headers().set(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), "http");
      begin(context, 1, HttpConversionUtil.toHttp2Headers(request, true), false);
      data(1, request.content(), true);
    }
    super.userEventTriggered(context, event);
  }

  private void data(int id, ByteBuf bytes, boolean endOfStream) {
    FrontStream stream = streams.get(id);
    if (stream != null) {
      stream.data(ByteBufUtil.getBytes(bytes));
      if (endOfStream) {
        stream.requested();
      }
    }
  }

  void forget(int id) {
    FrontStream stream = streams.remove(id);
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    streams.keySet().forEach(this::forget);
    front.close(number);
    super.channelInactive(context);
  }

  private static final class Frames extends Http2EventAdapter {
    private StreamsHandler handler;

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean end) {
      handler.begin(context, id, headers, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int id,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      handler.begin(context, id, headers, end);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean end) {
      handler.data(id, data, end);
      return data.readableBytes() + padding;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long error) {
      handler.forget(id);
    }
  }

  private static final class Builder
      extends AbstractHttp2ConnectionHandlerBuilder<StreamsHandler, Builder> {
    private final Http2Front front;
    private final int number;
    private final String how;

    Builder(Http2Front front, int number, String how, Frames frames) {
      this.front = front;
      this.number = number;
      this.how = how;
      server(true);
      frameListener(frames);
    }

    @Override
    protected StreamsHandler build() {
      return super.build();
    }

    @Override
    protected StreamsHandler build(
        Http2ConnectionDecoder decoder, Http2ConnectionEncoder encoder, Http2Settings settings) {
      return new StreamsHandler(decoder, encoder, settings, front, number, how);
    }
  }
}
