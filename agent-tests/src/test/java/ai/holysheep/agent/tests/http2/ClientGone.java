package ai.holysheep.agent.tests.http2;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;

/**
 * Closes the connection of a client that timed out or cancelled. That is no error, and nothing is
 * logged.
 */
final class ClientGone extends ChannelInboundHandlerAdapter {
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) {
      context.fireExceptionCaught(cause);
    }
    context.close();
  }
}
