import Bytes
import Findings
import Glibc
import LocalFiles

/// The folder of a feed: files of messages, each with a manifest that carries the hash of the one
/// before it; `acks`, where the receiver answers; `outstanding.csv`, what it has not confirmed.
///
/// The files of a run are made in `.draft`. One rename to `.next` decides that they are fed; then
/// they are moved into their places, the manifest of each behind its messages. What a killed run
/// has decided the next one finishes, with the same bytes; what it had not decided is made anew.
package struct FeedFolder {
  /// The folder.
  package let path: String
  /// The files of the feed, the first one first.
  package private(set) var files: [FeedFile] = []
  private let lock: FolderLock

  private static let draft = ".draft"
  private static let next = ".next"
  /// The folder of acknowledgements.
  static let acknowledgements = "acks"
  /// The list of what is not confirmed.
  static let outstanding = "outstanding.csv"

  /// Opens a folder, which is made where it is not there, and finishes what a killed run left.
  ///
  /// - Throws: `Unusable`: `HL6102` where it cannot be written or another run writes it, `HL6145`
  ///   where its files are not those that were written, `HL6148` where something else is in it.
  package init(_ path: String) throws {
    self.path = path
    let isOwn = { (name: String) in
      [Self.acknowledgements, Self.outstanding].contains(name) || Self.isPart(name)
    }
    guard !Folder.hasEntry(path) || Folder.isFolder(path) && !Folder.isLink(path),
      Folder.exists("\(path)/\(FeedFile.stem(1)).json") || Folder.names(in: path).allSatisfy(isOwn)
    else {
      throw Unusable(
        .feedUnfit(found: path, reason: "something else is in it"),
        at: SourceLocation(file: path))
    }
    try Folder.make(path)
    lock = try FolderLock(path)
    try finish()
    Folder.remove("\(path)/\(Self.draft)")
    try read()
  }

  /// Whether a name is that of messages or of a manifest.
  private static func isPart(_ name: String) -> Bool {
    FeedFile.number(of: name) > 0 && (name.hasSuffix(".json") || name.hasSuffix(".jsonl"))
  }

  /// Moves files that a run has decided to feed into their places.
  private func finish() throws {
    let next = "\(path)/\(Self.next)"
    guard Folder.isFolder(next) else { return }
    // `000001.json` sorts before `000001.jsonl`, and has to come after it.
    let names = Folder.names(in: next).sorted {
      (FeedFile.number(of: $0), $1.utf8.count) < (FeedFile.number(of: $1), $0.utf8.count)
    }
    for name in names { try Folder.move("\(next)/\(name)", to: "\(path)/\(name)") }
    Folder.remove(next)
  }

  private mutating func read() throws {
    while Folder.exists("\(path)/\(FeedFile.stem(files.count + 1)).json") {
      let name = "\(FeedFile.stem(files.count + 1)).json"
      let place = "\(path)/\(name)"
      guard let file = FeedFile(try InputFile.bytes(of: place)),
        file.file == "\(FeedFile.stem(files.count + 1)).jsonl"
      else { throw damaged(name, "it is not a manifest of a feed") }
      if let last = files.last {
        guard file.previous == last.manifestHash, file.first == last.last + 1 else {
          throw damaged(name, "it does not follow from \(last.manifestName)")
        }
      } else if file.previous != FeedFile.noHash || file.first != 1 {
        throw damaged(name, "it is not the first of a feed")
      }
      guard Folder.size(ofFile: "\(path)/\(file.file)") == file.size else {
        throw damaged(file.file, "it is missing, or its size is not that of its manifest")
      }
      files.append(file)
    }
    let stray = Folder.names(in: path).filter(Self.isPart).first {
      FeedFile.number(of: $0) > files.count
    }
    if let stray {
      throw damaged(stray, "a manifest before it is missing")
    }
    if let last = files.last { try check(last) }
  }

  private func damaged(_ name: String, _ reason: String) -> Unusable {
    Unusable(
      .feedDamaged(found: name, reason: reason), at: SourceLocation(file: "\(path)/\(name)"))
  }

  /// Makes sure that a file of messages has the bytes that were written.
  ///
  /// - Throws: `Unusable` with `HL6145` where it has not.
  private func check(_ file: FeedFile) throws {
    guard try Fingerprint.hex(ofFile: "\(path)/\(file.file)") == file.sha256 else {
      throw damaged(file.file, "its bytes are not those of its manifest")
    }
  }

  // MARK: - Writing

  /// Begins the files of a run.
  ///
  /// - Parameters:
  ///   - identity: the feed.
  ///   - codes: the rows of code tables that are used.
  ///   - ledger: how far the ledger had come with the newest change: a `LedgerHead`.
  ///   - sequence: its sequence number.
  ///   - limit: the most messages of a file.
  /// - Returns: the files, without a message yet.
  /// - Throws: `Unusable` with `HL6102`.
  package func begin(
    _ identity: FeedIdentity, codes: [String: [String: String]], ledger: String, sequence: Int,
    limit: Int
  ) throws -> FeedDraft {
    try FeedDraft(
      folder: "\(path)/\(Self.draft)", identity, codes, ledger: ledger, sequence: sequence,
      limit: limit, after: files.last)
  }

  /// Feeds the files of a run; with no message in them there is nothing to feed.
  ///
  /// - Returns: the files.
  /// - Throws: `Unusable` with `HL6102`.
  package mutating func publish(_ draft: consuming FeedDraft) throws -> [FeedFile] {
    let new = try draft.finish()
    guard !new.isEmpty else {
      Folder.remove("\(path)/\(Self.draft)")
      return []
    }
    try Folder.move("\(path)/\(Self.draft)", to: "\(path)/\(Self.next)")
    try finish()
    files += new
    return new
  }

  // MARK: - What is not confirmed

  /// Lists what has to be sent, be it new, lost, or asked for again: `outstanding.csv`.
  ///
  /// - Parameter acknowledgement: what the receiver has answered last; `nil` where it has not yet.
  /// - Returns: the files.
  /// - Throws: `Unusable`: `HL6102`, and `HL6145` where a file to be sent again is not as it was.
  package func listOutstanding(_ acknowledgement: FeedAcknowledgement?) throws -> [FeedFile] {
    var rows = [["file", "manifest", "first", "last", "sha256", "reason"]]
    var outstanding: [FeedFile] = []
    for file in files {
      let isMissing = acknowledgement?.lacks(file.first...file.last) == true
      guard isMissing || file.last > acknowledgement?.received ?? 0 else { continue }
      if isMissing { try check(file) }
      outstanding.append(file)
      rows.append([
        file.file, file.manifestName, "\(file.first)", "\(file.last)", file.sha256,
        isMissing ? "missing" : "unconfirmed",
      ])
    }
    let text = CSVForm().sheet(rows)
    let list = "\(path)/\(Self.outstanding)"
    if files.isEmpty || (try? InputFile.bytes(of: list)) == Array(text.utf8) { return outstanding }
    try OutputFile.write(text, to: list)
    return outstanding
  }
}

/// The right to write to a folder.
private final class FolderLock {
  private let descriptor: Int32

  init(_ path: String) throws {
    func unwritable(_ reason: String) -> Unusable {
      Unusable(.outputUnwritable(found: path, reason: reason), at: SourceLocation(file: path))
    }
    descriptor = unsafe open("\(path)/.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw unwritable(systemReason()) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw unwritable("another run writes it")
    }
  }

  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

/// The files of a run, until they are fed.
package struct FeedDraft: ~Copyable {
  private let folder: String
  private let identity: FeedIdentity
  private let codes: [String: [String: String]]
  private let ledger: String
  private let ledgerSequence: Int
  private let limit: Int
  private var files: [FeedFile] = []
  private var number: Int
  private var previous: String
  private var file: OutputFile?
  private var first = 0
  /// The sequence number of the newest message.
  private var sequence: Int

  fileprivate init(
    folder: String, _ identity: FeedIdentity, _ codes: [String: [String: String]], ledger: String,
    sequence: Int, limit: Int, after last: FeedFile?
  ) throws {
    try Folder.make(folder)
    self.folder = folder
    self.identity = identity
    self.codes = codes
    self.ledger = ledger
    self.limit = limit
    ledgerSequence = sequence
    number = last?.number ?? 0
    previous = last?.manifestHash ?? FeedFile.noHash
    self.sequence = last?.last ?? 0
  }

  /// Adds a message.
  ///
  /// - Parameters:
  ///   - body: the message from its key to its line end.
  ///   - isTombstone: whether the ticket is no more.
  /// - Throws: `Unusable` with `HL6102`.
  package mutating func add(_ body: ArraySlice<UInt8>, isTombstone: Bool) throws {
    if file == nil {
      number += 1
      first = sequence + 1
      file = try OutputFile("\(folder)/\(FeedFile.stem(number)).jsonl")
    }
    sequence += 1
    let head = FeedMessage.Head(
      feed: identity.feed, sequence: sequence, ledger: ledgerSequence, isTombstone: isTombstone)
    try file?.write(head.text)
    try file?.write(body)
    if sequence - first + 1 == limit { try close() }
  }

  private mutating func close() throws {
    guard var file = file.take() else { return }
    let sealed = try file.seal()
    try sealed.publish()
    let written = FeedFile(
      identity, codes: codes, ledger: ledger, file: "\(FeedFile.stem(number)).jsonl",
      first: first, last: sequence, sealed: sealed, previous: previous)
    try OutputFile.write(written.json.document, to: "\(folder)/\(written.manifestName)")
    files.append(written)
    previous = written.manifestHash
  }

  fileprivate consuming func finish() throws -> [FeedFile] {
    try close()
    return files
  }
}
