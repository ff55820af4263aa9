import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles
package import MergerRuns

/// What a range of a file became: its tickets and the records that are none, and the books.
///
/// A part is a file of zstd frames, each a batch as `TicketBatch.stored` writes it. The frames in front
/// and at the end are passed over by readers of zstd; they hold what the part is of, and its books.
/// Nothing in it depends on when or where it was made.
struct PartHead: Codable, Hashable, Sendable {
  /// What the document is.
  static let form = "hotline/part/1"
  let schema: String
  /// The build of the program, and the content hash of the mapping's sheets.
  let program: String
  let fingerprint: String
  /// The mapping and its version, as tickets say it.
  let mapping: String
  /// Whose tickets it holds: the city, the line and the file.
  let city: String
  let line: String
  let file: String
  /// The number of the range, where it is in the file, and its content hash.
  let part: Int
  let from: Int
  let to: Int
  let sum: String
  /// What the keys of the part are hashed with, and where its tickets stand in the job.
  let seed: UInt64
  let index: Int
}

/// What the end of a part says.
package struct PartBooks: Codable, Hashable, Sendable {
  /// What became of the records.
  package let counts: MappedRange.Counts
  /// What is to be known of the range: codes and messages.
  package let notes: [Note]

  /// A finding that concerns no single record.
  package struct Note: Codable, Hashable, Sendable {
    /// Its code.
    package let code: String
    /// What it says, in English.
    package let message: String
  }
}

/// The files of a part.
struct PartNames {
  let tickets: String
  let keys: String

  init(_ part: Int, in folder: String) {
    let stem = "\(folder)/part-\(padded(part, to: 6))"
    tickets = stem + ".tickets.zst"
    keys = stem + ".keys"
  }
}

/// Reads a part from front to back.
struct PartReader: ~Copyable {
  /// What it is of.
  let head: PartHead
  /// The books; known when all batches were read.
  private(set) var books: PartBooks?
  private let file: InputFile
  private let path: String
  private var position: Int

  /// Opens a part.
  ///
  /// - Throws: `Unusable`: `HL1001` where it cannot be read, `HL6502` where it is none.
  static func open(_ path: String) throws -> PartReader {
    let file = try InputFile(path)
    guard let (bytes, length) = try CompressedFrame.skippedContents(of: file, at: 0),
      let head = try? JSONDecoder().decode(PartHead.self, from: Data(bytes)),
      head.schema == PartHead.form
    else { throw Self.unfit(path, "it is no part") }
    return PartReader(file, at: path, head, length)
  }

  private init(
    _ file: consuming InputFile, at path: String, _ head: PartHead, _ position: Int
  ) {
    self.head = head
    self.file = file
    self.path = path
    self.position = position
  }

  /// The next batch, `nil` behind the last one.
  ///
  /// - Throws: `Unusable` with `HL6502` where the part is damaged.
  mutating func next() throws -> [UInt8]? {
    if let (bytes, length) = try CompressedFrame.skippedContents(
      of: file, at: position)
    {
      books = try? JSONDecoder().decode(PartBooks.self, from: Data(bytes))
      guard books != nil, position + length == file.state.size else {
        throw Self.unfit(path, "its end is damaged")
      }
      return nil
    }
    guard let (bytes, length) = try CompressedFrame.contents(of: file, at: position) else {
      throw Self.unfit(path, "it breaks off")
    }
    position += length
    return bytes
  }

  private static func unfit(_ path: String, _ reason: String) -> Unusable {
    Unusable(
      .partUnfit(found: Folder.name(of: path), reason: reason), at: SourceLocation(file: path))
  }
}
