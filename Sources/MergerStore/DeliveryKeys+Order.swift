import HotlineModel

extension DeliveryKeys {
  /// The entries in the order of their keys; those that stayed as they were only where asked for.
  ///
  /// Each piece is sorted by itself, then the pieces are merged: so sorting takes eight bytes a key.
  func sorted(withUnchanged: Bool) -> [UInt32] {
    let common = commonPrefix()
    var order: [UInt32] = []
    var runs: [Run] = []
    var keys: [Key] = []
    for (piece, entries) in pieces.enumerated() {
      keys.removeAll(keepingCapacity: true)
      for (place, entry) in entries.enumerated() {
        guard let outcome = entry.outcome, withUnchanged || outcome != .unchanged else { continue }
        keys.append(key(of: piece * Self.pieceSize + place, behind: common))
      }
      guard !keys.isEmpty else { continue }
      keys.sort(by: precedes)
      runs.append(Run(head: keys[0], next: order.count + 1, end: order.count + keys.count))
      order.append(contentsOf: keys.lazy.map(\.index))
    }
    return merged(&runs, of: order, behind: common)
  }

  /// A key by its first sixteen bytes behind what all begin with.
  private struct Key {
    let first: UInt64
    let second: UInt64
    let index: UInt32
  }

  /// A sorted run: the key whose turn it is, and where the further ones stand.
  private struct Run {
    var head: Key
    var next: Int
    let end: Int
  }

  private func key(of index: Int, behind common: Int) -> Key {
    let (first, second) = words(of: index, behind: common)
    return Key(first: first, second: second, index: UInt32(index))
  }

  private func precedes(_ left: Key, _ right: Key) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.second != right.second { return left.second < right.second }
    return number(of: Int(left.index)).lexicographicallyPrecedes(number(of: Int(right.index)))
  }

  /// Merges runs by a heap of their heads.
  private func merged(_ heap: inout [Run], of order: [UInt32], behind common: Int) -> [UInt32] {
    var merged: [UInt32] = []
    merged.reserveCapacity(order.count)
    for parent in heap.indices.reversed() { sink(parent, in: &heap) }
    while let least = heap.first {
      merged.append(least.head.index)
      if least.next < least.end {
        heap[0].head = key(of: Int(order[least.next]), behind: common)
        heap[0].next += 1
      } else {
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
      }
      sink(0, in: &heap)
    }
    return merged
  }

  private func sink(_ start: Int, in heap: inout [Run]) {
    var parent = start
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if precedes(heap[child].head, heap[least].head) { least = child }
      }
      if least == parent { return }
      heap.swapAt(least, parent)
      parent = least
    }
  }

  /// How many bytes all keys begin with in common.
  private func commonPrefix() -> Int {
    guard count > 0 else { return 0 }
    let first = number(of: 0)
    var common = first.count
    for index in 1..<max(1, count) {
      let other = number(of: index)
      var length = 0
      while length < min(common, other.count),
        first[first.startIndex + length] == other[other.startIndex + length]
      {
        length += 1
      }
      common = length
    }
    return common
  }
}
