import HotlineModel
import LocalFiles
import Reports

/// What the ledger of one line must hold, by the rules alone: the oracle of `LedgerModelTests`.
///
/// It is plain where the ledger is fast: every version, sighting and closing is kept with its batch,
/// and undoing a batch drops what bears its number.
struct LedgerModel {
  /// A row of a delivered file; its number may be missing, its type unknown.
  struct Row: Hashable {
    var key: String
    var type: String
    var title: String

    var text: String { "\(key),\(type),\(title)\n" }
    var content: String { "\(type)|\(title)" }
  }

  struct File: Hashable {
    let rows: [Row]

    var text: String { "编号,类型,标题\n" + rows.map(\.text).joined() }
    /// Named after its fingerprint: files of the same bytes have the same name.
    var name: String { "f-\(Fingerprint.hex(of: Array(text.utf8))).csv" }
  }

  /// A record of a file, wherever the file comes again.
  struct Place: Hashable {
    let file: String
    /// From 1.
    let record: Int
  }

  struct Repair: Hashable {
    let place: Place
    let row: Row
  }

  enum Run {
    case delivery([File])
    case retry(of: Int)
    case repair(String, [Repair])
    case waiver(Place)
  }

  /// A run that was done, with what the mapping was like.
  struct Done: CustomStringConvertible {
    let batch: Int
    let run: Run
    let types: Set<String>

    var description: String {
      func words(_ row: Row) -> String { row.key + row.type + row.title }
      let what =
        switch run {
        case .delivery(let files):
          files.map { "\($0.name.prefix(8)): " + $0.rows.map(words).joined(separator: " ") }
            .joined(separator: "; ")
        case .retry(let batch): "retry of \(batch)"
        case .repair(_, let repairs):
          repairs.map { "\($0.place.file.prefix(8)) \($0.place.record) \(words($0.row))" }
            .joined(separator: "; ")
        case .waiver(let place): "waived \(place.file.prefix(8)) \(place.record)"
        }
      return "\(batch) \(what)" + (types.count > 1 ? "" : ", 坏 unknown")
    }
  }

  struct Version: Equatable {
    let batch: Int
    let content: String
  }

  struct Closing: Equatable {
    let batch: Int
    let isFinal: Bool
  }

  struct Entry {
    let place: Place
    let row: Row
    /// The batches that quarantined it, with the reason; none where all of them are undone and the
    /// record was waived.
    var sightings: [(batch: Int, code: String)]
    var closings: [Closing] = []
    var isWaived = false

    var code: String { sightings.last?.code ?? "" }
    var first: Int { sightings.first?.batch ?? 0 }
    var last: Int { sightings.last?.batch ?? 0 }

    var state: String {
      if isWaived { return "waived" }
      return closings.contains { $0.isFinal || $0.batch > last } ? "resolved" : "open"
    }
    var isOpen: Bool { state == "open" }
  }

  private struct Delivered {
    var content: String
    var outcome: Reconciliation.Outcome
    var file: Int
  }

  let repetition: Repetition
  private(set) var versions: [String: [Version]] = [:]
  private(set) var entries: [Entry] = []
  /// The books of the newest run's files.
  private(set) var books: [Reconciliation] = []
  private var filesOfBatches: [Int: Set<String>] = [:]
  private var files: Set<String> { filesOfBatches.values.reduce(into: []) { $0.formUnion($1) } }

  init(repetition: Repetition) {
    self.repetition = repetition
  }

  enum Repetition: String { case lastWins = "last-wins", quarantine }

  /// Does what a run does.
  mutating func apply(_ done: Done) {
    books = []
    switch done.run {
    case .delivery(let files): deliver(files, done)
    case .retry(let batch): retry(batch, done)
    case .repair(let file, let repairs): repair(file, repairs, done)
    case .waiver(let place):
      if let index = index(of: place) { entries[index].isWaived = true }
    }
  }

  /// Drops what a batch did; the signed decision about a record stays.
  mutating func undo(_ batch: Int) {
    filesOfBatches[batch] = nil
    for key in versions.keys { versions[key]?.removeAll { $0.batch == batch } }
    for index in entries.indices {
      entries[index].closings.removeAll { $0.batch == batch }
      entries[index].sightings.removeAll { $0.batch == batch }
    }
    entries.removeAll { $0.sightings.isEmpty && !$0.isWaived }
  }

  private func index(of place: Place) -> Int? { entries.firstIndex { $0.place == place } }

  // MARK: Deliveries

  private mutating func deliver(_ files: [File], _ done: Done) {
    var delivered: [String: Delivered] = [:]
    let known = self.files
    for file in files {
      let rows = file.rows.map { row in (row: row, code: code(of: row, done.types)) }
      enter(rows, of: file.name, isKnown: known.contains(file.name), &delivered, done.batch)
    }
    keep(delivered, done.batch)
    close(by: done.batch)
    filesOfBatches[done.batch] = Set(files.map(\.name))
  }

  private func code(of row: Row, _ types: Set<String>) -> String? {
    if row.key.isEmpty { return "HL2205" }
    return types.contains(row.type) ? nil : "HL2207"
  }

  /// Counts the rows of a file and quarantines some; `places` are their numbers where those are not
  /// 1, 2, 3 ….
  private mutating func enter(
    _ rows: [(row: Row, code: String?)], of file: String, at places: [Int]? = nil, isKnown: Bool,
    _ delivered: inout [String: Delivered], _ batch: Int
  ) {
    var kept: [(record: Int, row: Row, code: String)] = []
    let place = books.count
    books.append(Reconciliation())
    for (number, (row, code)) in rows.enumerated() {
      books[place].read += 1
      let record = places?[number] ?? number + 1
      if let code {
        kept.append((record, row, code))
        continue
      }
      let history = versions[row.key] ?? []
      let isUnchanged =
        history.last?.content == row.content
        || isKnown && history.contains { $0.content == row.content }
      let outcome: Reconciliation.Outcome =
        history.isEmpty ? .accepted : (isUnchanged ? .unchanged : .updated)
      if let before = delivered[row.key] {
        if before.content == row.content {
          books[place][.duplicate] += 1
          continue
        }
        if repetition == .quarantine {
          kept.append((record, row, "HL2210"))
          continue
        }
        books[before.file][before.outcome] -= 1
        books[before.file][.superseded] += 1
      }
      books[place][outcome] += 1
      delivered[row.key] = Delivered(content: row.content, outcome: outcome, file: place)
    }
    books[place][.quarantined] += kept.count
    quarantine(kept, of: file, batch)
  }

  private mutating func keep(_ delivered: [String: Delivered], _ batch: Int) {
    for (key, one) in delivered where one.outcome != .unchanged {
      versions[key, default: []].append(Version(batch: batch, content: one.content))
    }
  }

  /// Records of the file that are good this time are closed.
  private mutating func quarantine(
    _ kept: [(record: Int, row: Row, code: String)], of file: String, _ batch: Int
  ) {
    for (record, row, code) in kept {
      let place = Place(file: file, record: record)
      if let index = index(of: place) {
        entries[index].sightings.removeAll { $0.batch == batch }
        entries[index].sightings.append((batch, code))
      } else {
        entries.append(Entry(place: place, row: row, sightings: [(batch, code)]))
      }
    }
    for index in entries.indices
    where entries[index].place.file == file && entries[index].isOpen && entries[index].last != batch
    {
      entries[index].closings.append(Closing(batch: batch, isFinal: false))
    }
  }

  // MARK: What comes again

  /// Closes what a delivery has brought again: good, or quarantined once more.
  private mutating func close(by batch: Int) {
    let again = entries.indices.filter { entries[$0].isOpen && entries[$0].last == batch }
    var taken: Set<Int> = []
    func take(_ isWanted: (Entry) -> Bool) -> Bool {
      guard let index = again.first(where: { !taken.contains($0) && isWanted(entries[$0]) })
      else { return false }
      taken.insert(index)
      return true
    }
    var closings: [(index: Int, batch: Int)] = []
    for index in entries.indices where entries[index].isOpen && entries[index].last < batch {
      let entry = entries[index]
      let (key, isConflict) = (entry.row.key, entry.code == "HL2210")
      let current = versions[key]?.last?.batch ?? 0
      if take({ $0.row == entry.row }) {
        closings.append((index, batch))
      } else if key.isEmpty || isConflict {
        continue
      } else if current > entry.last {
        closings.append((index, current))
      } else if take({ $0.row.key == key }) {
        closings.append((index, batch))
      }
    }
    for closing in closings {
      entries[closing.index].closings.append(Closing(batch: closing.batch, isFinal: true))
    }
  }

  // MARK: Retries and repairs

  /// Why an open record cannot come in now although the mapping makes a ticket of it.
  private func staleness(of row: Row, _ entry: Entry) -> String? {
    guard let current = versions[row.key]?.last, current.content != row.content else { return nil }
    if current.batch > entry.first { return "HL6208" }
    return entry.code == "HL2210" && repetition != .lastWins ? "HL2210" : nil
  }

  private mutating func retry(_ batch: Int, _ done: Done) {
    let mine = entries.filter { $0.isOpen && ($0.first == batch || $0.last == batch) }
    var delivered: [String: Delivered] = [:]
    var own: [String: Version] = [:]
    for file in Set(mine.map(\.place.file)).sorted(by: { Self.order($0) < Self.order($1) }) {
      let open = entries.filter { $0.place.file == file && $0.isOpen }
      let rows = open.map { entry -> (row: Row, code: String?) in
        var code = code(of: entry.row, done.types)
        if code == nil, let before = own[entry.row.key], before.content != entry.row.content {
          code = "HL6208"
        } else if code == nil {
          code = staleness(of: entry.row, entry)
        }
        return (entry.row, code)
      }
      enter(
        rows, of: file, at: open.map(\.place.record), isKnown: files.contains(file), &delivered,
        done.batch)
      // A later file of the retry finds in the ledger what an earlier one brought.
      for (key, one) in delivered where one.outcome != .unchanged {
        own[key] = Version(batch: done.batch, content: one.content)
      }
    }
    keep(delivered, done.batch)
  }

  private mutating func repair(_ file: String, _ repairs: [Repair], _ done: Done) {
    var delivered: [String: Delivered] = [:]
    var rows: [(row: Row, code: String?)] = []
    var closed: [Int] = []
    for repair in repairs {
      guard let index = index(of: repair.place), entries[index].isOpen,
        code(of: repair.row, done.types) == nil, staleness(of: repair.row, entries[index]) == nil
      else { continue }
      if repetition == .quarantine,
        rows.contains(where: {
          $0.row.key == repair.row.key && $0.row.content != repair.row.content
        })
      {
        continue
      }
      rows.append((repair.row, nil))
      closed.append(index)
    }
    guard !rows.isEmpty else { return }
    enter(rows, of: file, isKnown: files.contains(file), &delivered, done.batch)
    keep(delivered, done.batch)
    for index in closed {
      entries[index].closings.append(Closing(batch: done.batch, isFinal: true))
    }
    filesOfBatches[done.batch] = [file]
  }

  /// A retry takes files in the order of their fingerprints, which end their names.
  private static func order(_ name: String) -> String {
    String(name.split(separator: "-").last ?? "")
  }
}
