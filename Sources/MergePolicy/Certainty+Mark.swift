import DecisionTables
package import HotlineModel

extension Certainty {
  /// How sure a rule is, from the mark its sheet writes.
  ///
  /// | mark | certainty | because |
  /// |---|---|---|
  /// | `certain` | certain | the notice says so |
  /// | `certain-that-banned` | certain | the ban itself is in the notice, and the rule asks a person what follows |
  /// | `certain-linkage` | inference | the notice asks for linkage; that the line is not merged follows from it |
  /// | `certain-53`, `two-sources` | criterion | 国办发〔2020〕53号, as reported by several |
  /// | `inference`, `one-source` | inference | follows, or is reported once |
  /// | `assumption`, `threshold is an assumption` | assumption | |
  /// | `sources-disagree` | assumption | what holds was chosen among reports |
  /// | `gap-in-seed` | gap | the notice is silent |
  ///
  /// What stands in brackets behind a word is a remark and changes nothing: `certain(if annex
  /// loaded)`, `certain-53(criterion)`. Of several words the weakest holds:
  /// `certain(禅南顺) assumption(高明三水/镇街)` is an assumption.
  ///
  /// `nil` for a mark that is not listed here.
  package init?(mark: String) {
    let words = Self.withoutRemarks(mark).split(separator: " ").map(String.init)
    if words == ["threshold", "is", "an", "assumption"] {
      self = .assumption
      return
    }
    let certainties = words.compactMap { Self.words[$0] }
    guard certainties.count == words.count, let weakest = certainties.max() else { return nil }
    self = weakest
  }

  /// The words a mark may be made of, sorted.
  static let marks = words.keys.sorted()

  private static let words: [String: Certainty] = [
    "certain": .certain, "certain-that-banned": .certain, "certain-linkage": .inference,
    "certain-53": .criterion, "two-sources": .criterion, "inference": .inference,
    "one-source": .inference, "sources-disagree": .assumption, "assumption": .assumption,
    "gap-in-seed": .gap,
  ]

  private static func withoutRemarks(_ mark: String) -> String {
    var depth = 0
    var kept = ""
    for character in mark {
      switch character {
      case "(", "（": depth += 1
      case ")", "）":
        depth -= 1
        kept.append(" ")
      case _ where depth == 0: kept.append(character)
      case _: break
      }
    }
    return kept
  }
}

extension DecisionTable.Rule {
  /// How sure the rule is, as its sheet writes it; empty where it writes nothing.
  var mark: String { notes["certainty"] ?? "" }

  /// How sure the rule is; `nil` where its mark is none that is known.
  var certainty: Certainty? { Certainty(mark: mark) }
}
