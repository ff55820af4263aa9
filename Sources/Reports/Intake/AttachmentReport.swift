package import Bytes
package import Findings

/// What became of a recording or an attachment that a ticket names.
package enum AttachmentState: String, CaseIterable, Sendable {
  /// It was delivered.
  case present
  /// It was delivered under a name that differs in case, width or form of Unicode.
  case renamed
  /// It is not as the ticket or the list says.
  case differs
  /// Its file has no bytes.
  case empty
  /// Several files fit, and they differ.
  case ambiguous
  /// Its file cannot be read, or is a link that leads out of the folder.
  case unreadable
  /// It was not delivered.
  case missing
  /// The name leaves the folder.
  case outside
  /// It is an address of the legacy system, and no file of this name was delivered.
  case address
  /// A delivered file that no ticket names.
  case unnamed

  /// The state as people read it.
  package var words: Words {
    switch self {
    case .present: Words("present", "已交付")
    case .renamed: Words("name differs", "名称写法不同")
    case .differs: Words("content differs", "内容不符")
    case .empty: Words("empty", "空文件")
    case .ambiguous: Words("ambiguous", "对应多个文件")
    case .unreadable: Words("unreadable", "无法读取")
    case .missing: Words("missing", "缺失")
    case .outside: Words("leaves the folder", "超出文件夹")
    case .address: Words("address only", "仅有网址")
    case .unnamed: Words("not named", "无工单引用")
    }
  }

  /// Whether somebody must see to it before the files can be handed over.
  package var isFault: Bool {
    switch self {
    case .present, .renamed, .address, .unnamed: false
    case .differs, .empty, .ambiguous, .unreadable, .missing, .outside: true
    }
  }
}

/// One reference of a ticket or row of a list, or a file that no ticket names; masked unless clear
/// text was asked for.
package struct AttachmentRow: Hashable, Sendable {
  /// What became of it.
  package let state: AttachmentState
  /// The ticket's line; empty for rows of a list and for files.
  package let line: String
  /// The ticket's legacy number; empty for rows of a list and for files.
  package let number: String
  /// The field that names it; `list` for a row of a list, empty for a file.
  package let field: String
  /// What is written there.
  package let name: String
  /// The delivered file; empty where there is none.
  package let file: String
  /// The file's size in bytes; `nil` where there is none.
  package let size: Int?
  /// The file's SHA-256; empty where it was not needed.
  package let sha256: String
  /// What is the matter, where the state does not say it all.
  package let reason: Words?

  /// A row.
  package init(
    state: AttachmentState, line: String = "", number: String = "", field: String = "",
    name: String = "", file: String = "", size: Int? = nil, sha256: String = "",
    reason: Words? = nil
  ) {
    self.state = state
    self.line = line
    self.number = number
    self.field = field
    self.name = name
    self.file = file
    self.size = size
    self.sha256 = sha256
    self.reason = reason
  }

  /// The row as machines get it.
  package var json: JSONValue {
    [
      "state": .string(state.rawValue), "line": .string(line), "number": .string(number),
      "field": .string(field), "name": .string(name), "file": .string(file),
      "size": size.map { .int($0) } ?? .null, "sha256": .string(sha256),
      "reason": .optional(reason?.english),
    ]
  }
}

/// Recordings and attachments that tickets name, compared with what was delivered.
package struct AttachmentReport: Sendable {
  /// References of tickets.
  package var named = 0
  /// Those references by what became of them; they add up to `named`.
  package var references: [AttachmentState: Int] = [:]
  /// Rows of the list that came with the files; `nil` without a list.
  package var listed: Int?
  /// Those rows by what became of them; they add up to `listed`.
  package var listedStates: [AttachmentState: Int] = [:]
  /// Files that were delivered.
  package var delivered = 0
  /// Files that tickets name; with `unnamed` they add up to `delivered`.
  package var filesNamed = 0
  /// Files that no ticket names.
  package var unnamed = 0
  /// Rows to be shown, at most so many of a state as `mostRows` says.
  package var rows: [AttachmentRow] = []
  /// Rows of each state that are not among `rows`.
  package var leftOut: [AttachmentState: Int] = [:]
  /// One finding for each thing that was found.
  package var findings: [Finding] = []

  /// So many rows of one state are kept.
  package static let mostRows = 10_000

  /// Nothing compared yet.
  package init() {}

  /// Whether the totals add up.
  package var isBalanced: Bool {
    named == references.values.reduce(0, +)
      && listed ?? 0 == listedStates.values.reduce(0, +) && delivered == filesNamed + unnamed
  }

  /// Whether anything must be seen to.
  package var needsAttention: Bool {
    !isBalanced
      || (Array(references) + Array(listedStates)).contains { $0.key.isFault && $0.value > 0 }
  }

  /// The totals as machines get them.
  package var totals: [String: JSONValue] {
    func object(_ all: (String, Int), _ states: [AttachmentState: Int]) -> JSONValue {
      var object = Dictionary(
        uniqueKeysWithValues: AttachmentState.allCases.filter { $0 != .unnamed }
          .map { ($0.rawValue, JSONValue.int(states[$0] ?? 0)) })
      object[all.0] = .int(all.1)
      return .object(object)
    }
    return [
      "references": object(("named", named), references),
      "list": listed.map { object(("listed", $0), listedStates) } ?? .null,
      "files": [
        "delivered": .int(delivered), "named": .int(filesNamed), "unnamed": .int(unnamed),
      ],
      "balanced": .bool(isBalanced),
      "leftOut": .object(
        Dictionary(uniqueKeysWithValues: leftOut.map { ($0.key.rawValue, .int($0.value)) })),
    ]
  }
}
