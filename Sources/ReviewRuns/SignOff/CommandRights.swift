package import HotlineModel

/// What each command does, for the roles that it needs; a command and an option that changes what it
/// does have a row of their own.
package enum CommandRights {
  /// Commands that need nobody's leave: they look at no workspace, or diagnose a broken one.
  package static let free: Set<String> = [
    "", "init", "doctor", "sniff", "mapping", "batch", "quarantine", "attachments", "number",
    "policy", "policy tck", "policy import", "policy serve", "checklist", "register",
    "register diff", "survey", "measure", "report",
    "route", "cutover", "export", "export verify", "ledger", "user", "user roles", "explain",
    "help", "completion", "serve", "province", "province split", "province map",
  ]

  /// What the other commands do.
  package static let actions: [String: UserAction] = [
    "status": .look,
    "preview": .look,
    "import": .intake,
    "mapping list": .look, "mapping show": .look, "mapping new": .intake, "mapping check": .look,
    "mapping test": .look, "mapping diff": .look, "mapping coverage": .look,
    "mapping coverage --write": .intake,
    "batch list": .look, "batch show": .look, "batch diff": .look, "batch undo": .intake,
    "quarantine list": .look, "quarantine show": .look, "quarantine export": .intake,
    "quarantine import": .intake, "quarantine retry": .intake, "quarantine waive": .approve,
    "reconcile": .look,
    "attachments check": .look,
    "classify": .look, "classify --record": .decide,
    "decide": .decide,
    "number history": .look,
    "policy check": .look, "policy explain": .look, "policy ask": .look, "policy diff": .look,
    "policy sweep": .look, "policy sign": .approve, "policy cover": .look,
    "policy gen-tests": .look, "policy gen-cases": .look, "policy mutate": .look,
    "policy export": .look, "policy decide": .look,
    "policy deadlines": .look,
    "checklist list": .look, "checklist show": .look, "checklist ready": .look,
    "checklist export": .look, "checklist set": .fill, "checklist import": .fill,
    "checklist except": .approve, "checklist calendar": .look,
    "number list": .look, "number show": .look, "number set": .fill, "number announce": .fill,
    "measure list": .look, "measure check": .look,
    "report progress": .look, "report monthly": .look, "report plan": .look,
    "report acceptance": .look, "report evidence": .fill,
    "register add": .intake,
    "survey new": .intake, "survey import": .look, "survey import --accept": .intake,
    "survey import --keep": .intake, "survey list": .look,
    "route build": .route, "route list": .look, "route check": .look, "route show": .look,
    "route graph": .look, "route trace": .look, "route diff": .look, "route probe": .route,
    "route linkage": .look,
    "cutover calendar": .look, "cutover list": .look, "cutover show": .look,
    "cutover freeze": .route, "cutover flip": .route,
    "switch list": .look, "switch read": .look, "plan": .route, "apply": .route, "verify": .look,
    "rollback": .route,
    "export tickets": .deliver, "export feed": .deliver, "export routes": .deliver,
    "province adopt": .intake,
    "province rows": .deliver,
    "export new-key": .maintain,
    "ledger check": .look, "ledger backup": .maintain, "ledger seal": .maintain,
    "ledger migrate": .maintain,
    "sign": .sign, "sign --status": .look, "unsign": .sign,
    "user list": .look, "user add": .administer, "user set": .administer,
    "user password": .look, "user close": .administer,
  ]

  /// What a command does.
  ///
  /// A command without a row is one for admins alone, so that nobody forgets the row.
  ///
  /// - Parameters:
  ///   - command: its words behind `hotline`.
  ///   - options: the options it was given.
  /// - Returns: what it does; `nil` where it needs nobody's leave.
  package static func action(of command: String, options: [String]) -> UserAction? {
    if free.contains(command) { return nil }
    if options.contains("--show-values") { return .unmask }
    let special = options.lazy.compactMap { actions["\(command) \($0)"] }.first
    return special ?? actions[command] ?? .administer
  }
}
