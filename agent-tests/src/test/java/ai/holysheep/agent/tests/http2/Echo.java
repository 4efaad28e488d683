package ai.holysheep.agent.tests.http2;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/** A web socket that says what it is told. */
final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    context.writeAndFlush(new TextWebSocketFrame("heard " + frame.text()));
  }
}
