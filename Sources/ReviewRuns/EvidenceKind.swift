/// What a file of evidence is, by its content; its name and extension prove nothing.
enum EvidenceKind {
  /// The kinds that are taken, as refusals name them.
  static let names = "pdf, png, jpg, docx, xlsx, pptx, odt, ods, ofd, txt, csv"

  /// The kind of a file, such as `pdf`; `nil` for one that is not taken.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - name: its name, which tells CSV from other text.
  /// - Returns: the kind.
  static func name(of bytes: [UInt8], named name: String) -> String? {
    if bytes.starts(with: "%PDF-".utf8) { return "pdf" }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpg" }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return office(bytes) }
    guard isText(bytes) else { return nil }
    return name.lowercased().hasSuffix(".csv") ? "csv" : "txt"
  }

  /// Parts by which packages of ZIP are known.
  private static let parts: [(part: String, kind: String)] = [
    ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
  ]

  private static func office(_ bytes: [UInt8]) -> String? {
    // An OpenDocument package names its kind in its first part, which is stored as it is.
    let head = bytes.prefix(120)
    for (type, kind) in [("text", "odt"), ("spreadsheet", "ods")]
    where contains(head, "mimetypeapplication/vnd.oasis.opendocument.\(type)") { return kind }
    guard let names = partNames(of: bytes) else { return nil }
    return parts.first { names.contains($0.part) }?.kind
  }

  /// The names in the directory of a ZIP package; `nil` where it has none, or one that does not fit.
  private static func partNames(of bytes: [UInt8]) -> Set<String>? {
    func number(_ place: Int, _ width: Int) -> Int {
      (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    func has(_ signature: [UInt8], _ place: Int) -> Bool {
      place >= 0 && place + 4 <= bytes.count && bytes[place..<place + 4].elementsEqual(signature)
    }
    // The end of the directory has 22 bytes, and a comment of up to 65,535 behind it.
    let last = bytes.count - 22
    guard last >= 0,
      let end = stride(from: last, through: max(0, last - 65_535), by: -1)
        .first(where: { has([0x50, 0x4B, 0x05, 0x06], $0) })
    else { return nil }
    var names: Set<String> = []
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard has([0x50, 0x4B, 0x01, 0x02], place), place + 46 <= end else { return nil }
      let length = number(place + 28, 2)
      guard place + 46 + length <= end else { return nil }
      names.insert(String(decoding: bytes[place + 46..<place + 46 + length], as: UTF8.self))
      place += 46 + length + number(place + 30, 2) + number(place + 32, 2)
    }
    return names
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
  }

  /// Whether bytes are text in UTF-8 or GB18030: no control characters but those of lines, and what is
  /// not ASCII in whole characters.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    let controls = bytes.contains {
      $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) || $0 == 0x7F
    }
    return !controls && (String(validating: bytes, as: UTF8.self) != nil || isDoubleByte(bytes))
  }

  private static func isDoubleByte(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      if bytes[place] < 0x80 {
        place += 1
        continue
      }
      guard (0x81...0xFE).contains(bytes[place]), place + 1 < bytes.count else { return false }
      switch bytes[place + 1] {
      case 0x40...0x7E, 0x80...0xFE: place += 2
      case 0x30...0x39:
        guard place + 3 < bytes.count, (0x81...0xFE).contains(bytes[place + 2]),
          (0x30...0x39).contains(bytes[place + 3])
        else { return false }
        place += 4
      default: return false
      }
    }
    return true
  }
}
