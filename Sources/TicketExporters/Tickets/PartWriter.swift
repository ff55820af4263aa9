import HotlineModel
import LocalFiles
import Reports

/// Writes records into one file or several, each complete in itself, and puts them in their place
/// together.
struct PartWriter: ~Copyable {
  /// What stands around the records of each file.
  struct Frame: Sendable {
    var head: [UInt8] = []
    var separator: [UInt8] = []
    var foot: [UInt8] = []
  }

  private let folder: String
  private let stem: String
  private let suffix: String
  private let shape: DeliveryShape
  private let frame: Frame
  private var sealed: [(file: SealedFile, count: Int)] = []
  private var file: OutputFile?
  private var compressor: Compressor?
  private var size = 0
  private var count = 0

  init(
    folder: String, stem: String, suffix: String, shape: DeliveryShape, frame: Frame = Frame()
  ) throws {
    self.folder = folder
    self.stem = stem
    self.suffix = suffix
    self.shape = shape
    self.frame = frame
    try begin()
  }

  /// Adds a record, in a new file where it does not fit into the one under way.
  mutating func write(_ record: some Collection<UInt8>) throws {
    let needed = frame.separator.count + record.count + frame.foot.count
    if let split = shape.split, count > 0, size + needed > split {
      try end()
      try begin()
    }
    if count > 0, !frame.separator.isEmpty { try put(frame.separator) }
    try put(record)
    count += 1
  }

  /// Adds lines, each of them a record.
  ///
  /// - Parameters:
  ///   - text: the lines, one after the other.
  ///   - ends: where each of them ends, its line end included.
  /// - Returns: the SHA-256 of each line, 32 bytes each, one after the other.
  /// - Throws: `Unusable` with `HL6102`.
  mutating func write(_ text: [UInt8], endingAt ends: [Int]) throws -> [UInt8] {
    if shape.split == nil, shape.compression == .none, frame.separator.isEmpty {
      size += text.count
      count += ends.count
      return try file?.write(text, endingAt: ends) ?? []
    }
    var start = 0
    for end in ends {
      try write(text[start..<end])
      start = end
    }
    return Fingerprint.digests(of: text, endingAt: ends)
  }

  /// Puts all files in their place and returns what they are.
  mutating func finish() throws -> [DeliveryFile] {
    try end()
    let parts = sealed
    sealed = []
    for part in parts { try part.file.publish() }
    return parts.map { part in
      DeliveryFile(
        name: Folder.name(of: part.file.path), sha256: part.file.sha256, size: part.file.size,
        count: part.count)
    }
  }

  private mutating func begin() throws {
    let number = shape.split == nil ? "" : "-\(padded(sealed.count + 1, to: 4))"
    file = try OutputFile("\(folder)/\(stem)\(number).\(suffix)\(shape.compression.suffix)")
    compressor = shape.compression == .none ? nil : Compressor(shape.compression)
    size = 0
    count = 0
    try put(frame.head)
  }

  private mutating func end() throws {
    guard file != nil else { return }
    try put(frame.foot)
    if let rest = compressor?.take([], isEnd: true) { try file?.write(rest) }
    if let done = try file?.seal() { sealed.append((done, count)) }
    file = nil
    compressor = nil
  }

  private mutating func put(_ bytes: some Collection<UInt8>) throws {
    size += bytes.count
    guard compressor != nil else {
      try file?.write(bytes)
      return
    }
    if let ready = compressor?.take(Array(bytes), isEnd: false), !ready.isEmpty {
      try file?.write(ready)
    }
  }
}
