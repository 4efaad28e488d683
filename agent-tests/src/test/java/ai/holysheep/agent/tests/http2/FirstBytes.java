package ai.holysheep.agent.tests.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.util.List;

/** Tells from a connection's first bytes which protocol it speaks. */
final class FirstBytes extends ByteToMessageDecoder {
  private static final int TLS_RECORD_HEADER = 5;
  private static final int MAX_BODY = 4 << 20;

  private final Http2Front front;
  private final int connection;

  FirstBytes(Http2Front front, int connection) {
    this.front = front;
    this.connection = connection;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < TLS_RECORD_HEADER) {
      return;
    }
    ChannelPipeline pipeline = context.pipeline();
    if (SslHandler.isEncrypted(in, false)) {
      pipeline.addLast(front.tls.newHandler(context.alloc()), new Negotiated());
    } else {
      clear(pipeline);
    }
    pipeline.remove(this);
  }

  private void clear(ChannelPipeline pipeline) {
    HttpServerCodec http1 = new HttpServerCodec();
    HttpServerUpgradeHandler upgrade =
        new HttpServerUpgradeHandler(
            http1,
            protocol ->
                AsciiString.contentEquals(Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, protocol)
                    ? new Http2ServerUpgradeCodec(StreamsHandler.of(front, connection, "upgraded"))
                    : null,
            MAX_BODY);
    pipeline.addLast(
        new CleartextHttp2ServerUpgradeHandler(
            http1, upgrade, StreamsHandler.of(front, connection, "prior-knowledge")));
    webSocket(pipeline);
  }

  /** All that the front does over HTTP/1.1. */
  private static void webSocket(ChannelPipeline pipeline) {
    pipeline.addLast(
        new HttpObjectAggregator(MAX_BODY),
        new WebSocketServerProtocolHandler("/v1/realtime"),
        new Echo());
  }

  private final class Negotiated extends ApplicationProtocolNegotiationHandler {
    Negotiated() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (protocol.equals(ApplicationProtocolNames.HTTP_2)) {
        context.pipeline().addLast(StreamsHandler.of(front, connection, "tls"));
      } else {
        context.pipeline().addLast(new HttpServerCodec());
        webSocket(context.pipeline());
      }
    }
  }
}
