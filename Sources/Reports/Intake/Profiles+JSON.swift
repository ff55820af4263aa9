package import Bytes
import Findings
import HotlineModel

extension FileProfile {
  /// One object a file; everything in it is masked.
  package var json: JSONValue {
    [
      "file": .string(file.name), "sha256": .string(file.sha256), "size": .int(file.size),
      "charset": .string(file.charset), "evidence": charset.json, "layout": layout.json,
      "records": .int(records), "damaged": .int(damaged), "sampled": .int(sampled),
      "columns": .array(columns.map(\.json)), "fits": .array(fits.map(\.json)),
      "findings": .array(findings.map(\.code.rawValue).map { .string($0) }),
    ]
  }
}

extension CharsetEvidence {
  /// The counts.
  package var json: JSONValue {
    [
      "byteOrderMark": .bool(hasByteOrderMark), "bytes": .int(bytes), "ascii": .int(asciiBytes),
      "utf8Characters": .int(utf8Characters), "utf8Faults": .int(utf8Faults),
      "twoByteCharacters": .int(twoByteCharacters),
      "fourByteCharacters": .int(fourByteCharacters), "gb18030Faults": .int(gb18030Faults),
      "privateUse": .int(privateUse),
    ]
  }
}

extension FileLayout {
  /// How the records are written.
  package var json: JSONValue {
    switch self {
    case .xml(let record): ["container": "xml", "record": .string(record)]
    case .workbook(let table):
      [
        "container": "workbook", "form": .string(table.form.rawValue),
        "sheets": .array(table.sheets.map { .string($0) }),
        "titleRows": .int(table.titleRows), "headerRows": .int(table.headerRows),
      ]
    case .separated(let dialect):
      [
        "container": "csv", "delimiter": .string(dialect.syntax.delimiterName),
        "quote": .string(dialect.syntax.quote.rawValue),
        "escape": .string(dialect.syntax.escape.rawValue), "titleRows": .int(dialect.titleRows),
        "headerRows": .int(dialect.headerRows),
      ]
    }
  }
}

extension ColumnProfile {
  /// One object a column.
  package var json: JSONValue {
    [
      "name": .string(name), "filled": .int(filled), "sampled": .int(sampled),
      "shapes": .object(
        Dictionary(shapes.map { ($0.name, .int($0.count)) }) { first, _ in first }),
      "layouts": .array(layouts.map { .string($0.name) }), "distinct": .int(distinct),
      "distinctOpen": .bool(isDistinctOpen), "examples": .array(examples.map { .string($0) }),
      "personal": .string("\(privacy)"),
    ]
  }
}

extension MappingFit {
  /// One object a mapping.
  package var json: JSONValue {
    [
      "mapping": .string(mapping), "columns": .int(columns), "found": .int(found),
      "missing": .array(missing.map { .string($0) }), "sampled": .int(sampled),
      "clean": .int(clean), "reasons": .array(reasons.map(\.json)),
    ]
  }
}

extension CodeCount {
  /// Code and count.
  package var json: JSONValue { ["code": .string(code), "count": .int(count)] }
}
