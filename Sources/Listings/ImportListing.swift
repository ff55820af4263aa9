import Bytes
package import Console
import Findings
import HotlineModel
package import MergerRuns
package import Reports

/// The reconciliation table of an import.
package enum ImportListing {
  package static func listing(_ report: ImportReport) -> Listing {
    var listing = Listing(schema: "hotline/import/1", columns: columns, rows: [])
    listing.add(report.files)
    let findings = report.findings + report.failures.flatMap(\.findings)
    listing.members = [
      "batch": .optional(report.batch),
      "closed": .int(report.closed),
      "interrupted": .array(
        report.interrupted.map { batch in
          [
            "batch": .string(batch.batch), "continued": .bool(batch.isContinued),
            "files": .array(batch.files.map(JSONValue.string)),
          ]
        }),
      "recovered": .int(report.recovered),
      "failures": .array(
        report.failures.map { failure in
          ["file": .string(failure.path), "findings": .array(failure.findings.map(\.json))]
        }),
    ]
    listing.findings = findings
    return listing
  }

  package static let columns =
    [Listing.Column.identifier("file", "file", "文件"), .number("read", "read", "读取")]
    + Reconciliation.Outcome.allCases.map { outcome in
      .number(
        outcome.rawValue, outcome.words.english, outcome.words.chinese, rank: rank(of: outcome))
    } + [Listing.Column.state("books", "books", "对账")]

  private static func rank(of outcome: Reconciliation.Outcome) -> Listing.Column.Rank {
    switch outcome {
    case .accepted, .updated: .useful
    case .quarantined: .essential
    case .unchanged, .superseded, .duplicate, .skipped: .detail
    }
  }

  package static func cells(_ books: Reconciliation) -> [String] {
    [String(books.read)] + Reconciliation.Outcome.allCases.map { String(books[$0]) }
  }
}

extension ImportListing {
  /// The books of some files, with their sum.
  package static func books(_ files: [FileReconciliation]) -> Listing {
    var listing = Listing(schema: "hotline/batch.show/1", columns: columns, rows: [])
    listing.add(files)
    return listing
  }
}

extension Listing {
  /// Adds the books of some files, with their sum.
  package mutating func add(_ files: [FileReconciliation]) {
    func row(_ name: Words, _ books: Reconciliation, _ json: JSONValue) -> Row {
      let words =
        books.isBalanced ? Words("balanced", "已对平") : Words("NOT BALANCED", "未对平")
      return Row(
        cells: [name.english] + ImportListing.cells(books) + [words.english],
        words: ["file": name, "books": words],
        colours: ["books": books.isBalanced ? .good : .error], json: json)
    }
    rows += files.map { row(Words($0.file.name, $0.file.name), $0.reconciliation, $0.json) }
    if files.count > 1 {
      let sum = files.map(\.reconciliation).reduce(Reconciliation(), +)
      total = row(Words("total", "合计"), sum, .null)
    }
  }
}
