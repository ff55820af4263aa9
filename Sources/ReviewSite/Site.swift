import Findings
package import HotlineModel
import MergerRuns
import Reports
import ReviewRuns

/// The pages of one workspace: routes, sessions, and who may see what.
///
/// It knows no network: a request goes in, a response comes out.
package final class Site: Sendable {
  /// What the pages are served with.
  package struct Settings: Sendable {
    /// The workspace's folder.
    package var folder: String
    /// Where the key is kept that seals the ledger's audit trail.
    package var keys: AuditKeyPlace
    /// The program, as workbooks name it.
    package var program: String
    /// Whether a proxy before it names the browser's address and whether it came by TLS.
    package var isBehindProxy = false

    /// Settings for a workspace.
    package init(folder: String, keys: AuditKeyPlace, program: String) {
      self.folder = folder
      self.keys = keys
      self.program = program
    }
  }

  /// Something that was refused, or done, as the log names it.
  package struct LogEntry: Hashable, Sendable {
    /// When.
    package let at: CivilInstant
    /// By whom: the address, and the account where somebody is logged in.
    package let address: String, account: String
    /// What was asked for.
    package let method: SiteRequest.Method, path: String
    /// The status of the response.
    package let status: Int
    /// Why it was refused; empty where it was not.
    package let reason: String
  }

  let settings: Settings
  let clock: @Sendable () -> CivilInstant
  let sessions = Sessions()
  let throttle = LoginThrottle()
  let invitations = Invitations()
  let loginKey = RandomToken.bytes()
  let style = SiteStyle()
  private let states: SiteStateReader
  private let log: @Sendable (LogEntry) -> Void

  /// The pages of a workspace.
  ///
  /// - Parameters:
  ///   - settings: what they are served with.
  ///   - clock: what time it is.
  ///   - log: is given every refusal and every change.
  package init(
    _ settings: Settings, clock: @escaping @Sendable () -> CivilInstant,
    log: @escaping @Sendable (LogEntry) -> Void
  ) {
    self.settings = settings
    self.clock = clock
    self.log = log
    states = SiteStateReader(folder: settings.folder, keys: settings.keys)
  }

  /// Whether the workspace can be shown: it has users, one of them with a password.
  ///
  /// - Throws: `Unusable` with `HL4214` where it has none, and what makes it unusable.
  package func check() throws {
    let state = try state()
    guard state.accounts.contains(where: { $0.closed == nil && !$0.passwordHash.isEmpty }) else {
      throw Unusable(
        .usersMissing, at: SourceLocation(file: "\(settings.folder)/.hotline/ledger.db"))
    }
  }

  /// Whether a proxy before it names the browser's address.
  package var isBehindProxy: Bool { settings.isBehindProxy }

  func state() throws -> SiteState { try states.state(at: clock()) }

  /// The largest body of a request, in bytes.
  package static func largestBody(of method: SiteRequest.Method, path: [String]) -> Int {
    let upload = routes.contains {
      $0.form == .upload && $0.method == method && $0.parameters(of: path) != nil
    }
    return method == .get ? 0 : upload ? largestUpload + largestFields : largestFields
  }

  /// The longest form without a file: 1 MiB.
  static let largestFields = 1 << 20

  /// The largest file that can be sent to a page: 20 MiB.
  package static let largestUpload = 20 << 20

  /// Answers a request.
  package func respond(to request: SiteRequest) async -> SiteResponse {
    let language = Self.language(of: request)
    var context = PageContext(
      site: self, request: request, parameters: [:], language: language, now: clock())
    var response: SiteResponse
    var reason = ""
    do {
      response = try await answer(request, &context)
    } catch let refusal as PageRefusal {
      reason = "\(refusal)"
      response = context.page(for: refusal)
    } catch let unusable as Unusable {
      reason = unusable.findings.map(\.code.rawValue).joined(separator: " ")
      response = context.page(for: unusable.findings)
    } catch {
      reason = "\(type(of: error))"
      response = context.page(for: [
        Finding(.unexpected(reason: "\(type(of: error))"), at: SourceLocation(file: "hotline"))
      ])
    }
    if request.query["lang"] == language.rawValue {
      response.add(
        "Set-Cookie", "hotline-lang=\(language.rawValue); Path=/; SameSite=Strict; Max-Age=31536000"
      )
    }
    response.secure()
    if !reason.isEmpty || request.method == .post {
      note(reason, in: context, account: context.visitor?.account.name, status: response.status)
    }
    return response
  }

  /// Logs something.
  func note(_ reason: String, in context: PageContext, account: String?, status: Int = 401) {
    log(
      LogEntry(
        at: context.now, address: context.request.address, account: account ?? "-",
        method: context.request.method, path: context.request.loggedName, status: status,
        reason: reason))
  }

  private func answer(
    _ request: SiteRequest, _ context: inout PageContext
  ) async throws -> SiteResponse {
    let found = Self.routes.lazy.compactMap { route in
      route.parameters(of: request.path).map { (route, $0) }
    }
    guard let (route, parameters) = found.first(where: { $0.0.method == request.method }) else {
      throw PageRefusal.missing
    }
    context = PageContext(
      site: self, request: request, parameters: parameters, language: context.language,
      now: context.now)
    if request.method == .post, !request.isFromOwnPage { throw PageRefusal.foreignOrigin }
    if case .users(let action) = route.leave {
      context.visitor = try visitor(request, at: context.now)
      if request.method == .post { try readForm(of: route, into: &context) }
      let user = try context.user()
      guard user.may(action) else { throw PageRefusal.roleMissing(action) }
      try checkDistrict(of: route, context)
    }
    return try await route.respond(context)
  }

  /// Who sent a request.
  private func visitor(
    _ request: SiteRequest, at now: CivilInstant
  ) throws -> PageContext.Visitor {
    guard let id = request.cookie(Self.cookie), let session = sessions.session(id, at: now) else {
      throw PageRefusal.loginNeeded
    }
    let state = try state()
    // Roles are those of this moment, not of the login.
    guard
      let account = state.accounts.first(where: { $0.name == session.account }),
      account.closed == nil
    else {
      sessions.end(id)
      throw PageRefusal.accountClosed
    }
    return PageContext.Visitor(
      sessionID: id, session: session, account: account, state: state,
      scope: state.districts.scope(of: account))
  }

  private func readForm(of route: PageRoute, into context: inout PageContext) throws {
    let type = context.request.headers["content-type"] ?? ""
    let limit = Self.largestBody(of: .post, path: context.request.path)
    guard context.request.body.count <= limit else { throw PageRefusal.unreadable }
    switch route.form {
    case .fields:
      guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
        throw PageRefusal.unreadable
      }
      context.visitor?.fields = FormFields(String(decoding: context.request.body, as: UTF8.self))
    case .upload:
      guard type.lowercased().hasPrefix("multipart/form-data"),
        let form = MultipartForm(context.request.body, type: type)
      else { throw PageRefusal.unreadable }
      context.visitor?.fields = form.fields
      context.visitor?.files = form.files
    }
    let user = try context.user()
    guard RandomToken.isSame(user.fields["token"], user.session.token) else {
      throw PageRefusal.tokenWrong
    }
  }

  /// Refuses what belongs to another district: whatever a path names leads to a line.
  private func checkDistrict(of route: PageRoute, _ context: PageContext) throws {
    let user = try context.user()
    if user.scope == .city { return }
    if route.isOfCity { throw PageRefusal.otherDistrict }
    let line: String?
    if let name = context.parameters["line"] {
      line = user.facts.linesByID[name]?.id ?? name
    } else if let item = context.parameters["item"] {
      line = try user.facts.item(item)?.list.code ?? item
    } else if let batch = context.parameters["batch"] {
      line = try user.facts.intake().batches.first { $0.name == batch }?.line ?? batch
    } else if let record = context.parameters["record"] {
      line = try user.facts.intake().quarantineByName[record]?.line ?? record
    } else {
      line = nil
    }
    if let line, !user.sees(line) { throw PageRefusal.otherDistrict }
  }

  /// The name of the session's cookie.
  static let cookie = "hotline-session"

  /// Chinese, unless somebody has chosen English.
  private static func language(of request: SiteRequest) -> Language {
    Language(rawValue: request.query["lang"])
      ?? request.cookie("hotline-lang").flatMap(Language.init) ?? .chinese
  }
}
