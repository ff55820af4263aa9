import TestSupport

/// What a medium, a program or a hand does to the text of one record.
enum Damage: CaseIterable {
  case markAdded, threeMarksAdded, markLost, markForAnother
  case delimiterAdded, delimiterLost, lineEndLost
  case characterAdded, charactersLost, cutOff

  /// The damaged text; `nil` where there is nothing of the kind to damage.
  func applied(
    to text: String, delimiter: Character, _ random: inout SeededRandom
  ) -> String? {
    var scalars = Array(text.unicodeScalars)
    let place = Int.random(in: 0...scalars.count, using: &random)
    func places(_ sought: Set<Unicode.Scalar>) -> [Int] {
      scalars.indices.filter { sought.contains(scalars[$0]) }
    }
    switch self {
    case .markAdded: scalars.insert("\"", at: place)
    case .threeMarksAdded: scalars.insert(contentsOf: ["\"", "\"", "\""], at: place)
    case .characterAdded: scalars.insert("\u{0}", at: place)
    case .delimiterAdded: scalars.insert(contentsOf: String(delimiter).unicodeScalars, at: place)
    case .markLost:
      guard let mark = places(["\""]).randomElement(using: &random) else { return nil }
      scalars.remove(at: mark)
    case .delimiterLost:
      let all = places(Set(String(delimiter).unicodeScalars))
      guard let mark = all.randomElement(using: &random) else { return nil }
      scalars.remove(at: mark)
    case .lineEndLost:
      guard let end = places(["\n", "\r"]).randomElement(using: &random) else { return nil }
      scalars.remove(at: end)
    case .markForAnother:
      guard place < scalars.count else { return nil }
      scalars[place] = "\""
    case .charactersLost:
      let count = Int.random(in: 1...5, using: &random)
      scalars.removeSubrange(place..<min(scalars.count, place + count))
    case .cutOff: scalars.removeSubrange(max(1, place)...)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return scalars.isEmpty ? nil : String(view)
  }
}
