import HotlineModel
import LocalFiles

/// One walk through the key files of a line in the order of the keys.
struct KeyWalk {
  /// What the key files say of each segment.
  private(set) var sums: [EntrySum]
  /// The versions that have an older one.
  private(set) var updated: [OrdinalSet]
  private(set) var complaints: [String]

  private let states: SegmentStates
  private let keyFiles: [KeyFile]
  private var merge: KeyFileMerge
  /// The versions of the key under way.
  private var group: [KeyFileMerge.Entry] = []
  /// For each segment how many versions each of its cells counts, the last one those of no cell.
  private var counts: [[Int]]
  /// Whether no key file of the line is lost.
  private var isWhole = true

  init(_ keyFiles: [KeyFile], states: SegmentStates) throws {
    self.states = states
    self.keyFiles = keyFiles
    complaints = states.complaints
    let known = Set(keyFiles.map(\.row.id))
    isWhole = states.files.allSatisfy { known.contains($0.keyFile) }
    sums = [EntrySum](repeating: EntrySum(), count: states.count)
    updated = [OrdinalSet](repeating: OrdinalSet(), count: states.count)
    counts = states.files.map { [Int](repeating: 0, count: $0.counts.count + 1) }
    merge = try KeyFileMerge(keyFiles) { file, source in
      states.places[source].map { states.files[$0].keyFile == file.row.id } ?? false
    }
  }

  /// Whether the key file of a segment is there.
  func knows(_ place: Int) -> Bool {
    keyFiles.contains { $0.row.id == states.files[place].keyFile }
  }

  mutating func run() throws {
    while let next = try merge.next() {
      if let last = group.last, last.entry.key != next.entry.key { endGroup() }
      group.append(next)
      guard let place = states.places[next.file] else { continue }
      let entry = next.entry
      // A filter that says no of a key of its file would make an import take a known ticket for new.
      if !next.passesFilter { complain("a filter denies a key of file \(next.file)") }
      sums[place].add(entry.key, entry.content, ordinal: entry.ordinal, cell: entry.cell)
      counts[place][min(Int(entry.cell), counts[place].count - 1)] += 1
      if states.files[place].unwanted.contains(entry.ordinal) {
        complain("a version of file \(next.file) is none")
      }
    }
    endGroup()
    for (place, file) in states.files.enumerated()
    where knows(place) && counts[place] != file.counts + [0] {
      complain("the totals of file \(file.file) are others than its key file says")
    }
  }

  /// Of the versions of one ticket the newest holds, and each older one was retired by the batch of
  /// the next; those that a later file of their own batch retired never were versions.
  private mutating func endGroup() {
    defer { group.removeAll(keepingCapacity: true) }
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

  private mutating func complain(_ what: String) {
    if complaints.count < 100 { complaints.append(what) }
  }
}
