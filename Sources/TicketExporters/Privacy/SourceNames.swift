package import HotlineModel
package import Reports
import Tickets

/// How the files that tickets came from are called in a delivery: a name of a file may hold
/// somebody's name or number.
package struct SourceNames: Sendable {
  private let disclosure: Disclosure
  /// The position of each file in its batch, from 1, by batch and name.
  private let positions: [String: Int]
  /// The number of the line that each batch belongs to: nobody's secret.
  private let numbers: [String: String]

  /// The names of the files of some batches.
  package init(_ batches: [Batch], disclosure: Disclosure) {
    self.disclosure = disclosure
    var positions: [String: Int] = [:]
    if disclosure > .masked {
      for batch in batches {
        for (index, file) in batch.files.enumerated() {
          let key = Self.key(batch.name, file.file.name)
          if positions[key] == nil { positions[key] = index + 1 }
        }
      }
    }
    self.positions = positions
    numbers = Dictionary(batches.map { ($0.name, Self.number(of: $0.line)) }) { $1 }
  }

  /// `88880000` of the line `0757-88880000`.
  private static func number(of line: String) -> String {
    line.split(separator: "-").last.map(String.init) ?? line
  }

  private static func key(_ batch: String, _ file: String) -> String { "\(batch)/\(file)" }

  /// What a ticket's file is called.
  func shown(for row: TicketRow) -> [UInt8] {
    Array(file(row.string(.file), ofBatch: row.string(.batch)).utf8)
  }

  /// What a file of a batch is called: its name, its name without numbers, or batch and position.
  package func file(_ name: String, ofBatch batch: String) -> String {
    switch disclosure {
    case .clear: name
    case .known, .masked: Masking.scrubbed(name, sparing: numbers[batch])
    case .hashed, .dropped: "\(batch)/\(positions[Self.key(batch, name)] ?? 0)"
    }
  }

  /// A batch as a delivery may show it.
  package func shown(_ batch: Batch) -> Batch {
    let label =
      switch disclosure {
      case .clear: batch.label
      case .known, .masked: Masking.scrubbed(batch.label, sparing: numbers[batch.name])
      case .hashed, .dropped: ""
      }
    let files = batch.files.map { book in
      FileReconciliation(
        file: ExportFile(
          name: file(book.file.name, ofBatch: batch.name), sha256: book.file.sha256,
          size: book.file.size, charset: book.file.charset),
        reconciliation: book.reconciliation)
    }
    return Batch(
      name: batch.name, label: label, line: batch.line, mapping: batch.mapping,
      started: batch.started, state: batch.state, files: files)
  }
}
