import Charsets
import Findings
import HotlineModel
import LocalFiles

/// The files of some folders, looked up by the ends of their paths.
///
/// The paths are in a temporary file that is mapped; memory grows by 16 bytes a file, and by 32 more
/// where files are hashed.
final class DeliveredFiles {
  /// Whether a file was needed for something: bits.
  struct Marks: OptionSet {
    let rawValue: UInt8
    static let named = Marks(rawValue: 1)
    static let listed = Marks(rawValue: 2)
    /// It is not what a list that came with it says.
    static let differs = Marks(rawValue: 4)
    static let hashed = Marks(rawValue: 8)
  }

  /// Where the record of each file begins, in the order of their keys.
  private let order: [Int]
  private let records: LocalFiles.MappedFile
  private let folders: [String]
  /// What each file was needed for.
  private(set) var marks: [Marks]
  /// For each file the reference that took it by its name alone; 0 for none.
  private var claims: [UInt32]
  private var hashes: [UInt8] = []

  /// How many files there are.
  var count: Int { order.count }

  /// Looks folders through; a folder within another one counts once.
  ///
  /// - Throws: `Unusable`: `HL1001` where one is not there, `HL6102` where no temporary file can be
  ///   written.
  init(_ paths: [String], progress: (Int) -> Void = { _ in }) throws {
    folders = try Self.separate(paths)
    let temporary = try Folder.makeTemporary()
    defer { Folder.remove(temporary) }
    var file = try OutputFile("\(temporary)/files", mode: 0o600)
    var starts: [Int] = []
    for (index, folder) in folders.enumerated() {
      try FoundFile.forEach(below: folder) { found in
        if found.kind == .file, Self.isLeftBehind(found.path) { return }
        starts.append(file.size)
        try file.write(Self.record(of: found, folder: index))
        progress(starts.count)
      }
    }
    try file.seal(isDurable: false).publish()
    // The mapping holds the file when its folder is gone.
    let records = try LocalFiles.MappedFile("\(temporary)/files")
    // In whatever order the disk hands files out, the answers are the same.
    order = starts.sorted { left, right in
      let (first, second) = (Self.key(at: left, in: records), Self.key(at: right, in: records))
      return first == second
        ? Self.path(at: left, in: records).lexicographicallyPrecedes(
          Self.path(at: right, in: records)) : first < second
    }
    self.records = records
    marks = [Marks](repeating: [], count: starts.count)
    claims = [UInt32](repeating: 0, count: starts.count)
  }

  private static func separate(_ paths: [String]) throws -> [String] {
    let real = try paths.map { path in
      guard Folder.isFolder(path), let real = Folder.realPath(path) else {
        throw Unusable(
          .fileUnreadable(
            reason: Folder.exists(path) ? "it is not a folder" : "No such file or directory"),
          at: SourceLocation(file: path))
      }
      return real
    }
    return paths.indices.filter { index in
      !real.indices.contains { other in
        real[index] == real[other] ? other < index : real[index].hasPrefix(real[other] + "/")
      }
    }.map { paths[$0] }
  }

  /// What office programs and operating systems leave in folders.
  private static func isLeftBehind(_ path: [UInt8]) -> Bool {
    let name = String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    return name.hasPrefix("~$") || name.hasPrefix(".~lock.") || name.hasPrefix("._")
      || ["thumbs.db", "desktop.ini", ".ds_store"].contains(name.lowercased())
  }

  // MARK: - Records: three lengths and a size in front of key and path

  private static let headCount = 20

  private static func record(of found: FoundFile, folder: Int) -> [UInt8] {
    let key = ComparedPath(shownParts(found.path)).key.utf8
    func little(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    return little(key.count, 4) + little(found.path.count, 4)
      + little(folder << 8 | Int(found.kind.rawValue), 4) + little(found.size, 8) + key + found.path
  }

  /// The parts of a path as text; a name whose bytes are not UTF-8 is read as GB18030.
  static func shownParts(_ path: [UInt8]) -> [String] {
    path.split(separator: UInt8(ascii: "/")).map { part in
      if let text = String(validating: part, as: UTF8.self) { return text }
      if case .text(let text) = Charset.gb18030.decode(part) { return text }
      return String(decoding: part, as: UTF8.self)
    }
  }

  private static func key(at start: Int, in records: LocalFiles.MappedFile) -> String {
    let count = Int(records.littleHalf(at: start))
    return unsafe records.withBytes(start + headCount..<start + headCount + count) {
      unsafe String(decoding: $0, as: UTF8.self)
    }
  }

  private func key(_ file: Int) -> String { Self.key(at: order[file], in: records) }

  /// The bytes of a file's path below its folder.
  func path(_ file: Int) -> [UInt8] { Self.path(at: order[file], in: records) }

  private static func path(at start: Int, in records: LocalFiles.MappedFile) -> [UInt8] {
    let first = start + headCount + Int(records.littleHalf(at: start))
    let count = Int(records.littleHalf(at: start + 4))
    return unsafe records.withBytes(first..<first + count) { unsafe Array($0) }
  }

  /// A file's path with its folder, as text.
  func shownPath(_ file: Int) -> String {
    "\(folder(file))/\(Self.shownParts(path(file)).joined(separator: "/"))"
  }

  private func folder(_ file: Int) -> String {
    let folder = folders[Int(records.littleHalf(at: order[file] + 8) >> 8)]
    return folder.hasSuffix("/") && folder.utf8.count > 1 ? String(folder.dropLast()) : folder
  }

  /// What a file is.
  func kind(_ file: Int) -> FoundFile.Kind {
    let word = records.littleHalf(at: order[file] + 8)
    return FoundFile.Kind(rawValue: UInt8(truncatingIfNeeded: word)) ?? .special
  }

  /// A file's size in bytes.
  func size(_ file: Int) -> Int { Int(records.littleWord(at: order[file] + 12)) }

  // MARK: - Looking up

  /// The files whose paths have most parts in common with another, from the name upwards.
  ///
  /// - Returns: the files, and how many parts they share; no files where none has the name.
  func matches(_ wanted: ComparedPath) -> (files: Range<Int>, depth: Int) {
    var files = order.indices
    var prefix = ""
    for (depth, part) in wanted.parts.enumerated() {
      prefix += part + "\0"
      let narrower = self.files(from: prefix, in: files)
      if narrower.isEmpty { return depth == 0 ? (0..<0, 0) : (files, depth) }
      files = narrower
    }
    return wanted.parts.isEmpty ? (0..<0, 0) : (files, wanted.parts.count)
  }

  /// The files whose names begin with a text: `r00042.`.
  func matches(nameBeginning text: String) -> Range<Int> { files(from: text, in: order.indices) }

  private func files(from prefix: String, in range: Range<Int>) -> Range<Int> {
    let start = firstFile(in: range) { $0 >= prefix }
    // No name holds the last code point.
    let end = firstFile(in: start..<range.upperBound) { $0 >= prefix + "\u{10FFFF}" }
    return start..<end
  }

  private func firstFile(in range: Range<Int>, where isBehind: (String) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(key(middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  // MARK: - What is known of files

  /// Notes what a file was needed for.
  func mark(_ file: Int, _ mark: Marks) { marks[file].insert(mark) }

  /// Notes which reference takes a file that only its name fits.
  ///
  /// - Returns: whether no other reference has taken it.
  func claim(_ file: Int, for reference: ComparedPath) -> Bool {
    let hash = Fingerprint.words(of: Array(reference.key.utf8))[0] | 1
    if claims[file] == 0 { claims[file] = hash }
    return claims[file] == hash
  }

  /// SHA-256 of a file's bytes; read once.
  ///
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  func sha256(_ file: Int) throws -> [UInt8] {
    if hashes.isEmpty { hashes = [UInt8](repeating: 0, count: order.count * 32) }
    let place = file * 32..<file * 32 + 32
    if !marks[file].contains(.hashed) {
      var fingerprint = Fingerprint()
      try forEachPiece(of: file) { fingerprint.update($0) }
      hashes.replaceSubrange(place, with: fingerprint.digest)
      marks[file].insert(.hashed)
    }
    return Array(hashes[place])
  }

  /// MD5 of a file's bytes, as 32 hexadecimal digits.
  ///
  /// - Throws: `Unusable` with `HL1001` where it cannot be read.
  func md5(_ file: Int) throws -> String {
    var md5 = MD5()
    try forEachPiece(of: file) { md5.update($0) }
    return md5.hex
  }

  /// Whether a file can be opened.
  func isReadable(_ file: Int) -> Bool {
    guard kind(file) == .file else { return false }
    do {
      _ = try InputFile(bytes: fullPath(file)).state
      return true
    } catch {
      return false
    }
  }

  private func fullPath(_ file: Int) -> [UInt8] { Array(folder(file).utf8) + [0x2F] + path(file) }

  private func forEachPiece(of file: Int, _ body: ([UInt8]) -> Void) throws {
    let input = try InputFile(bytes: fullPath(file))
    while true {
      let piece = try input.read(upTo: 1 << 20)
      if piece.isEmpty { return }
      body(piece)
    }
  }
}
