package import Findings
package import HotlineModel

/// Who passes callers or cases on to whom, by hand (联动): one row of `linkage.csv`.
///
/// No route follows from it: emergency lines are never touched.
/// Source: 佛山方案 2021-10-09 三（一）1 and 国办发〔2020〕53号: linkage of 12345 with emergency lines and with
/// public utilities; 国办发〔2022〕12号: with 110 in both directions.
package struct Linkage: Hashable, Sendable {
  /// How a caller or a case is passed on.
  package enum Way: String, CaseIterable, Sendable {
    /// All three speak with each other.
    case threeWay = "three-way"
    /// The call is transferred.
    case transfer
    /// The case goes as a ticket.
    case ticket

    /// The words people use for it.
    package var words: Words {
      switch self {
      case .threeWay: Words("three-way call", "三方通话")
      case .transfer: Words("transfer", "转接")
      case .ticket: Words("ticket", "工单")
      }
    }
  }

  /// Who passes on.
  package let from: HotlineNumber
  /// To whom.
  package let to: HotlineNumber
  /// How.
  package let way: Way
  /// Since when.
  package let since: CivilDate
  /// The document that it rests on; empty where none is named.
  package let document: String
  /// Where the sheet says so.
  package let place: SourceLocation

  /// One way in which callers or cases are passed on.
  package init(
    from: HotlineNumber, to: HotlineNumber, way: Way, since: CivilDate, document: String,
    place: SourceLocation
  ) {
    self.from = from
    self.to = to
    self.way = way
    self.since = since
    self.document = document
    self.place = place
  }
}
