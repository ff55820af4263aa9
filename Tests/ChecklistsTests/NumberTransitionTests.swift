import Findings
import HotlineModel
import Reports
import Testing

@testable import Checklists

/// What may follow what, held against a matrix written by hand, for every status, mode and disposition.
@Suite struct `Changes of numbers` {
  /// Rows: from; columns: to, in the order of the statuses.
  ///
  /// `.` refused; `d` with a document, `o` also
  /// with one proven channel, `a` with all of them and the window over; `r` taken back with a reason,
  /// `b` with both reason and document.
  private static let matrix: [NumberStatus: String] = [
    //                in-use announced forwarded stopped office-phone cancelled not-opened merged
    .inUse: /*        */ ".o....dd",
    .announced: /*    */ "r.d.....",
    .forwarded: /*    */ "rr.daa..",
    .stopped: /*      */ "rrr.aa..",
    .officePhone: /*  */ "..rr.a..",
    .cancelled: /*    */ "...bb...",
    .notOpened: /*    */ "r......r",
    .alreadyMerged: /**/ "r.d...r.",
  ]

  private static func sign(_ from: NumberStatus, _ to: NumberStatus) throws -> Character {
    let row = try #require(matrix[from])
    let column = try #require(NumberStatus.allCases.firstIndex(of: to))
    return row[row.index(row.startIndex, offsetBy: column)]
  }

  @Test func `the table is the matrix`() throws {
    for from in NumberStatus.allCases {
      for to in NumberStatus.allCases {
        let legal = NumberTransition.between(from, to)
        let found: Character =
          switch legal {
          case nil: "."
          case let legal? where legal.isCorrection: legal.needsDocument ? "b" : "r"
          case let legal?:
            switch legal.proof {
            case .none: "d"
            case .oneChannel: "o"
            case .allChannels: "a"
            }
          }
        #expect(try found == Self.sign(from, to), "\(from) -> \(to)")
        if let legal {
          #expect(legal.needsWindow == (legal.proof == .allChannels))
          #expect(legal.needsDocument == (found != "r"))
        }
      }
    }
    let pairs = NumberTransition.all.map { [$0.from, $0.to] }
    #expect(Set(pairs).count == pairs.count)
  }

  /// What a decision allows, written by hand.
  private static func allowed(_ mode: MergeMode, _ number: NumberDisposition) -> Set<NumberStatus> {
    switch mode {
    case .protected, .linkOnly, .person: return []
    case .outside: return [.inUse, .notOpened, .alreadyMerged]
    case .fullMerge, .dualNumber, .subCenter:
      if number == .cancel { return Set(NumberStatus.allCases) }
      return number == .keep ? [.inUse, .announced, .forwarded, .notOpened, .alreadyMerged] : []
    }
  }

  @Test func `every status to every status under every decision`() throws {
    let numbers = NumberFixture(today: "2023-06-01")
    var tried = 0
    for mode in MergeMode.allCases {
      for number in NumberDisposition.allCases {
        let decision = try numbers.decision(mode, number)
        let allowed = Self.allowed(mode, number)
        for from in NumberStatus.allCases {
          for to in NumberStatus.allCases {
            // Announced and forwarded long ago: only the order and the decision can speak against it.
            let history = numbers.history(at: from)
            let codes = Set(
              numbers.rules.findings(of: numbers.change(to), on: history, decision).map(\.code))
            let legal = try Self.sign(from, to) != "."
            let expected: Set<FindingCode> =
              if mode == .protected {
                [.lineProtected]
              } else if allowed.isEmpty || mode == .outside && !allowed.contains(to) {
                [.numberUndecided]
              } else if !allowed.contains(to) {
                [.numberKept]
              } else if from == .cancelled, [.inUse, .announced, .forwarded].contains(to) {
                [.numberRevived]
              } else {
                legal ? [] : [.numberOutOfOrder]
              }
            #expect(codes == expected, "\(mode) \(number): \(from) -> \(to)")
            tried += 1
          }
        }
      }
    }
    #expect(tried == 8 * 8 * 7 * 4)
  }

  @Test func `what a change needs is asked for, each thing by itself`() throws {
    let numbers = NumberFixture(today: "2023-06-01")
    let decision = try numbers.decision(.fullMerge, .cancel)
    for from in NumberStatus.allCases {
      for to in NumberStatus.allCases {
        let sign = try Self.sign(from, to)
        guard sign != ".", !(from == .cancelled && sign == "r") else { continue }
        let bare = NumberChange(
          to: to, day: numbers.day("2023-05-01"), document: "", reason: "")
        let missing = numbers.rules.findings(of: bare, on: numbers.history(at: from), decision)
          .compactMap { $0.facts["option"] }
        let expected =
          sign == "r" ? ["--because"] : sign == "b" ? ["--document", "--because"] : ["--document"]
        #expect(missing == expected, "\(from) -> \(to)")
      }
    }
  }

  @Test func `only ordinary telephones become those of offices`() throws {
    let numbers = NumberFixture(today: "2023-06-01")
    for (number, isOrdinary) in [
      ("0757-82100001", true), ("12318", false), ("96119", false), ("95110", false),
      ("4001234567", false),
    ] {
      let decision = try numbers.decision(.fullMerge, .cancel, number: number)
      let codes = numbers.rules.findings(
        of: numbers.change(.officePhone), on: numbers.history(at: .stopped), decision
      ).map(\.code)
      #expect(codes == (isOrdinary ? [] : [.numberNoOfficePhone]), "\(number)")
      let steps = numbers.rules.steps(after: numbers.history(at: .stopped), decision).map(\.to)
      #expect(steps.contains(.officePhone) == isOrdinary, "\(number)")
    }
  }

  @Test func `a number that was cancelled never comes back, by no way round`() throws {
    let numbers = NumberFixture(today: "2023-06-01")
    let decision = try numbers.decision(.fullMerge, .cancel)
    for last in NumberStatus.allCases {
      let history = numbers.history(through: [.cancelled, last])
      for to in [NumberStatus.inUse, .announced, .forwarded] {
        let codes = numbers.rules.findings(of: numbers.change(to), on: history, decision).map(
          \.code)
        #expect(codes == [.numberRevived], "cancelled, \(last) -> \(to)")
      }
    }
  }
}
