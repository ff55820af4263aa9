import Bytes
import Reports

/// What differs between two versions of sheets, as people and machines read it.
struct RevisionText {
  let revisions: [SheetRevision]
  let terminal: Terminal

  init(_ revisions: [SheetRevision], terminal: Terminal) {
    self.revisions = revisions
    self.terminal = terminal
  }

  var lines: [TerminalText] {
    revisions.flatMap { revision in
      [TerminalText("\(revision.sheet)  ") + kind(revision.kind)]
        + revision.rows.map { row in "  \(row.summary)" }
    }
  }

  private func kind(_ kind: SheetRevision.Kind) -> TerminalText {
    switch kind {
    case .added: terminal.words("new", "新增")
    case .removed: terminal.words("gone", "已不存在")
    case .changed: terminal.words("changed", "有改动")
    case .reordered: terminal.words("in another order, nothing else", "只是次序不同")
    case .unknown:
      terminal.words(
        "changed; no copy of what was signed to compare with", "有改动；没有签认时的副本可比")
    }
  }

  var json: JSONValue { .array(revisions.map(Self.json)) }

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
