import HotlineModel
import Tickets

/// How a list stands in an export, as `formats` of a field says.
///
/// - A list of texts: the separators, such as `；|;|line`.
/// - Entries in one column: the separator of entries, that of parts, the names of the parts in their
///   order, then the layouts of their times: `line|，|at;event;by|yyyy-MM-dd HH:mm:ss`.
/// - Entries in a column for each part: the separator of entries, `columns`, and which column holds
///   which part: `line|columns|at=logs/log/time;event=logs/log/action|yyyy-MM-dd HH:mm:ss`. In XML
///   what comes again stands line by line.
///
/// Separators that a sheet cannot show have names: `line`, `tab`, `space`, `comma`, `bar`.
struct ListForm: Sendable {
  /// A part of an entry, and the column that holds it where each has one of its own.
  struct Part: Sendable {
    let name: String
    let column: String
  }

  private let separators: [[UInt8]]
  private let between: String
  /// The parts of an entry; none for texts.
  private let parts: [Part]
  private let layouts: [DateLayout]
  /// Whether each part has a column of its own.
  let hasColumns: Bool

  /// Why `formats` says no form of a list.
  struct Malformed: Error {
    let found: String
    let expected: String
  }

  init(
    _ formats: [String], for field: TicketField, names: [String], century: Int? = nil
  ) throws(Malformed) {
    guard let first = formats.first, !first.isEmpty else {
      throw Malformed(found: "", expected: "separators, such as ；|line")
    }
    guard !names.isEmpty else {
      separators = formats.map { Array(Self.separator($0).utf8) }
      (between, parts, layouts, hasColumns) = ("", [], [], false)
      return
    }
    guard formats.count >= 3 else {
      throw Malformed(
        found: formats.joined(separator: "|"), expected: "line|，|\(names.joined(separator: ";"))")
    }
    separators = [Array(Self.separator(first).utf8)]
    hasColumns = formats[1] == "columns"
    between = Self.separator(formats[1])
    var parts: [Part] = []
    for text in formats[2].split(separator: ";").map(String.init) {
      let pair = text.split(separator: "=", maxSplits: 1).map { trimmed(String($0)) }
      guard let name = pair.first, names.contains(name), (pair.count == 2) == hasColumns,
        !parts.contains(where: { $0.name == name })
      else { throw Malformed(found: text, expected: names.joined(separator: ";")) }
      parts.append(Part(name: name, column: pair.last ?? ""))
    }
    self.parts = parts
    var layouts: [DateLayout] = []
    for text in formats.dropFirst(3) {
      do throws(DateLayout.Refusal) {
        layouts.append(try DateLayout(text, century: century))
      } catch {
        throw Malformed(found: text, expected: error.expected)
      }
    }
    self.layouts = layouts
    if layouts.isEmpty, parts.contains(where: { TicketList.isInstant($0.name) }) {
      throw Malformed(found: formats.joined(separator: "|"), expected: "…|yyyy-MM-dd HH:mm:ss")
    }
  }

  /// The columns that hold the parts, where each has one of its own.
  var columns: [String] { hasColumns ? parts.map(\.column) : [] }

  private static func separator(_ name: String) -> String {
    ["line": "\n", "tab": "\t", "space": " ", "comma": ",", "bar": "|"][name] ?? name
  }

  /// Why a text is no list.
  enum Failure: Error {
    case malformed(String)
    case date(String)
  }

  /// The list that a text says, as a value.
  ///
  /// - Parameters:
  ///   - range: the text.
  ///   - bytes: where it is.
  ///   - field: the field that it fills.
  /// - Returns: the list as `TicketList` writes it; nothing where it has no items.
  /// - Throws: `Failure` where the text is not a list of this form.
  func json(
    of range: Range<Int>, in bytes: Span<UInt8>, for field: TicketField
  ) throws(Failure) -> [UInt8] {
    if parts.isEmpty {
      let pieces = lines(of: range, in: bytes, withEmpty: false)
      try check(pieces.count, for: field)
      return TicketList.json(texts: pieces, of: bytes)
    }
    let list = try entries(of: bytes.text(range))
    try check(list.items.count, for: field)
    return list.json
  }

  /// The list that the columns of its parts say together, as a value.
  ///
  /// - Parameters:
  ///   - field: the field that it fills.
  ///   - said: what a column says.
  /// - Returns: the list as `TicketList` writes it; nothing where it has no items.
  /// - Throws: `Failure` where the columns do not fit together.
  func json(for field: TicketField, said: (String) -> String) throws(Failure) -> [UInt8] {
    let list = try zipped(parts.map { lines(of: said($0.column)) })
    try check(list.items.count, for: field)
    return list.json
  }

  private func check(_ count: Int, for field: TicketField) throws(Failure) {
    if let most = field.mostItems, count > most {
      throw .malformed("\(count) items, at most \(most)")
    }
  }

  /// What is between separators, without blanks.
  private func lines(
    of range: Range<Int>, in bytes: Span<UInt8>, withEmpty: Bool
  ) -> [Range<Int>] {
    var pieces = [range]
    for (index, separator) in separators.enumerated() {
      let isLast = index + 1 == separators.count
      var next: [Range<Int>] = []
      for piece in pieces {
        bytes.split(piece, at: separator) { piece in
          let piece = isLast ? bytes.trimmed(piece) : piece
          if withEmpty || !piece.isEmpty { next.append(piece) }
        }
      }
      pieces = next
    }
    return pieces
  }

  private func lines(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    return lines(of: bytes.indices, in: bytes.span, withEmpty: true).map { bytes.span.text($0) }
  }

  private func entries(of text: String) throws(Failure) -> TicketList {
    var items: [[TicketList.Part]] = []
    for piece in lines(of: text) where !piece.isEmpty {
      // The last part may hold what separates the others.
      let texts = piece.split(
        separator: between, maxSplits: parts.count - 1, omittingEmptySubsequences: false
      ).map { trimmed(String($0)) }
      guard texts.count == parts.count else {
        throw .malformed("an entry of \(texts.count) parts instead of \(parts.count)")
      }
      items.append(try item(texts))
    }
    return TicketList(items.filter { !$0.isEmpty })
  }

  /// Columns of equally many entries, side by side; which entry has none of a part that is missing
  /// nobody can tell.
  private func zipped(_ columns: [[String]]) throws(Failure) -> TicketList {
    let columns = columns.map { $0 == [""] ? [] : $0 }
    let count = columns.map(\.count).max() ?? 0
    guard columns.allSatisfy({ $0.isEmpty || $0.count == count }) else {
      throw .malformed(
        zip(parts, columns).map { "\($0.column): \($1.count)" }.joined(separator: ", "))
    }
    var items: [[TicketList.Part]] = []
    for index in 0..<count {
      items.append(try item(columns.map { $0.isEmpty ? "" : $0[index] }))
    }
    return TicketList(items.filter { !$0.isEmpty })
  }

  private func item(_ texts: [String]) throws(Failure) -> [TicketList.Part] {
    var item: [TicketList.Part] = []
    for (part, text) in zip(parts, texts) where !text.isEmpty {
      guard TicketList.isInstant(part.name) else {
        item.append(TicketList.Part(part.name, text))
        continue
      }
      let values = layouts.readings(of: text)
      guard let value = values.first, values.count == 1 else { throw .date(text) }
      item.append(TicketList.Part(part.name, value.text))
    }
    return item
  }
}
