package import Findings
package import HotlineModel

/// One call followed through the table: every hop, and where it ends.
package struct CallTrace: Hashable, Sendable {
  /// Where a caller dials from.
  package enum Origin: String, CaseIterable, Sendable {
    /// A mobile phone within the area.
    case mobile
    /// A fixed line within the area.
    case fixed
    /// Any phone outside the area.
    case outside
    /// A desk of 12345, which transfers a call.
    case seat
    /// A desk of a sub-center, which transfers a call back.
    case subCenter = "sub-center"

    /// The words people use for it.
    package func name(in language: Language) -> String { words.text(in: language) }

    private var words: Words {
      switch self {
      case .mobile: Words("mobile phone in the area", "本地手机")
      case .fixed: Words("fixed line in the area", "本地固话")
      case .outside: Words("outside the area", "外地")
      case .seat: Words("desk of 12345", "12345座席")
      case .subCenter: Words("desk of a sub-center", "分中心座席")
      }
    }
  }

  /// What is met on the way.
  package enum Hop: Hashable, Sendable {
    /// The call comes in.
    case arrives(dialled: String, number: HotlineNumber, origin: Origin)
    /// What was dialled is no number.
    case notANumber(dialled: String)
    /// What was dialled is in no table; a number that it might mean, where there is one.
    case otherForm(dialled: String, lookedUp: String, number: HotlineNumber?)
    /// Dialled without area code outside the area, it reaches the caller's own area.
    case reachesCallersArea(number: HotlineNumber)
    /// The number is another area's.
    case otherArea(number: HotlineNumber)
    /// The number is protected.
    case protectedNumber(HotlineNumber)
    /// No line has the number at this instant.
    case unknownNumber(HotlineNumber)
    /// What was decided of the line.
    case decision(line: String, name: String, mode: MergeMode)
    /// The stage of the merger.
    case phase(RoutePhase.Kind, Period)
    /// Hours that were asked, and whether they hold.
    case window(ServiceHours, isOpen: Bool)
    /// The call is sent to desks.
    case target(set: String, kind: TargetSet.Kind, members: Int)
    /// A set that is named cannot take the call.
    case unreachable(set: String)
    /// Where the call would go if the desks were busy, silent or down.
    case guarded(Overflow)
    /// The call goes on as a call to another number.
    case goesOn(HotlineNumber)
    /// The call is diverted to another number.
    case forwards(HotlineNumber)
    /// The caller hears an announcement.
    case announcement(String)
    /// The call ends, the number being cancelled.
    case releases
    /// Nothing of ours touches the call.
    case presentRoute
    /// Agents transfer calls by hand, both ways; no route is built for it.
    case linkage
    /// The call has gone on too often.
    case tooDeep(HotlineNumber)
  }

  /// What was dialled, as it was written.
  package let dialled: String
  /// When.
  package let at: CivilInstant
  /// Where from.
  package let origin: Origin
  /// What is met on the way, in order.
  package let hops: [Hop]
  /// Where the call ends.
  package let disposition: CallDisposition
  /// The target set whose desks answer; `nil` where none does.
  package let set: String?

  /// A call that was followed.
  package init(
    dialled: String, at: CivilInstant, origin: Origin, hops: [Hop],
    disposition: CallDisposition, set: String?
  ) {
    self.dialled = dialled
    self.at = at
    self.origin = origin
    self.hops = hops
    self.disposition = disposition
    self.set = set
  }
}
