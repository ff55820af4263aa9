import CProcessor
import CText

/// What the pieces of a file show of whether it is UTF-8 with some damage, each looked at by itself.
///
/// A piece begins at the beginning of a line and ends behind a line end, or at the end of the file:
/// no character runs over these, so that what is counted in the pieces adds up to what would be
/// counted in the file.
package struct UTF8Evidence: Hashable, Sendable {
  /// So many faults are no damage where there are fewer characters.
  package static let mostDamage = 10_000

  /// Characters of more than one byte that are whole.
  private(set) var characters = 0
  /// Places at which the bytes are not UTF-8.
  private var faults = 0
  /// Whether a character is cut off by the end.
  package private(set) var isCut = false
  /// Whether looking from front to back may have ended with another answer than counts say.
  package private(set) var isOpen = false

  /// Whether there may be bytes at which text begins that was garbled before: U+0000, U+0080 to U+00FF,
  /// characters of one's own, U+FFFD, 锟, 锛.
  package private(set) var mayBeGarbled = false

  /// Nothing seen yet.
  package init() {}

  /// What a piece shows.
  package init(_ bytes: Span<UInt8>) { self.init(bytes, isWide: Self.canBeWide) }

  /// Whether the processor has wide registers.
  static let canBeWide = hotline_is_wide() != 0

  init(_ bytes: Span<UInt8>, isWide: Bool) {
    if isWide {
      let text = unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe bytes.baseAddress.map { unsafe hotline_look_at_text($0, bytes.count) }
      }
      if let text, text.is_valid != 0 {
        characters = text.characters
        mayBeGarbled = text.is_doubtful != 0
        return
      }
    }
    var check = UTF8Check()
    check.count(bytes)
    (characters, faults, isCut) = (check.characters, check.faults, check.isCut)
    mayBeGarbled = true
  }

  /// What cannot be looked at piece by piece.
  package static let open: UTF8Evidence = {
    var evidence = UTF8Evidence()
    evidence.isOpen = true
    return evidence
  }()

  /// Whether every byte is UTF-8.
  package var isSound: Bool { faults == 0 && !isCut }

  /// Whether the file is UTF-8, with some damage at most: it has more than two characters to a fault.
  package var isUTF8: Bool { !isOpen && (faults == 0 || faults * 2 < characters) }

  /// Adds what a later piece shows.
  package mutating func add(_ later: UTF8Evidence) {
    faults += later.faults
    // Whoever looks from front to back may stop within the piece.
    if later.faults > 0, faults > Self.mostDamage, faults > characters { isOpen = true }
    isOpen = isOpen || later.isOpen
    mayBeGarbled = mayBeGarbled || later.mayBeGarbled
    isCut = isCut || later.isCut
    characters += later.characters
  }
}
