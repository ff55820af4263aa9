/// A form with files, as browsers send it (RFC 7578).
struct MultipartForm {
  /// A file of the form.
  struct File {
    /// The name of the field.
    let field: String
    /// The file's own name, without its folder.
    let name: String
    /// Its bytes.
    let bytes: ArraySlice<UInt8>
  }

  /// The fields that are not files.
  private(set) var fields = FormFields()
  /// The files that were chosen.
  private(set) var files: [File] = []

  /// Reads a form; `nil` where it is not a whole one of at most 100 parts.
  ///
  /// - Parameters:
  ///   - body: the bytes of the request.
  ///   - type: its `Content-Type`.
  init?(_ body: [UInt8], type: String) {
    guard let boundary = Self.parameter("boundary", of: type), !boundary.isEmpty,
      boundary.utf8.count <= 70
    else { return nil }
    let dashes = Array("--\(boundary)".utf8)
    guard body.starts(with: dashes) else { return nil }
    var place = dashes.count
    var pairs: [(name: String, value: String)] = []
    for _ in 0...100 {
      if body[place...].starts(with: Array("--".utf8)) {
        fields = FormFields(pairs)
        return
      }
      guard body[place...].starts(with: Self.lineEnd),
        let head = Self.find(Self.lineEnd + Self.lineEnd, in: body, from: place),
        let end = Self.find(Self.lineEnd + dashes, in: body, from: head + 2)
      else { return nil }
      let headers = String(decoding: body[place + 2..<max(place + 2, head)], as: UTF8.self)
      guard
        let disposition = headers.split(whereSeparator: \.isNewline)
          .first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
        let field = Self.parameter("name", of: String(disposition))
      else { return nil }
      let content = body[min(head + 4, end)..<end]
      if let name = Self.parameter("filename", of: String(disposition)) {
        // A field for a file that was left empty has a file without a name.
        let own = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        if !own.isEmpty { files.append(File(field: field, name: own, bytes: content)) }
      } else {
        pairs.append((field, String(decoding: content, as: UTF8.self)))
      }
      place = end + 2 + dashes.count
    }
    return nil
  }

  private static let lineEnd: [UInt8] = [0x0D, 0x0A]

  /// The value of a parameter behind a semicolon; browsers write `"` in one as `%22`.
  private static func parameter(_ name: String, of header: String) -> String? {
    for part in header.split(separator: ";").dropFirst() {
      let pair = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased() == name else { continue }
      var value = pair[1]
      if value.hasPrefix("\""), value.hasSuffix("\""), value.count >= 2 {
        value = value.dropFirst().dropLast()
      }
      return String(value).replacing("%22", with: "\"")
    }
    return nil
  }

  /// Where bytes occur first.
  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = wanted.first, start <= bytes.count else { return nil }
    var place = start
    while place + wanted.count <= bytes.count {
      guard let next = bytes[place...].firstIndex(of: first), next + wanted.count <= bytes.count
      else { return nil }
      if bytes[next..<next + wanted.count].elementsEqual(wanted) { return next }
      place = next + 1
    }
    return nil
  }
}
