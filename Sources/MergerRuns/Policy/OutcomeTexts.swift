import Bytes

/// What is written of rows by their outcome, looked up for every row.
struct OutcomeTexts {
  private struct Slot {
    var outcome = -1
    var place = 0..<0
  }

  /// A power of two of them, at most half in use.
  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0
  /// All texts, one after the other.
  private(set) var bytes: [UInt8] = []

  /// Where the text of an outcome is in `bytes`; `nil` where there is none yet.
  func place(of outcome: Int) -> Range<Int>? {
    let slot = slots[slot(of: outcome)]
    return slot.outcome == outcome ? slot.place : nil
  }

  /// Adds the text of an outcome that has none yet; returns where it is.
  mutating func add(_ text: [UInt8], of outcome: Int) -> Range<Int> {
    if 2 * count >= slots.count { grow() }
    let place = bytes.count..<bytes.count + text.count
    bytes += text
    slots[slot(of: outcome)] = Slot(outcome: outcome, place: place)
    count += 1
    return place
  }

  /// The slot of an outcome, or that in which it can be put.
  private func slot(of outcome: Int) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (UInt64(outcome) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].outcome != outcome, slots[slot].outcome >= 0 { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let full = slots.filter { $0.outcome >= 0 }
    slots = Array(repeating: Slot(), count: 2 * slots.count)
    for old in full { slots[slot(of: old.outcome)] = old }
  }
}
