package import Bytes
import HotlineModel

/// A record in quarantine with all that is known of it: its bytes, and why it was quarantined.
package struct QuarantineEntry: Hashable, Sendable {
  /// A reason as it was written down when the record was quarantined; values in it are masked.
  package struct Reason: Hashable, Sendable {
    /// The finding's code.
    package let code: String
    /// The words in English.
    package let message: String
    /// The column, where one is known.
    package let column: String?
    /// What else has to do with it: the row of a sheet, the record that came before.
    package let further: [String]

    /// A reason.
    package init(code: String, message: String, column: String?, further: [String]) {
      self.code = code
      self.message = message
      self.column = column
      self.further = further
    }
  }

  /// The number behind `Q`.
  package let id: Int
  /// The record as listings show it.
  package let record: QuarantinedRecord
  /// SHA-256 of the delivered file.
  package let sha256: String
  /// The bytes of the record as they stood in the file, in XML as UTF-8; never printed.
  package let raw: [UInt8]
  /// Why it was quarantined.
  package let reasons: [Reason]
  /// The batch that brought it first.
  package let firstBatch: String
  /// The batch that brought it last.
  package let lastBatch: String
  /// The signed decision to leave it out, where there is one.
  package let waiver: Waiver?

  /// A record in quarantine.
  package init(
    id: Int, record: QuarantinedRecord, sha256: String, raw: [UInt8], reasons: [Reason],
    firstBatch: String, lastBatch: String, waiver: Waiver?
  ) {
    self.id = id
    self.record = record
    self.sha256 = sha256
    self.raw = raw
    self.reasons = reasons
    self.firstBatch = firstBatch
    self.lastBatch = lastBatch
    self.waiver = waiver
  }
}

/// A signed decision to leave a quarantined record out (豁免).
package struct Waiver: Hashable, Sendable {
  /// Who decided.
  package let signer: String
  /// Why.
  package let reason: String
  /// When, RFC 3339.
  package let at: String

  /// A waiver.
  package init(signer: String, reason: String, at: String) {
    self.signer = signer
    self.reason = reason
    self.at = at
  }
}

/// What stands above the records of a delivered file.
package struct DeliveredHeader: Hashable, Sendable {
  /// SHA-256 of the file.
  package let sha256: String
  /// The file's name.
  package let name: String
  /// The charset it was read in.
  package let charset: String
  /// How the fields are separated, quoted and escaped; `nil` in XML.
  package let syntax: CSVSyntax?
  /// The bytes of the row of column names with its line end; none in XML.
  package let bytes: [UInt8]

  /// A header.
  package init(
    sha256: String, name: String, charset: String, syntax: CSVSyntax?, bytes: [UInt8]
  ) {
    self.sha256 = sha256
    self.name = name
    self.charset = charset
    self.syntax = syntax
    self.bytes = bytes
  }

  /// Whether records of both files can stand in one file.
  package func agrees(with other: DeliveredHeader) -> Bool {
    charset == other.charset && syntax == other.syntax && bytes == other.bytes
  }
}
