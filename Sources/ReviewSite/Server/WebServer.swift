#if Web
  import Findings
  import Glibc
  import HTTPTypes
  import Hummingbird
  import HummingbirdCore
  import Logging
  import NIOCore
  import NIOPosix
  import ServiceLifecycle
  import Synchronization
  import UnixSignals

  /// Serves the pages of a site to browsers.
  package struct WebServer: Sendable {
    private let site: Site
    private let host: String
    private let port: Int
    private let executor = BlockingExecutor(threads: 6)

    /// How many connections are open at once; further ones wait.
    private static let mostConnections = 4_000
    /// How long a connection may be idle, and how long its first request may take.
    private static let idleLimit = TimeAmount.seconds(60)
    private static let firstRequestLimit = TimeAmount.seconds(60)
    /// The longest headers of a request, in bytes.
    private static let largestHeaders = 16 << 10

    /// A server.
    ///
    /// - Parameters:
    ///   - site: the pages.
    ///   - host: the address of this machine at which they are served.
    ///   - port: the port; 0 for any that is free.
    package init(_ site: Site, host: String, port: Int) {
      self.site = site
      self.host = host
      self.port = port
    }

    /// Serves until the program is told to end.
    ///
    /// - Parameter running: is given the port once browsers can come.
    /// - Throws: `Unusable` with `HL6402` where the address cannot be used.
    package func run(running: @escaping @Sendable (Int) -> Void) async throws {
      var logger = Logger(label: "hotline")
      logger.logLevel = .critical
      let uploads = AsyncGate()
      let (site, executor) = (site, executor)
      let responder = CallbackResponder<SiteContext> { request, context in
        await Self.respond(to: request, context, site, executor, uploads)
      }
      var decoder = HTTP1Channel.Configuration.DecoderConfiguration()
      decoder.maxHeaderListSize = Self.largestHeaders
      decoder.maxHeaderFieldSize = Self.largestHeaders
      decoder.maxHeaderFieldCount = 100
      let application = Application(
        responder: responder,
        server: .http1(
          configuration: .init(
            additionalChannelHandlers: [FirstRequestDeadline(Self.firstRequestLimit)],
            idleTimeout: Self.idleLimit, httpDecoderConfiguration: decoder)),
        configuration: ApplicationConfiguration(
          address: .hostname(host, port: port), backlog: 1_024,
          availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections)),
        onServerRunning: { running($0.localAddress?.port ?? 0) }, logger: logger)
      do {
        // Whoever is sending something slowly does not keep the program from its end.
        var group = ServiceGroupConfiguration(
          services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(5)
        try await ServiceGroup(configuration: group).run()
      } catch let error as IOError {
        throw Unusable(
          .addressUnusable(
            found: "\(host):\(port)", reason: unsafe String(cString: strerror(error.errnoCode))),
          at: SourceLocation(file: "\(host):\(port)"))
      }
    }

    private static func respond(
      to request: Request, _ context: SiteContext, _ site: Site, _ executor: BlockingExecutor,
      _ uploads: AsyncGate
    ) async -> Response {
      let isHead = request.method == .head
      guard
        let method = isHead ? .get : SiteRequest.Method(rawValue: request.method.rawValue)
      else {
        return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD, POST"])
      }
      let target = request.uri.description
      let path = SiteRequest(method, target).path
      let limit = Site.largestBody(of: method, path: path)
      // One large file at a time: memory stays as it is however many people send one.
      let isLarge = limit > Site.largestFields
      if isLarge { await uploads.enter() }
      var answer: SiteResponse?
      do {
        // A little more than a page takes, so that the page itself says what is too long.
        var body = try await request.body.collect(upTo: limit + (64 << 10))
        let made = SiteRequest(
          method, target, headers: headers(of: request),
          body: body.readBytes(length: body.readableBytes) ?? [],
          address: address(of: request, context, site))
        answer = await withTaskExecutorPreference(executor) { await site.respond(to: made) }
      } catch {
        answer = nil
      }
      if isLarge { await uploads.leave() }
      guard let answer else {
        return Response(status: .contentTooLarge, headers: [.connection: "close"])
      }
      var fields = HTTPFields()
      for (name, value) in answer.headers {
        if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
      }
      return Response(
        status: .init(code: answer.status), headers: fields,
        body: isHead ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    private static func headers(of request: Request) -> [String: String] {
      var headers: [String: String] = [:]
      for field in request.headers {
        let name = field.name.canonicalName
        // Browsers may send several cookies in fields of their own.
        let gap = name == "cookie" ? "; " : ", "
        headers[name] = headers[name].map { $0 + gap + field.value } ?? field.value
      }
      headers["host"] = request.head.authority ?? ""
      return headers
    }

    /// Where a browser is: behind a proxy, what the proxy says of it.
    private static func address(
      of request: Request, _ context: SiteContext, _ site: Site
    ) -> String {
      let peer = context.address
      guard site.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
        let last = request.headers[name]?.split(separator: ",").last
      else { return peer }
      return String(last.filter { !$0.isWhitespace })
    }
  }

  /// What Hummingbird knows of a request beside its head.
  struct SiteContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: Source) {
      coreContext = .init(source: source)
      remoteAddress = source.channel.remoteAddress
    }

    /// The address of the other end, without its port.
    var address: String { remoteAddress?.ipAddress ?? "-" }
  }

  /// Lets one through at a time, in the order in which they came.
  actor AsyncGate {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
      if isTaken {
        await withCheckedContinuation { waiting.append($0) }
      } else {
        isTaken = true
      }
    }

    func leave() {
      if waiting.isEmpty {
        isTaken = false
      } else {
        waiting.removeFirst().resume()
      }
    }
  }
#endif
