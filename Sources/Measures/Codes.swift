import HotlineModel

/// The codes of a field as bytes, by their positions in the unified format.
struct CodeSet: Sendable {
  private let codes: [[UInt8]]

  init(_ field: TicketField) {
    codes = (field.codes ?? []).map { Array($0.utf8) }
  }

  /// The position of a code; -1 where the ticket has none.
  func position(of code: ArraySlice<UInt8>?) -> Int {
    guard let code else { return -1 }
    for (index, known) in codes.enumerated()
    where known.count == code.count && known.elementsEqual(code) {
      return index
    }
    return -1
  }
}

/// The code sets that conditions ask for, and the positions of codes in them.
enum Codes {
  static let states = CodeSet(.statusState)
  static let results = CodeSet(.handlingResult)
  static let levels = CodeSet(.followUpSatisfaction)
  static let types = CodeSet(.matterType)
  static let urgencies = CodeSet(.matterUrgency)

  static let pending = states.position(of: Array("pending".utf8)[...])
  static let void = states.position(of: Array("void".utf8)[...])
  static let solved = results.position(of: Array("solved".utf8)[...])
  static let explained = results.position(of: Array("explained".utf8)[...])
  static let basicallySatisfied = levels.position(of: Array("basically-satisfied".utf8)[...])
  private static let ends = ["finished", "followed-up", "closed"].map {
    states.position(of: Array($0.utf8)[...])
  }

  static func isClosed(_ state: Int) -> Bool { ends.contains(state) }
}
