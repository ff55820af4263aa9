#if Web
  import HTTPTypes
  import NIOCore
  import NIOHTTPTypes

  /// Closes a connection whose first request takes too long, byte by byte or not at all.
  final class FirstRequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let limit: TimeAmount
    private var alarm: Scheduled<Void>?

    init(_ limit: TimeAmount) { self.limit = limit }

    func handlerAdded(context: ChannelHandlerContext) {
      let channel = context.channel
      alarm = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      if case .end = unwrapInboundIn(data) { alarm?.cancel() }
      context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
      alarm?.cancel()
      context.fireChannelInactive()
    }
  }
#endif
