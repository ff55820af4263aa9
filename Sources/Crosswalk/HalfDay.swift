/// Which part of the day an hour of twelve belongs to, as people and spreadsheets write it.
enum HalfDay {
  case morning, afternoon, noon, night, early, dusk, evening

  /// The words, by their bytes; the longer ones first where one begins another.
  static let words: [(text: String, half: HalfDay)] = [
    ("AM", .morning), ("PM", .afternoon), ("am", .morning), ("pm", .afternoon),
    ("上午", .morning), ("下午", .afternoon), ("中午", .noon), ("凌晨", .night), ("早上", .early),
    ("傍晚", .dusk), ("晚上", .evening),
  ]

  /// The word that bytes begin with at a position, and how many bytes it takes.
  static func word(
    in bytes: Span<UInt8>, at position: Int, before end: Int
  ) -> (half: HalfDay, length: Int)? {
    for (bytesOfWord, half) in wordBytes where position + bytesOfWord.count <= end {
      if bytesOfWord.indices.allSatisfy({ bytes[position + $0] == bytesOfWord[$0] }) {
        return (half, bytesOfWord.count)
      }
    }
    return nil
  }

  private static let wordBytes = words.map { (Array($0.text.utf8), $0.half) }

  /// The hour of the day; `nil` where the part of the day has no such hour, or it is not known which
  /// day it belongs to, as with twelve in the evening.
  func hour(of twelve: Int) -> Int? {
    guard (0...12).contains(twelve) else { return nil }
    switch self {
    case .morning: return twelve % 12
    case .afternoon: return twelve % 12 + 12
    case .noon: return [10: 10, 11: 11, 12: 12, 0: 12, 1: 13, 2: 14][twelve]
    case .night: return twelve % 12 <= 6 ? twelve % 12 : nil
    case .early: return (4...11).contains(twelve) ? twelve : nil
    case .dusk: return (4...8).contains(twelve) ? twelve + 12 : nil
    case .evening: return (5...11).contains(twelve) ? twelve + 12 : nil
    }
  }
}
