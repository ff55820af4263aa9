package import MergerRuns
package import Findings
package import HotlineModel
import Sheets

/// Shows which units have answered, which have not, and which are late.
package struct SurveyListRun {
  private let store: SurveyStore

  /// How far a unit is with a survey.
  package struct Unit: Sendable {
    /// The survey.
    package let survey: String
    /// The unit.
    package let unit: String
    /// Whom to ask, masked.
    package let contact: String
    /// Until when it was to answer.
    package let deadline: CivilDate
    /// The day on which its first workbook was accepted; `nil` where none was.
    package let answered: CivilDate?
    /// How many lines were filled in for it.
    package let lines: Int
    /// How many of its answers were accepted, over all workbooks.
    package let accepted: Int
    /// Answers of its newest workbook that are neither accepted nor entered already.
    package let open: Int
    /// Questions that its newest workbook leaves open.
    package let unanswered: Int
    /// How many days it is late, or was when it answered; 0 where it is not.
    package let daysLate: Int

    /// How far it is.
    package var state: State {
      guard answered != nil else { return daysLate > 0 ? .late : .waiting }
      return open + unanswered > 0 ? .partial : .answered
    }
  }

  /// How far a unit is.
  package enum State: String, CaseIterable, Sendable {
    /// All questions are answered, and all answers accepted.
    case answered
    /// A workbook came back; answers or questions are open.
    case partial
    /// Nothing came back yet, and there is time.
    case waiting
    /// Nothing came back, and the deadline is over.
    case late

    /// The words that people read.
    package var words: Words {
      switch self {
      case .answered: Words(rawValue, "已收齐")
      case .partial: Words(rawValue, "待补正")
      case .waiting: Words(rawValue, "待填报")
      case .late: Words(rawValue, "逾期未报")
      }
    }
  }

  /// A run over a workspace.
  package init(_ workspace: Workspace) { store = SurveyStore(workspace) }

  /// The units that were asked, in the order in which they were asked first.
  ///
  /// - Parameters:
  ///   - survey: the survey; `nil` for all of them.
  ///   - day: the day against which deadlines are held.
  /// - Returns: the units.
  /// - Throws: `Unusable`: the complaints about the sheets of surveys.
  package func units(of survey: String? = nil, on day: CivilDate) throws -> [Unit] {
    let sent = try store.sent().filter { survey == nil || $0["survey"] == survey }
    let received = Dictionary(grouping: try store.received(), by: Self.key)
    let newest = Dictionary(sent.map { (Self.key($0), $0) }) { $1 }
    var seen: Set<[String]> = []
    return sent.map(Self.key).filter { seen.insert($0).inserted }.compactMap { key in
      newest[key].map { Self.unit($0, received[key] ?? [], on: day) }
    }
  }

  private static func unit(_ sent: SheetRow, _ received: [SheetRow], on day: CivilDate) -> Unit {
    let deadline = sent.date("deadline") ?? day
    let answered = received.first.flatMap { CivilDate($0["at"].prefix(10)) }
    let newest = received.last
    let contact = [
      Masking.name(sent["contact"]), sent["phone"].isEmpty ? "" : Masking.phone(sent["phone"]),
    ]
    return Unit(
      survey: sent["survey"], unit: sent["unit"],
      contact: contact.filter { !$0.isEmpty }.joined(separator: " "), deadline: deadline,
      answered: answered, lines: sent.count("lines") ?? 0,
      accepted: received.compactMap { $0.count("accepted") }.reduce(0, +),
      open: newest?.count("open") ?? 0, unanswered: newest?.count("unanswered") ?? 0,
      daysLate: max(0, (answered ?? day).dayNumber - deadline.dayNumber))
  }

  private static func key(_ row: SheetRow) -> [String] { [row["survey"], row["unit"]] }
}
