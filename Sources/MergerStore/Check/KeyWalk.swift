import HotlineModel
import LocalFiles

/// What the key files of a line say of its segments, gathered in the order of the keys.
struct KeyWalk: Sendable {
  /// The sum of the entries of each segment.
  private(set) var sums: [EntrySum]
  /// The versions that have an older one.
  private(set) var updated: [OrdinalSet]
  private(set) var complaints: [String] = []

  private let states: SegmentStates
  private let keyFiles: [KeyFile]
  /// For each segment how many versions each of its cells counts, the last one those of no cell.
  private var counts: [[Int]]
  /// Whether no key file of the line is lost.
  private let isWhole: Bool

  /// So many parts the keys are cut into, by the first bits of their hashes.
  private static let parts = 16

  /// Walks through the key files, on all cores.
  ///
  /// - Throws: `Unusable` with `HL6226` where one is damaged.
  static func through(_ keyFiles: [KeyFile], states: SegmentStates) async throws -> KeyWalk {
    let start = KeyWalk(keyFiles, states: states)
    let parts = try await onAllCores(0..<parts) { part in
      Result { try start.walked(part) }
    }
    var whole = start
    whole.complaints = states.complaints
    for part in parts { whole.add(try part.get()) }
    whole.proveCounts()
    return whole
  }

  private init(_ keyFiles: [KeyFile], states: SegmentStates) {
    self.states = states
    self.keyFiles = keyFiles
    let known = Set(keyFiles.map(\.row.id))
    isWhole = states.files.allSatisfy { known.contains($0.keyFile) }
    sums = [EntrySum](repeating: EntrySum(), count: states.count)
    updated = [OrdinalSet](repeating: OrdinalSet(), count: states.count)
    counts = states.files.map { [Int](repeating: 0, count: $0.counts.count + 1) }
  }

  /// Whether the key file of a segment is there.
  func knows(_ place: Int) -> Bool {
    keyFiles.contains { $0.row.id == states.files[place].keyFile }
  }

  private mutating func add(_ other: KeyWalk) {
    for place in sums.indices {
      sums[place].add(other.sums[place])
      updated[place].formUnion(other.updated[place])
      for cell in counts[place].indices { counts[place][cell] += other.counts[place][cell] }
    }
    for complaint in other.complaints { complain(complaint) }
  }

  /// Walks through one part of the keys.
  private func walked(_ part: Int) throws -> KeyWalk {
    var walk = self
    let width = UInt64.max / UInt64(Self.parts) + 1
    let first = UInt64(part) * width
    var merge = try KeyFileMerge(keyFiles, keys: first...first + (width - 1)) { file, source in
      states.places[source].map { states.files[$0].keyFile == file.row.id } ?? false
    }
    /// The versions of the key under way.
    var group: [KeyFileMerge.Entry] = []
    while let next = try merge.next() {
      if let last = group.last, last.entry.key != next.entry.key {
        walk.add(group)
        group.removeAll(keepingCapacity: true)
      }
      group.append(next)
      walk.add(next)
    }
    walk.add(group)
    return walk
  }

  private mutating func add(_ next: KeyFileMerge.Entry) {
    guard let place = states.places[next.file] else { return }
    let entry = next.entry
    // A filter that says no of a key of its file would make an import take a known ticket for new.
    if !next.passesFilter { complain("a filter denies a key of file \(next.file)") }
    sums[place].add(entry.key, entry.content, ordinal: entry.ordinal, cell: entry.cell)
    counts[place][min(Int(entry.cell), counts[place].count - 1)] += 1
    if states.files[place].unwanted.contains(entry.ordinal) {
      complain("a version of file \(next.file) is none")
    }
  }

  /// Of the versions of one ticket the newest holds, and each older one was retired by the batch of
  /// the next; those that a later file of their own batch retired never were versions.
  private mutating func add(_ group: [KeyFileMerge.Entry]) {
    if group.count == 1 {
      guard let place = states.places[group[0].file] else { return }
      if !states.files[place].gone.contains(group[0].entry.ordinal) || !isWhole { return }
    }
    var last: KeyFileMerge.Entry?
    for version in group.sorted(by: { $0.file < $1.file }) {
      guard let place = states.places[version.file] else { continue }
      let file = states.files[place]
      if file.retirer(of: version.entry.ordinal) == file.batch { continue }
      if let last, let lastPlace = states.places[last.file] {
        updated[place].insert(version.entry.ordinal)
        if states.files[lastPlace].retirer(of: last.entry.ordinal) != file.batch, isWhole {
          complain(
            "a version of file \(last.file) was not retired by the next, of file \(version.file)")
        }
      }
      last = version
    }
    if let last, let place = states.places[last.file],
      states.files[place].gone.contains(last.entry.ordinal), isWhole
    {
      complain("the newest version of a ticket, of file \(last.file), is retired")
    }
  }

  private mutating func proveCounts() {
    for (place, file) in states.files.enumerated()
    where knows(place) && counts[place] != file.counts + [0] {
      complain("the totals of file \(file.file) are others than its key file says")
    }
  }

  private mutating func complain(_ what: String) {
    if complaints.count < 100 { complaints.append(what) }
  }
}
