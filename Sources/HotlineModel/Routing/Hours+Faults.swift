extension ServiceHours {
  /// Why a text is no opening hours, where the writer meant some.
  package enum Fault: Hashable, Sendable {
    /// A span goes over midnight; how it is written as two.
    case overMidnight(rewritten: String)
    /// Two spans have minutes in common.
    case overlap
  }

  /// What is wrong with a text that has the form of opening hours; `nil` for right ones, and for a
  /// text of another form.
  package static func fault(in text: String) -> Fault? {
    if let hours = ServiceHours(text) { return hours.overlaps ? .overlap : nil }
    var isChanged = false
    let parts = text.split(separator: ";").map { part in
      part.split(separator: " ").map { word in
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2, ServiceHours("daily 00:00-\(ends[0])") != nil,
          let days = ServiceHours("daily \(ends[1])-24:00"), days.spans[0].minutes.lowerBound > 0,
          ServiceHours("daily \(word)") == nil
        else { return String(word) }
        isChanged = true
        return "\(ends[0])-24:00 00:00-\(ends[1])"
      }.joined(separator: " ")
    }
    let rewritten = parts.joined(separator: "; ")
    return isChanged && ServiceHours(rewritten) != nil ? .overMidnight(rewritten: rewritten) : nil
  }

  /// Whether two spans have minutes in common on some day.
  private var overlaps: Bool {
    spans.indices.contains { index in
      spans[(index + 1)...].contains { other in
        let span = spans[index]
        let onOneDay = span.days == other.days || span.days == .daily || other.days == .daily
        return onOneDay && span.minutes.overlaps(other.minutes)
      }
    }
  }
}
