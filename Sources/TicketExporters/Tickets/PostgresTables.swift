import HotlineModel
import LocalFiles
package import Reports

/// The tables that tickets go into, as SQL for PostgreSQL 15.
struct PostgresTables {
  /// A line and a month of calls; an empty month where the ticket says none.
  struct Partition: Hashable, Comparable {
    let line: String
    let month: String

    static func < (left: Partition, right: Partition) -> Bool {
      (left.line, left.month) < (right.line, right.month)
    }
  }

  let partitions: [Partition]

  /// The columns in the order of the COPY file.
  static let columns: [String] =
    ["number", "month", "line", "legacy_number"] + TicketField.allCases.map(column)
    + ["day_only", "legacy", "source_file", "source_record", "source_line", "batch", "mapping"]

  /// The fields whose columns a table lacks that an earlier delivery made.
  private static let added: [TicketField] = [
    .callerAccount, .matterLongitude, .matterLatitude, .matterCoordinateSystem, .workflowChangedAt,
    .extensionValues,
  ]

  /// `call.receivedAt` as `call_received_at`.
  static func column(_ field: TicketField) -> String {
    var name = ""
    for character in field.rawValue {
      if character == "." {
        name += "_"
      } else if character.isUppercase {
        name += "_" + character.lowercased()
      } else {
        name.append(character)
      }
    }
    return name
  }

  /// The tables; made anew or added to what is there.
  var schema: String {
    var lines = [
      "-- Tickets (工单) of the unified format, partitioned by line and month of the call.",
      "-- An instant of which only the day is known stands at midnight and is named in day_only.",
      "CREATE TABLE IF NOT EXISTS ticket (",
    ]
    lines.append(Self.definitions.joined(separator: ",\n"))
    lines.append(") PARTITION BY LIST (line);")
    lines += Self.added.map {
      "ALTER TABLE ticket ADD COLUMN IF NOT EXISTS \(Self.definition(of: $0));"
    }
    for (line, months) in Dictionary(grouping: partitions, by: \.line).sorted(by: {
      $0.key < $1.key
    }) {
      let table = Self.table(line)
      lines.append(
        "CREATE TABLE IF NOT EXISTS \(table) PARTITION OF ticket"
          + " FOR VALUES IN (\(Self.quoted(line))) PARTITION BY RANGE (month);")
      for month in months.map(\.month).sorted() where month.utf8.count == 7 {
        lines.append(
          "CREATE TABLE IF NOT EXISTS \(table)_\(month.filter { $0 != "-" }) PARTITION OF \(table)"
            + " FOR VALUES FROM ('\(month)-01') TO ('\(Self.next(month))-01');")
      }
      lines.append("CREATE TABLE IF NOT EXISTS \(table)_other PARTITION OF \(table) DEFAULT;")
    }
    lines += [
      "CREATE INDEX IF NOT EXISTS ticket_number ON ticket (number);",
      "CREATE INDEX IF NOT EXISTS ticket_received ON ticket (call_received_at);",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// How the files are loaded with psql, in their folder.
  func load(_ files: [DeliveryFile], compression: Compression, isDelta: Bool) -> String {
    let count = files.map(\.count).reduce(0, +)
    // A table that was made before a field was added has its column at the end.
    let columns = Self.columns.joined(separator: ", ")
    var lines = [
      "-- psql -f load.sql, started in this folder; all or nothing.",
      "\\set ON_ERROR_STOP on", "SET TimeZone = 'Etc/GMT-8';", "BEGIN;", "\\ir schema.sql",
      "CREATE TEMP TABLE arriving (LIKE ticket) ON COMMIT DROP;",
    ]
    for file in files {
      let source =
        switch compression {
        case .none: "'\(file.name)'"
        case .gzip: "PROGRAM 'gzip -dc \(file.name)'"
        case .zstd: "PROGRAM 'zstd -dcq \(file.name)'"
        }
      lines.append("\\copy arriving (\(columns)) FROM \(source)")
    }
    if isDelta {
      lines += [
        "CREATE TEMP TABLE gone (number text, line text, legacy_number text, batch text)"
          + " ON COMMIT DROP;",
        "\\copy gone FROM 'tombstones.csv' WITH (FORMAT csv, HEADER)",
        "DELETE FROM ticket USING gone WHERE ticket.number = gone.number"
          + " AND ticket.line = gone.line;",
      ]
    }
    return
      (lines + [
        "DELETE FROM ticket USING arriving",
        "  WHERE ticket.number = arriving.number AND ticket.line = arriving.line;",
        "INSERT INTO ticket (\(columns)) SELECT \(columns) FROM arriving;",
        "DO $$ BEGIN",
        "  IF (SELECT count(*) FROM arriving) <> \(count) THEN",
        "    RAISE EXCEPTION 'not \(count) tickets';",
        "  END IF;", "END $$;", "COMMIT;",
      ]).joined(separator: "\n") + "\n"
  }

  private static var definitions: [String] {
    var lines = [
      "  number text NOT NULL", "  month date", "  line text NOT NULL",
      "  legacy_number text NOT NULL",
    ]
    lines += TicketField.allCases.map { "  \(definition(of: $0))" }
    return lines + [
      "  day_only text[] NOT NULL", "  legacy json", "  source_file text NOT NULL",
      "  source_record bigint NOT NULL", "  source_line bigint NOT NULL", "  batch text NOT NULL",
      "  mapping text NOT NULL",
    ]
  }

  private static func definition(of field: TicketField) -> String {
    let name = column(field)
    return switch field.kind {
    case .text, .phone: "\(name) text"
    case .instant: "\(name) timestamptz"
    case .flag: "\(name) boolean"
    case .degrees: "\(name) numeric"
    case .list: "\(name) json"
    case .code:
      "\(name) text CHECK (\(name) IN ("
        + (field.codes ?? []).map(quoted).joined(separator: ", ") + "))"
    }
  }

  /// The table of a line: its name holds letters, digits and `_` only.
  private static func table(_ line: String) -> String {
    let name = line.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      return isPlain ? String(scalar) : "_"
    }.joined()
    return "ticket_\(name)"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  /// The month behind a month.
  private static func next(_ month: String) -> String {
    let year = Int(month.prefix(4)) ?? 0
    let number = Int(month.suffix(2)) ?? 0
    return number == 12
      ? "\(padded(year + 1, to: 4))-01" : "\(padded(year, to: 4))-\(padded(number + 1, to: 2))"
  }
}

/// Files of a delivery that are written in one go.
package enum SmallFile {
  /// Writes a file and returns what it is.
  ///
  /// - Throws: `Unusable` with `HL6102` where it cannot be written.
  package static func write(
    _ text: String, to name: String, in folder: String, count: Int = 0
  ) throws -> DeliveryFile {
    let file = try OutputFile.write(text, to: "\(folder)/\(name)")
    return DeliveryFile(name: name, sha256: file.sha256, size: file.size, count: count)
  }
}
