import Bytes
import Checklists
import Findings
import HotlineModel
import MergerRuns
import Reports
import ReviewRuns

/// A request with everything that a page needs to answer it.
struct PageContext: Sendable {
  let site: Site
  let request: SiteRequest
  /// The values of the path's gaps.
  let parameters: [String: String]
  let language: Language
  let now: CivilInstant
  /// Who is logged in, and what he sees; `nil` on pages that anybody may ask for.
  var visitor: Visitor?

  /// A user who is logged in.
  struct Visitor: Sendable {
    let sessionID: String
    let session: Sessions.Session
    let account: Account
    let state: SiteState
    let scope: DistrictScope
    /// What he filled in.
    var fields = FormFields()
    var files: [MultipartForm.File] = []
  }

  /// The user, on pages that need one.
  ///
  /// - Throws: `PageRefusal.loginNeeded` where nobody is logged in, which the site has ruled out.
  func user() throws(PageRefusal) -> Visitor {
    guard let visitor else { throw .loginNeeded }
    return visitor
  }

  /// Text in the language of the page.
  func words(_ english: String, _ chinese: String) -> String {
    language == .chinese ? chinese : english
  }

  /// Words in the language of the page; the code that commands show behind a Chinese word is left out.
  func words(_ words: Words) -> String {
    let text = words.text(in: language)
    let code = "（\(words.english)）"
    return text.hasSuffix(code) ? String(text.dropLast(code.count)) : text
  }

  /// The user as the runs see him.
  func actor() throws(PageRefusal) -> Actor {
    let clock = site.clock
    return Actor(account: try user().account.name) { clock() }
  }

  /// A parameter of the path.
  subscript(_ name: String) -> String { parameters[name] ?? "" }
}

extension PageContext.Visitor {
  /// Whether the user may do something.
  func may(_ action: UserAction) -> Bool { !action.roles.isDisjoint(with: account.roles) }

  var facts: MergerFacts { state.facts }

  /// Whether the user sees a line, or `city` for what concerns the city as a whole.
  func sees(_ line: String) -> Bool {
    if scope == .city { return true }
    return facts.linesByID[line].map { scope.contains(division: $0.division) } ?? false
  }

  /// The checklists that the user sees.
  func lists() throws -> [MergerFacts.SignedList] {
    try facts.lists().filter { sees($0.checklist.code) }
  }

  /// The items that the user sees and that a filter leaves, in the order of the checklists.
  ///
  /// - Parameters:
  ///   - isListed: whether a checklist's items are wanted.
  ///   - isWanted: whether an item is.
  /// - Returns: the items.
  /// - Throws: `Unusable` with the complaints about policy, routing sheets and templates.
  func itemRows(
    ofLists isListed: (Checklist) -> Bool = { _ in true },
    where isWanted: (MergerFacts.ItemRow) throws -> Bool = { _ in true }
  ) throws -> [MergerFacts.ItemRow] {
    let listed = try facts.lists().map { sees($0.checklist.code) && isListed($0.checklist) }
    return try facts.itemRows().filter { try listed[$0.list] && isWanted($0) }
  }

  /// The items of rows, with their checklists.
  func items(
    _ rows: some Sequence<MergerFacts.ItemRow>
  ) throws -> [(list: Checklist, item: SignedItem)] {
    let lists = try facts.lists()
    return rows.map { (lists[$0.list].checklist, lists[$0.list].items[$0.item]) }
  }

  /// Whether an item waits for the user: for a signature that he can give, or for his unit to do it.
  func isWaiting(_ row: MergerFacts.ItemRow) throws -> Bool {
    if row.canBeSigned {
      let roles = account.roles.intersection(UserAction.signing)
      guard !roles.isEmpty else { return false }
      let item = try facts.lists()[row.list].items[row.item]
      return roles.contains { item.signOff.refusal(of: signature(of: item, as: $0)) == nil }
    }
    guard may(.fill), !row.state.isDone, row.owners.contains(account.unit) else { return false }
    return try facts.lists()[row.list].items[row.item].status.waitsFor.isEmpty
  }

  /// What a part of a page depends on beside the facts: who looks.
  func name(_ piece: String, in language: Language) -> String {
    "\(piece) \(language.rawValue) \(account.name) \(account.unit) \(UserRole.text(of: account.roles)) \(scope)"
  }

  /// The number ledger as far as the user sees it.
  func numbers() throws -> [NumberEntry] {
    try facts.numbers().entries.filter { sees($0.line.id) }
  }
}

/// Why a page is not shown.
enum PageRefusal: Error {
  /// There is no such page, or nothing of that name.
  case missing
  /// Somebody must log in first.
  case loginNeeded
  /// The form does not carry the token of the session.
  case tokenWrong
  /// The request does not come from a page of this site.
  case foreignOrigin
  /// The roles of the user do not allow it.
  case roleMissing(UserAction)
  /// It belongs to another district, or to the city.
  case otherDistrict
  /// The body is too long, or not a form.
  case unreadable
  /// The session of a closed or changed account.
  case accountClosed
}
