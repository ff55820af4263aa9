import Findings
import Glibc
import HotlineModel

/// Cuts a page into tags and text as browsers do (the HTML standard's tokenisation), piece by piece.
///
/// Where a browser would leave text out that somebody meant to be seen, it is kept: `Tom<tom@x.cn>`
/// and `a<b</td>` are text up to the next tag.
struct HTMLTokeniser {
  enum Token {
    /// Text of the buffer.
    case text(Range<Int>)
    /// A character that a reference stands for.
    case character([UInt8])
    /// What is in an element whose content is not text: `style`.
    case raw(Range<Int>)
    /// A start tag; `attributes` holds its attributes.
    case start(HTMLElement)
    case end(HTMLElement)
  }

  private enum Mode {
    case content
    case comment
    /// A declaration or instruction, up to the next `>`.
    case declaration
    case section
    case raw(String)
  }

  /// Text that is not used up.
  private(set) var buffer: [UInt8] = []
  private var place = 0
  private var mode = Mode.content
  private var references = HTMLReferences()
  private var isAtEnd = false
  /// Line ends before the buffer.
  private var lines = 0
  /// The attributes of the last start tag: names and values are ranges of the buffer.
  private(set) var attributes = HTMLAttributes()
  private let path: String

  private static let longestTag = 1 << 20

  init(path: String) {
    self.path = path
  }

  /// Adds text, which ends with a whole character; none at the end of the page.
  mutating func add(_ text: [UInt8]) {
    isAtEnd = text.isEmpty
    lines += buffer[..<place].count { $0 == 0x0A }
    buffer.removeSubrange(..<place)
    buffer += text
    place = 0
  }

  /// The line of the page where the next token begins, from 1.
  var line: Int { lines + 1 + buffer[..<place].count { $0 == 0x0A } }

  /// Within what the page has ended; `nil` where it is complete.
  var unfinished: String? {
    switch mode {
    case .content: place < buffer.count ? "it ends within a tag" : nil
    case .comment: "it ends within a comment"
    case .declaration, .section: "it ends within a tag"
    case .raw(let name): name == "script" ? "it ends within a script" : "it ends within a style"
    }
  }

  /// The next token; `nil` where more text is needed.
  ///
  /// - Throws: `Unusable` with `HL1062` where a tag is longer than any.
  mutating func next() throws -> Token? {
    while place < buffer.count {
      let before = place
      switch mode {
      case .content:
        if let token = try content() { return token }
        // Either more is needed or something was stepped over.
        if place == before { return nil }
      case .comment: if !skipComment() { return nil }
      case .declaration: if !skipDeclaration() { return nil }
      case .section:
        if let token = section() { return token } else if place == before { return nil }
      case .raw(let name):
        if let token = raw(name) { return token } else if place == before { return nil }
      }
    }
    return nil
  }

  // MARK: - Text

  private mutating func content() throws -> Token? {
    switch buffer[place] {
    case UInt8(ascii: "<"): return try markup()
    case UInt8(ascii: "&"):
      switch references.read(buffer, at: place, isAtEnd: isAtEnd) {
      case .character(let bytes, let end):
        place = end
        return .character(bytes)
      case .none: return text(upTo: place + 1)
      case .unfinished: return nil
      }
    default:
      var end = place + 1
      while end < buffer.count, buffer[end] != UInt8(ascii: "<"), buffer[end] != UInt8(ascii: "&") {
        end += 1
      }
      return text(upTo: end)
    }
  }

  private mutating func text(upTo end: Int) -> Token {
    defer { place = end }
    return .text(place..<end)
  }

  // MARK: - What begins with `<`

  private mutating func markup() throws -> Token? {
    guard place + 1 < buffer.count else { return isAtEnd ? text(upTo: place + 1) : nil }
    switch buffer[place + 1] {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"):
      place += 2
      mode = .declaration
      return nil
    case UInt8(ascii: "/"):
      guard place + 2 < buffer.count else { return isAtEnd ? text(upTo: place + 1) : nil }
      if Self.isLetter(buffer[place + 2]) { return try tag(from: place + 2, isEnd: true) }
      place += 2
      mode = .declaration
      return nil
    case let byte where Self.isLetter(byte): return try tag(from: place + 1, isEnd: false)
    default: return text(upTo: place + 1)
    }
  }

  static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

  private mutating func declaration() -> Token? {
    let rest = buffer[place...].prefix(9)
    if rest.starts(with: "<!--".utf8) {
      // `<!-->` and `<!--->` are whole.
      guard rest.count >= 6 || isAtEnd else { return nil }
      place += 4
      for short in [">", "->"] where buffer[place...].starts(with: short.utf8) {
        place += short.utf8.count
        return nil
      }
      mode = .comment
    } else if rest.count == 9, rest.elementsEqual("<![CDATA[".utf8) {
      place += 9
      mode = .section
    } else if rest.count == 9 || isAtEnd
      || !"<![CDATA[".utf8.starts(with: rest)
        && !"<!--".utf8.starts(with: rest)
    {
      place += 2
      mode = .declaration
    }
    return nil
  }

  private mutating func skipComment() -> Bool {
    var search = place
    while let end = first(UInt8(ascii: ">"), from: search) {
      let content = buffer[place..<end]
      if content.suffix(2).elementsEqual("--".utf8) || content.suffix(3).elementsEqual("--!".utf8) {
        place = end + 1
        mode = .content
        return true
      }
      search = end + 1
    }
    place = max(place, buffer.count - 3)
    return false
  }

  private mutating func skipDeclaration() -> Bool {
    guard let end = first(UInt8(ascii: ">"), from: place) else {
      place = buffer.count
      return false
    }
    place = end + 1
    mode = .content
    return true
  }

  /// CDATA, which is text on pages written as XML.
  private mutating func section() -> Token? {
    var end = place
    while let bracket = first(UInt8(ascii: "]"), from: end) {
      let rest = buffer[bracket...].prefix(3)
      if rest.elementsEqual("]]>".utf8) {
        if bracket > place { return text(upTo: bracket) }
        place = bracket + 3
        mode = .content
        return nil
      }
      if rest.count < 3, !isAtEnd { return bracket > place ? text(upTo: bracket) : nil }
      end = bracket + 1
    }
    return text(upTo: buffer.count)
  }

  /// What is in an element whose content is not text, up to its end tag.
  private mutating func raw(_ name: String) -> Token? {
    let closer = 2 + name.utf8.count
    var search = place
    while let tag = first(UInt8(ascii: "<"), from: search) {
      guard tag + closer < buffer.count || isAtEnd else {
        defer { place = tag }
        return tag > place ? .raw(place..<tag) : nil
      }
      if isEndTag(of: name, at: tag) {
        mode = .content
        defer { place = tag }
        return .raw(place..<tag)
      }
      search = tag + 1
    }
    defer { place = buffer.count }
    return .raw(place..<buffer.count)
  }

  private func isEndTag(of name: String, at tag: Int) -> Bool {
    let behind = tag + 2 + name.utf8.count
    guard behind < buffer.count, buffer[tag + 1] == UInt8(ascii: "/") else { return false }
    let isNamed = buffer[(tag + 2)..<behind].lazy.map { $0 | 0x20 }.elementsEqual(name.utf8)
    return isNamed && (buffer[behind] <= 0x20 || "/>".utf8.contains(buffer[behind]))
  }

  private func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < buffer.count else { return nil }
    return unsafe buffer.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
      else { return nil }
      return unsafe base.distance(to: found)
    }
  }

  // MARK: - Tags

  private mutating func tag(from start: Int, isEnd: Bool) throws -> Token? {
    switch attributes.read(buffer, from: start) {
    case .unfinished:
      try checkLength(upTo: buffer.count)
      return nil
    case .none: return text(upTo: place + 1)
    case .tag(let element, let end):
      try checkLength(upTo: end)
      place = end
      if isEnd { return .end(element) }
      if case .raw(let name) = element { mode = .raw(name) }
      return .start(element)
    }
  }

  private func checkLength(upTo end: Int) throws {
    guard end - place > Self.longestTag else { return }
    throw Unusable(
      .sheetTooLarge(reason: "a start tag is longer than \(Self.longestTag) bytes"),
      at: SourceLocation(file: path, line: line))
  }
}
