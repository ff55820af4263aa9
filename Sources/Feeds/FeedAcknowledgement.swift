package import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles

/// What a receiver says it has of a feed.
package struct FeedAcknowledgement: Sendable {
  /// A message that the receiver refuses.
  struct Refusal: Decodable, Sendable {
    let sequence: Int
    let reason: String
  }

  /// Messages from one to another, that the receiver asks for again.
  struct Missing: Decodable, Sendable {
    let first: Int
    let last: Int
  }

  private struct Document: Decodable {
    let schema: String
    let feed: String
    let number: Int
    let received: Int
    let manifest: String?
    let missing: [Missing]?
    let refused: [Refusal]?
  }

  private static let schema = "hotline/feed.acknowledgement/1"

  /// How many the receiver had written when it wrote this one: the highest holds.
  let number: Int
  /// The receiver has all messages up to this one but the missing ones.
  package let received: Int
  let missing: [Missing]
  let refused: [Refusal]
  let path: String

  /// Whether the receiver asks for any of some messages again.
  func lacks(_ range: ClosedRange<Int>) -> Bool {
    missing.contains { $0.first <= range.upperBound && $0.last >= range.lowerBound }
  }

  /// How many messages the receiver refuses.
  package var refusals: Int { refused.count }

  /// Reads the acknowledgements in a feed's folder.
  ///
  /// - Returns: the one that holds, and findings: `HL6146` for one that cannot be true, `HL6147` for
  ///   each message that the one that holds refuses.
  package static func newest(in folder: FeedFolder) -> (Self?, [Finding]) {
    let path = "\(folder.path)/\(FeedFolder.acknowledgements)"
    var newest: FeedAcknowledgement?
    var findings: [Finding] = []
    for name in Folder.names(in: path) where name.hasSuffix(".json") {
      do {
        let read = try FeedAcknowledgement("\(path)/\(name)", of: folder.files)
        if read.number >= newest?.number ?? 0 { newest = read }
      } catch let unusable as Unusable {
        findings += unusable.findings
      } catch {}
    }
    findings += newest?.findings(in: folder) ?? []
    return (newest, findings)
  }

  private init(_ path: String, of files: [FeedFile]) throws {
    func untrue(_ reason: String) -> Unusable {
      Unusable(.acknowledgementUntrue(reason: reason), at: SourceLocation(file: path))
    }
    guard Folder.size(ofFile: path) ?? 0 <= 64 << 20,
      let document = try? JSONDecoder().decode(
        Document.self, from: Data(try InputFile.bytes(of: path))),
      document.schema == Self.schema, document.number > 0, document.received >= 0
    else { throw untrue("it is not an acknowledgement") }
    number = document.number
    received = document.received
    missing = document.missing ?? []
    refused = document.refused ?? []
    self.path = path
    let last = files.last?.last ?? 0
    guard document.feed == files.last?.feed else { throw untrue("it is of another feed") }
    guard received <= last else {
      throw untrue("it confirms message \(received), and the last one is \(last)")
    }
    if received > 0 {
      let file = files.first { $0.first...$0.last ~= document.received }
      guard document.manifest == file?.manifestHash else {
        throw untrue("its manifest is not that of the file with message \(received)")
      }
    }
    guard missing.allSatisfy({ 1 <= $0.first && $0.first <= $0.last && $0.last <= last }) else {
      throw untrue("it lacks messages that there are not")
    }
    guard refused.allSatisfy({ 1 <= $0.sequence && $0.sequence <= document.received }) else {
      throw untrue("it refuses messages that it has not received")
    }
  }

  private func findings(in folder: FeedFolder) -> [Finding] {
    refused.map { refusal in
      let file = folder.files.first { $0.first...$0.last ~= refusal.sequence }
      let message = SourceLocation(
        file: "\(folder.path)/\(file?.file ?? "")",
        line: refusal.sequence - (file?.first ?? refusal.sequence) + 1)
      return Finding(
        .messageRefused(
          found: "\(refusal.sequence)",
          reason: Masking.scrubbed(String(refusal.reason.prefix(200)))),
        at: [message, SourceLocation(file: path)])
    }
  }
}
