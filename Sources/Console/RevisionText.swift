package import Bytes
import Findings
package import Reports

/// What differs between two versions of sheets, as people and machines read it.
package struct RevisionText {
  private let revisions: [SheetRevision]
  private let terminal: Terminal

  /// What is shown, and where.
  package init(_ revisions: [SheetRevision], terminal: Terminal) {
    self.revisions = revisions
    self.terminal = terminal
  }

  /// The text, line by line.
  package var lines: [TerminalText] {
    revisions.flatMap { revision in
      ["\(revision.sheet)  \(revision.kind.words.text(in: terminal.language))"]
        + revision.rows.map { row in "  \(row.summary)" }
    }
  }

  /// The same for machines.
  package var json: JSONValue { .array(revisions.map(Self.json)) }

  private static func json(_ revision: SheetRevision) -> JSONValue {
    [
      "sheet": .string(revision.sheet), "kind": .string(revision.kind.rawValue),
      "rows": .array(
        revision.rows.map { row in
          switch row.change {
          case .added(let cells):
            ["row": .string(row.name), "added": .array(cells.map { .string($0) })]
          case .removed(let cells):
            ["row": .string(row.name), "removed": .array(cells.map { .string($0) })]
          case .changed(let cells):
            [
              "row": .string(row.name),
              "changed": .array(
                cells.map {
                  [
                    "column": .string($0.column), "before": .string($0.before),
                    "after": .string($0.after),
                  ]
                }),
            ]
          }
        }),
    ]
  }
}
