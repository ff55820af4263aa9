/// The formats in which tickets are handed over.
package enum TicketFormat: String, CaseIterable, Sendable {
  /// One JSON object a line: the unified format itself.
  case jsonl
  /// RFC 4180, one row a ticket.
  case csv
  /// XML that fits `ticket-1.xsd`.
  case xml
  /// Open311 GeoReport v2: a list of service requests in JSON.
  case georeport
  /// Open311 GeoReport Bulk: service requests in CSV.
  case bulk
  /// Tables and COPY files for PostgreSQL.
  case postgres
}

/// The charset of a format that is text for spreadsheets.
package enum DeliveryCharset: String, CaseIterable, Sendable {
  /// UTF-8 with a byte order mark, by which spreadsheets know it.
  case utf8 = "utf-8"
  case gb18030
  case gbk
}

/// How the files of a delivery are compressed.
package enum Compression: String, CaseIterable, Sendable {
  case none
  case gzip
  case zstd

  /// What is put behind a file's name: `.gz`.
  package var suffix: String {
    switch self {
    case .none: ""
    case .gzip: ".gz"
    case .zstd: ".zst"
    }
  }

  /// How a file of that name was compressed.
  package init(ofName name: String) {
    self =
      Self.allCases.first { !$0.suffix.isEmpty && name.hasSuffix($0.suffix) } ?? .none
  }
}
