import HotlineModel
import Tickets

/// A recording or an attachment as a ticket, or a list that came with the files, names it.
struct AttachmentReference: Hashable, Sendable {
  /// What is written there.
  let text: String
  /// The parts of the path in their order, without drive, host and query; none where it names no
  /// file.
  let parts: [String]
  /// Whether it is an address of the legacy system: `http://…`.
  let isAddress: Bool
  /// Its SHA-256 in small letters, where that is written beside it.
  let sha256: String?

  /// Whether the path leads out of the folder that it is looked up in.
  var leavesFolder: Bool { parts.contains("..") }

  /// A reference; backslashes part a path as well as slashes.
  init(_ text: String, sha256: String? = nil) {
    self.text = text
    self.sha256 = sha256?.lowercased()
    var path = Self.trimmed(text)
    let scheme = Self.scheme(of: path)
    if let scheme { path = String(path.dropFirst(scheme.utf8.count + 3)) }
    isAddress = scheme.map { $0.lowercased() != "file" } ?? false
    if isAddress { path = Self.pathOfAddress(path) }
    let separators: Set<Character> = ["/", "\\"]
    var parts = path.split(whereSeparator: separators.contains).map(String.init)
    parts.removeAll { $0 == "." }
    // A drive is not part of what was delivered.
    if let first = parts.first, first.count == 2, first.hasSuffix(":") { parts.removeFirst() }
    self.parts = parts
  }

  /// What a ticket names, in the order of its fields.
  static func all(in row: TicketRow) -> [(field: TicketField, reference: AttachmentReference)] {
    var found: [(field: TicketField, reference: AttachmentReference)] = []
    if row.has(.field(.callRecording)) {
      found += pieces(of: row.string(.field(.callRecording)))
        .map { (.callRecording, AttachmentReference($0)) }
    }
    if let value = row[.field(.attachmentFiles)],
      case .list(let names) = TicketField.attachmentFiles.kind,
      let list = TicketList(value, parts: names)
    {
      for item in list.items {
        let parts = Dictionary(item.map { ($0.name, $0.text) }) { first, _ in first }
        guard let text = parts["reference"] ?? parts["name"] else { continue }
        if let sha256 = parts["sha256"] {
          found.append((.attachmentFiles, AttachmentReference(text, sha256: sha256)))
        } else {
          found += pieces(of: text).map { (.attachmentFiles, AttachmentReference($0)) }
        }
      }
    }
    return found
  }

  // MARK: - Several in one cell

  /// What one cell names: parted by semicolons, bars or lines; by commas only where each piece is
  /// the name of a file, since names hold commas.
  static func pieces(of cell: String) -> [String] {
    let strong = cut(cell) { "；\n\r".contains($0) || $0 == "\r\n" }
      .flatMap { piece in
        let parts = cut(piece) { ";|".contains($0) }
        // An address may hold these signs itself.
        let isWhole =
          scheme(of: piece) != nil && parts.dropFirst().contains { scheme(of: $0) == nil }
        return isWhole ? [piece] : parts
      }
    return strong.flatMap { piece in
      let parts = cut(piece) { ",，、".contains($0) }
      return parts.count > 1 && parts.allSatisfy(hasExtension) ? parts : [piece]
    }
  }

  private static func cut(_ text: String, where isSeparator: (Character) -> Bool) -> [String] {
    text.split(whereSeparator: isSeparator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  /// Whether a name ends with a point and one to five letters or digits.
  static func hasExtension(_ name: String) -> Bool {
    guard let point = name.lastIndex(of: ".") else { return false }
    let end = name[name.index(after: point)...]
    return (1...5).contains(end.count)
      && end.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private static func trimmed(_ text: String) -> String {
    let isEdge: (Character) -> Bool = { $0.isWhitespace || "\"'“”".contains($0) }
    return String(text.drop(while: isEdge).reversed().drop(while: isEdge).reversed())
  }

  // MARK: - Addresses

  /// The scheme of an address: `http`; `nil` where the text is none.
  private static func scheme(of text: String) -> String? {
    guard let end = text.firstRange(of: "://") else { return nil }
    let scheme = text[..<end.lowerBound]
    let isScheme =
      scheme.count > 1 && scheme.first?.isLetter == true
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
    return isScheme ? String(scheme) : nil
  }

  /// The path within an address without its scheme: behind the host, or the file that the query
  /// names.
  private static func pathOfAddress(_ text: String) -> String {
    let whole = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let halves = whole.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let asked =
      halves.count > 1
      ? halves[1].split(separator: "&").compactMap { pair -> String? in
        let value = decoded(pair.drop { $0 != "=" }.dropFirst())
        return hasExtension(value) ? value : nil
      } : []
    if let file = asked.first { return file }
    return decoded(halves[0].drop { $0 != "/" })
  }

  /// Text whose bytes may be written as `%E5`.
  private static func decoded(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
      {
        out.append(byte)
        position += 3
      } else {
        out.append(bytes[position])
        position += 1
      }
    }
    return String(validating: out, as: UTF8.self) ?? String(text)
  }
}

/// The parts of a path as they are compared: the last one first, and without what differs between
/// systems.
struct ComparedPath: Hashable, Sendable {
  /// The parts, from the name upwards.
  let parts: [String]

  /// The parts of a path in their order.
  init(_ parts: [String]) {
    self.parts = parts.reversed().map(Self.folded)
  }

  /// The parts as one text, each ended by a zero.
  var key: String { parts.map { $0 + "\0" }.joined() }

  /// Full-width signs as ASCII, capital letters small; texts that are canonically equivalent are
  /// equal to Swift.
  private static func folded(_ part: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in part.unicodeScalars {
      let folded = FoldedText.folded(scalar.value)
      if let kept = Unicode.Scalar(folded), folded != FoldedText.left, folded != 0 {
        out.append(kept)
      }
    }
    return String(out).lowercased()
  }
}
