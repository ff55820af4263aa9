import Findings
import Foundation
import GRDB
import HotlineModel
import LocalFiles
import Reports
import TestSupport
import Testing
import Tickets

@testable import MergerStore

/// Key files, held against tables in memory.
@Suite struct `Key files` {
  private let folder: TemporaryFolder
  private static let ledger = String(repeating: "a1", count: 16)

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Entries in the order of their keys, some keys in several sources.
  private func entries(_ count: Int, seed: UInt64) -> [KeyEntry] {
    var random = SeededRandom(state: seed)
    var entries: [KeyEntry] = []
    while entries.count < count {
      let key = KeyHash(high: random.next(), low: random.next())
      // Enough of one key, now and then, to reach into the next group.
      let versions = Int.random(in: 0..<200, using: &random) == 0 ? 1500 : 1
      for source in 0..<versions {
        entries.append(
          KeyEntry(
            key: key, content: ContentHash(high: random.next(), low: random.next()),
            source: UInt32(source), ordinal: UInt32.random(in: 0...(.max), using: &random),
            cell: UInt32.random(in: 0...99, using: &random)))
      }
    }
    return entries.sorted { $0.key < $1.key }
  }

  private func written(
    _ entries: [KeyEntry], named name: String = "some.keys", sources: [Int64] = []
  ) throws -> KeyFileRow {
    var writer = try KeyFileWriter(
      folder: folder.path, name: name, kind: .versions, ledger: Self.ledger, sources: sources,
      expecting: entries.count)
    for entry in entries { try writer.add(entry) }
    let sealed = try writer.seal()
    try sealed.file.publish()
    return KeyFileRow(sealed, id: 1, line: "12329")
  }

  private func found(_ key: KeyHash, in file: KeyFile) throws -> [KeyEntry] {
    var found: [KeyEntry] = []
    try file.forEachEntry(of: key) { found.append($0) }
    return found
  }

  @Test(arguments: [1, 2, 1023, 1024, 1025, 5000])
  func `every entry is found under its key, and nothing under others`(count: Int) throws {
    let entries = entries(count, seed: UInt64(count))
    let file = try KeyFile(written(entries), in: folder.path, ledger: Self.ledger)
    for (key, versions) in Dictionary(grouping: entries, by: \.key) {
      #expect(try found(key, in: file) == versions)
    }
    var random = SeededRandom(state: 7)
    for _ in 0..<2000 {
      #expect(try found(KeyHash(high: random.next(), low: random.next()), in: file).isEmpty)
    }
    for edge in [KeyHash(high: 0, low: 0), KeyHash(high: .max, low: .max)] {
      #expect(try found(edge, in: file).isEmpty)
    }
    var cursor = try KeyFileCursor(file)
    for entry in entries {
      #expect(cursor.current == entry)
      try cursor.advance()
    }
    #expect(cursor.current == nil)
  }

  @Test func `keys that are not spread evenly are found as well`() throws {
    let highs: [UInt64] = [0, 1, 1 << 40, 1 << 40 + 1, 1 << 63, UInt64.max]
    let entries = highs.flatMap { high in
      (0..<700).map { low in
        KeyEntry(
          key: KeyHash(high: high, low: low * 3), content: .none, source: 0, ordinal: UInt32(low),
          cell: 0)
      }
    }
    let file = try KeyFile(written(entries), in: folder.path, ledger: Self.ledger)
    for entry in entries {
      #expect(try found(entry.key, in: file) == [entry])
      let other = KeyHash(high: entry.key.high, low: entry.key.low + 1)
      #expect(try found(other, in: file).isEmpty)
    }
  }

  @Test func `a flipped bit anywhere is found before it can answer`() throws {
    let entries = entries(1100, seed: 3)
    let row = try written(entries)
    let path = folder.path + "/some.keys"
    let sound = try Data(contentsOf: URL(filePath: path))
    var random = SeededRandom(state: 11)
    for _ in 0..<400 {
      var damaged = sound
      let place = Int.random(in: 0..<sound.count, using: &random)
      damaged[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      try damaged.write(to: URL(filePath: path))
      do {
        let file = try KeyFile(row, in: folder.path, ledger: Self.ledger)
        for entry in entries {
          let found = try found(entry.key, in: file)
          try #require(found.contains(entry), "byte \(place)")
        }
        Issue.record("byte \(place): nobody saw it")
      } catch let unusable as Unusable {
        #expect(unusable.findings.map(\.code) == [.keyFileMissing])
      }
    }
  }

  @Test func `a file that is cut, gone, swapped or of another ledger is refused`() throws {
    let row = try written(entries(1100, seed: 4))
    let other = try written(entries(1100, seed: 5), named: "other.keys")
    let path = folder.path + "/some.keys"
    let sound = try Data(contentsOf: URL(filePath: path))
    func refusal(_ row: KeyFileRow, ledger: String = Self.ledger) -> FindingCode? {
      do {
        _ = try KeyFile(row, in: folder.path, ledger: ledger)
        return nil
      } catch let unusable as Unusable {
        return unusable.findings.first?.code
      } catch {
        return .unexpected
      }
    }
    #expect(refusal(row) == nil)
    #expect(refusal(row, ledger: String(repeating: "b2", count: 16)) == .keyFileMissing)
    try FileManager.default.removeItem(atPath: path)
    #expect(refusal(row) == .keyFileMissing)
    try sound.dropLast(100).write(to: URL(filePath: path))
    #expect(refusal(row) == .keyFileMissing)
    try Data(contentsOf: URL(filePath: folder.path + "/other.keys")).write(
      to: URL(filePath: path))
    #expect(refusal(row) == .keyFileMissing)
    #expect(refusal(other) == nil)
  }

  @Test func `several files are read as one, without the sources that are gone`() throws {
    let parts = (0..<4).map { part in
      entries(1500, seed: UInt64(20 + part)).map { entry in
        var entry = entry
        entry.source = UInt32(part % 2)
        return entry
      }
    }
    let files = try parts.enumerated().map { place, entries in
      try KeyFile(
        written(
          entries, named: "\(place).keys", sources: [Int64(10 * place), Int64(10 * place + 1)]),
        in: folder.path, ledger: Self.ledger)
    }
    let gone: Int64 = 11
    let merged = try KeyFileMerge(files) { $1 != gone }.write(
      in: folder.path, named: "merged.keys", ledger: Self.ledger)
    try merged.file.publish()
    let file = try KeyFile(
      KeyFileRow(merged, id: 9, line: "12329"), in: folder.path, ledger: Self.ledger)
    let kept = parts.enumerated().filter { $0.offset != 1 }.map(\.element.count)
    #expect(merged.entries == kept.reduce(0, +))
    var last = KeyHash(high: 0, low: 0)
    var cursor = try KeyFileCursor(file)
    while let entry = cursor.current {
      #expect(last <= entry.key)
      last = entry.key
      try cursor.advance()
    }
    for (place, entries) in parts.enumerated() where place != 1 {
      for entry in entries {
        let source = Int64(10 * place + place % 2)
        let found = try found(entry.key, in: file)
        #expect(
          try found.contains {
            try file.source(of: $0) == source && $0.content == entry.content
              && $0.ordinal == entry.ordinal && $0.cell == entry.cell
          })
      }
    }
  }

  @Test func `the keys are cut into parts without an entry lost or doubled`() throws {
    let files = try [1, 1024, 5000].enumerated().map { place, count in
      try KeyFile(
        written(
          entries(count, seed: UInt64(40 + place)).map { entry in
            var entry = entry
            entry.source = 0
            return entry
          }, named: "\(place).keys", sources: [Int64(place)]),
        in: folder.path, ledger: Self.ledger)
    }
    func read(_ keys: ClosedRange<UInt64>) throws -> [KeyEntry] {
      var merge = try KeyFileMerge(files, keys: keys) { _, _ in true }
      var found: [KeyEntry] = []
      while let next = try merge.next() { found.append(next.entry) }
      return found
    }
    let all = try read(0...UInt64.max)
    #expect(all.count == files.reduce(0) { $0 + $1.row.entries })
    for step in [1, 7, 600, all.count] {
      // Parts that begin and end at keys that are there.
      let bounds = stride(from: step, to: all.count, by: step).map { all[$0].key.high }
      var parts: [KeyEntry] = []
      var start: UInt64 = 0
      for bound in bounds where bound > start {
        parts += try read(start...bound - 1)
        start = bound
      }
      parts += try read(start...UInt64.max)
      #expect(parts == all, "parts of \(step)")
    }
  }

  @Test(arguments: [50, 1000, 100_000])
  func `the keys of a file are the same whether they fit into memory or not`(limit: Int) throws {
    var keys = FileKeys(folder: folder.path, ledger: Self.ledger, limit: limit)
    var model: [KeyHash: FileKeys.Entry] = [:]
    var random = SeededRandom(state: UInt64(limit))
    let some = (0..<600).map { _ in KeyHash(high: random.next(), low: random.next()) }
    for round in 0..<60 {
      try keys.makeRoom()
      for _ in 0..<40 {
        let key = some.randomElement(using: &random) ?? some[0]
        let outcome =
          [Reconciliation.Outcome.accepted, .updated, .unchanged]
          .randomElement(using: &random) ?? .accepted
        let entry = FileKeys.Entry(
          key: key, content: ContentHash(high: random.next(), low: 1),
          ordinal: UInt32(round), record: UInt32.random(in: 1...9, using: &random),
          cell: UInt32.random(in: 0...9, using: &random), outcome: outcome)
        if let known = try keys.index(of: key) {
          #expect(keys[known] == model[key])
          keys[known] = entry
        } else {
          #expect(model[key] == nil)
          _ = keys.add(entry)
        }
        model[key] = entry
      }
    }
    var drained: [FileKeys.Entry] = []
    try keys.drain { drained.append($0) }
    #expect(drained == model.values.sorted { $0.key < $1.key })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `a totals cell whose name holds a NUL is kept whole`() throws {
    let database = try DatabaseQueue()
    try Schema.migrator().migrate(database)
    let values = ["2020-01", "投诉\0一", "", "x\0", "y"]
    let name = values.flatMap { Array($0.utf8) + [PackedTicket.cellEnd] }
    var cells = TotalsCells()
    var keys = FileKeys(folder: folder.path, ledger: Self.ledger)
    let key = KeyHash(high: 1, low: 2)
    _ = keys.add(
      FileKeys.Entry(
        key: key, content: .none, ordinal: 0, record: 1, cell: cells.number(of: name),
        outcome: .accepted))
    let files = try FileKeyFiles(
      of: keys, named: "a", in: folder.path, ledger: Self.ledger, file: 1, withUnchanged: false,
      cells: 1)
    let stored = try database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try MergerStore.Catalogue.addContents(db, file: 1, tickets: 1, cells: cells, files)
      return try Row.fetchAll(
        db,
        sql: """
          SELECT month, CAST(type AS BLOB), status, CAST(legacy_type AS BLOB), legacy_status,
            typeof(type) FROM cell
          """)
    }
    let row = try #require(stored.first)
    #expect((0..<5).map { String(decoding: row[$0] as Data, as: UTF8.self) } == values)
    #expect(row[5] == "text")
  }

  @Test func `ordinals and directories are read as they were written`() throws {
    var random = SeededRandom(state: 1)
    for _ in 0..<200 {
      var set = OrdinalSet()
      var model: Set<UInt32> = []
      for _ in 0..<Int.random(in: 0...50, using: &random) {
        let ordinal = UInt32.random(in: 0...20_000, using: &random)
        set.insert(ordinal)
        model.insert(ordinal)
      }
      let read = try #require(OrdinalSet(encoded: set.encoded))
      for _ in 0..<20 {
        let first = UInt32.random(in: 0...200, using: &random)
        let range = first..<UInt32.random(in: first...5000, using: &random)
        #expect(set.count(in: range) == range.count { set.contains($0) })
      }
      var found: [UInt32] = []
      read.forEach { found.append($0) }
      #expect(found == model.sorted())
    }
    for bytes in [[0x00], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x01, 0x80]] as [[UInt8]] {
      #expect(OrdinalSet(encoded: bytes) == nil)
    }
    var directory = FrameDirectory()
    for count in [3, 1, 700] { directory.add(tickets: count, length: 100 * count) }
    let read = try #require(FrameDirectory(directory.encoded, end: directory.end))
    #expect(read == directory)
    #expect([0, 2, 3, 4, 703, 704].map { read.frame(of: $0) } == [0, 0, 1, 2, 2, nil])
    #expect(FrameDirectory(Array(directory.encoded.dropLast()), end: directory.end) == nil)
  }
}
