/// Dialled forms with their owners, to find those that two owners have and those that begin with
/// another one.
///
/// A form is one word, by which it is sorted: a million of them take 16 MB.
struct OwnedForms {
  /// A form of an owner, and the other owner it has to do with.
  typealias Meeting = (form: String, owner: Int, other: Int)

  /// What there is to say of the forms.
  struct Comparison {
    /// Forms that another owner, or the same, had added before, with the one that did so last; in the
    /// order in which they were added.
    var clashes: [Meeting] = []
    /// Forms that begin with a shorter one, with the owner that added that one last; in the order in
    /// which the longer ones were added, the shortest first.
    var covers: [Meeting] = []
    /// How many forms there are.
    var count = 0
  }

  /// A form of an owner.
  private struct Entry {
    let form: PackedForm
    let owner: UInt32
    /// How many forms were added before it.
    let turn: UInt32
  }

  private var entries: [Entry] = []

  /// Room for the forms of so many numbers.
  init(numbers: Int) { entries.reserveCapacity(numbers * 8) }

  /// Adds a form of an owner; owners are counted from 0.
  mutating func add(_ form: String, of owner: Int) {
    entries.append(
      Entry(form: PackedForm(form), owner: UInt32(owner), turn: UInt32(entries.count)))
  }

  /// Compares all forms with each other.
  consuming func compared() -> Comparison {
    typealias Turn = (turn: UInt32, entry: Int, other: UInt32)
    entries.sort { ($0.form.word, $0.turn) < ($1.form.word, $1.turn) }
    var comparison = Comparison()
    var clashes: [Turn] = []
    var covers: [Turn] = []
    // The forms that the one at hand begins with, the shortest first, each with its last owner.
    var shorter: [(form: PackedForm, owner: UInt32)] = []
    var position = 0
    while position < entries.count {
      let form = entries[position].form
      while let last = shorter.last, !last.form.begins(form) { shorter.removeLast() }
      let first = position
      while position < entries.count, entries[position].form.word == form.word {
        let entry = entries[position]
        if position > first { clashes.append((entry.turn, position, entries[position - 1].owner)) }
        for (_, owner) in shorter { covers.append((entry.turn, position, owner)) }
        position += 1
      }
      shorter.append((form, entries[position - 1].owner))
      comparison.count += 1
    }
    let entries = entries
    func meetings(_ found: [Turn]) -> [Meeting] {
      // What a form begins with stays in its order.
      found.enumerated().sorted { ($0.element.turn, $0.offset) < ($1.element.turn, $1.offset) }.map
      {
        let entry = entries[$0.element.entry]
        return (entry.form.text, Int(entry.owner), Int($0.element.other))
      }
    }
    comparison.clashes = meetings(clashes)
    comparison.covers = meetings(covers)
    return comparison
  }
}

/// A dialled form in one word: four bits a character from the left, nothing behind the last; words
/// sort as the forms do.
struct PackedForm {
  /// The characters: 1 for `+`, 2 to 11 for the digits.
  let word: UInt64

  /// The most characters that a form has: `0086` before an area of four digits and a number of eight.
  static let limit = 16

  /// A form: digits behind at most one `+`.
  init(_ form: String) {
    var word: UInt64 = 0
    var shift = 64
    for byte in form.utf8 {
      shift -= 4
      let isPlus = byte == UInt8(ascii: "+")
      precondition(
        shift >= 0 && (isPlus || (48...57).contains(byte)), "\(form) is no dialled form")
      word |= UInt64(isPlus ? 1 : byte - 46) << UInt64(shift)
    }
    self.word = word
  }

  /// How many bits its characters take.
  private var width: Int { 64 - word.trailingZeroBitCount / 4 * 4 }

  /// Whether another form begins with it; so does it itself.
  func begins(_ other: PackedForm) -> Bool {
    width == 0 || (word ^ other.word) >> UInt64(64 - width) == 0
  }

  /// The form as it is dialled.
  var text: String {
    let codes = stride(from: 60, through: 0, by: -4).map { UInt8(word >> UInt64($0) & 15) }
    let bytes = codes.prefix { $0 != 0 }.map { $0 == 1 ? UInt8(ascii: "+") : $0 + 46 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
