package import Bytes
import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles

/// A file of messages and what its manifest says of it: `000001.jsonl` and `000001.json`.
package struct FeedFile: Hashable, Sendable, Decodable {
  /// The schema of manifests.
  static let schema = "hotline/feed.file/1"
  /// What the first manifest has in the place of the one before it.
  static let noHash = String(repeating: "0", count: 64)

  let schema: String
  /// The feed that it belongs to, 16 hexadecimal digits.
  package let feed: String
  /// The profile's name, and its version: SHA-256 over all that messages depend on but code tables.
  package let profile: String, version: String
  /// The rows of the profile's code tables, by table and code of ours.
  package let codes: [String: [String: String]]
  /// The ledger's sequence number behind which the feed begins; 0 for all of the ledger.
  package let since: Int
  /// How far the ledger had come with the newest change that is in the file: a `LedgerHead`.
  package let ledger: String
  /// The name of the file of messages.
  package let file: String
  /// The sequence numbers of its first and last message.
  package let first: Int, last: Int
  /// Bytes of the file of messages.
  package let size: Int
  /// SHA-256 of the file of messages.
  package let sha256: String
  /// SHA-256 of the manifest before this one.
  package let previous: String

  /// Its number in the feed, from 1.
  var number: Int { Self.number(of: file) }

  static func number(of name: String) -> Int { Int(name.prefix { $0 != "." }) ?? 0 }

  static func stem(_ number: Int) -> String { padded(number, to: 6) }

  var manifestName: String { "\(Self.stem(number)).json" }

  /// The manifest.
  package var json: JSONValue {
    [
      "schema": .string(schema), "feed": .string(feed), "profile": .string(profile),
      "version": .string(version), "since": .int(since), "ledger": .string(ledger),
      "file": .string(file), "first": .int(first), "last": .int(last), "size": .int(size),
      "sha256": .string(sha256), "previous": .string(previous),
      "codes": .object(codes.mapValues { .object($0.mapValues { .string($0) }) }),
    ]
  }

  /// SHA-256 of the manifest's bytes.
  package var manifestHash: String { Fingerprint.hex(of: json.document.utf8) }

  /// Reads a manifest; `nil` where the bytes are not those of one.
  init?(_ bytes: [UInt8]) {
    guard let file = try? JSONDecoder().decode(FeedFile.self, from: Data(bytes)),
      file.schema == Self.schema, Array(file.json.document.utf8) == bytes
    else { return nil }
    self = file
  }

  init(
    _ identity: FeedIdentity, codes: [String: [String: String]], ledger: String, file: String,
    first: Int, last: Int, sealed: SealedFile, previous: String
  ) {
    self.codes = codes
    schema = Self.schema
    feed = identity.feed
    profile = identity.profile
    version = identity.version
    since = identity.since
    self.ledger = ledger
    self.file = file
    self.first = first
    self.last = last
    size = sealed.size
    sha256 = sealed.sha256
    self.previous = previous
  }
}

/// What all files of a feed have in common.
package struct FeedIdentity: Hashable, Sendable {
  /// 16 hexadecimal digits that depend on ledger, profile and beginning.
  package let feed: String
  let profile: String
  let version: String
  /// The ledger's sequence number behind which the feed begins.
  package let since: Int

  /// The identity of a feed.
  ///
  /// - Parameters:
  ///   - ledger: the ledger's own number.
  ///   - profile: the profile's name.
  ///   - version: its version.
  ///   - since: the ledger's sequence number behind which the feed begins; 0 for all of the ledger.
  package init(ledger: String, profile: String, version: String, since: Int) {
    let text = "hotline feed 1\n\(ledger)\n\(profile)\n\(version)\n\(since)\n"
    feed = String(Fingerprint.hex(of: text.utf8).prefix(16))
    self.profile = profile
    self.version = version
    self.since = since
  }
}
