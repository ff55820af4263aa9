package import Bytes
package import Findings
package import HotlineModel
package import Tickets

/// What a delivered file was found to be before anything of it is taken in.
package struct FileProfile: Hashable, Sendable {
  /// The delivered file, with the charset it will be read in.
  package let file: ExportFile
  /// What was counted to tell the charset.
  package let charset: CharsetEvidence
  /// How the records are written.
  package let layout: FileLayout
  /// Records behind the header.
  package let records: Int
  /// Records whose quotation marks or bytes make them unusable.
  package let damaged: Int
  /// Records of which the columns were looked at.
  package let sampled: Int
  /// The columns (in XML the fields), in the order of the file.
  package let columns: [ColumnProfile]
  /// The workspace's mappings that know the file's columns, the best first.
  package let fits: [MappingFit]
  /// What is odd about the names of the columns.
  package let findings: [Finding]

  /// A profile of one file.
  package init(
    file: ExportFile, charset: CharsetEvidence, layout: FileLayout, records: Int, damaged: Int,
    sampled: Int, columns: [ColumnProfile], fits: [MappingFit], findings: [Finding] = []
  ) {
    self.file = file
    self.charset = charset
    self.layout = layout
    self.records = records
    self.damaged = damaged
    self.sampled = sampled
    self.columns = columns
    self.fits = fits
    self.findings = findings
  }
}

/// What was counted over a whole file to tell its charset.
package struct CharsetEvidence: Hashable, Sendable {
  /// Whether the file begins with the three bytes that mark UTF-8.
  package var hasByteOrderMark = false
  /// Bytes in all.
  package var bytes = 0
  /// Bytes that are ASCII, which every charset shares.
  package var asciiBytes = 0
  /// Characters of several bytes that are whole UTF-8.
  package var utf8Characters = 0
  /// Places at which the bytes are not UTF-8.
  package var utf8Faults = 0
  /// Read as GB18030: characters of two bytes.
  package var twoByteCharacters = 0
  /// Read as GB18030: characters of four bytes, which GBK and many readers do not know.
  package var fourByteCharacters = 0
  /// Read as GB18030: bytes that stand for no character.
  package var gb18030Faults = 0
  /// Characters of the private-use area, in the charset the file will be read in.
  package var privateUse = 0

  /// Nothing counted yet.
  package init() {}

  /// Share of the characters beyond ASCII that are whole UTF-8, 0…1; 1 where there is none.
  package var utf8Share: Double {
    let all = utf8Characters + utf8Faults
    return all == 0 ? 1 : Double(utf8Characters) / Double(all)
  }
}

/// What holds the records of a file, as `source.csv` names it.
package enum FileContainer: String, Hashable, Sendable {
  case csv, xml, workbook
}

/// How the records of a file are written.
package enum FileLayout: Hashable, Sendable {
  /// Separated values under a row of column names.
  case separated(Separated)
  /// XML, with the name of the element that is one record.
  case xml(record: String)
  /// A table on a sheet of a workbook.
  case workbook(Table)

  /// A table on a sheet of a workbook.
  package struct Table: Hashable, Sendable {
    /// What kind of file the workbook is.
    package enum Form: String, Sendable {
      /// Office Open XML.
      case xlsx
      /// A workbook in XML of 2003.
      case xml2003 = "xml-2003"
      /// A page of HTML, each outer table a sheet.
      case html
    }

    /// What kind of file the workbook is.
    package let form: Form
    /// The sheets that it is on, by name.
    package let sheets: [String]
    /// What a mapping must say to find it; nothing where it is on the only sheet.
    package let choice: SheetChoice
    /// Rows above the row of column names.
    package let titleRows: Int
    /// Rows that together hold the names of the columns.
    package let headerRows: Int

    /// A table.
    package init(
      _ form: Form, sheets: [String], choice: SheetChoice, titleRows: Int, headerRows: Int
    ) {
      self.form = form
      self.sheets = sheets
      self.choice = choice
      self.titleRows = titleRows
      self.headerRows = headerRows
    }
  }

  /// Separated values.
  package struct Separated: Hashable, Sendable {
    /// How fields are separated, quoted and escaped.
    package let syntax: CSVSyntax
    /// Share of the first rows that have the usual number of fields, 0…1.
    package let consistency: Double
    /// Rows above the row of column names.
    package let titleRows: Int
    /// Rows that together hold the names of the columns.
    package let headerRows: Int
    /// Whether records end in one more delimiter than the row of names, with nothing behind it.
    package let hasTrailing: Bool

    /// Separated values.
    package init(
      _ syntax: CSVSyntax, consistency: Double, titleRows: Int, headerRows: Int = 1,
      hasTrailing: Bool = false
    ) {
      self.hasTrailing = hasTrailing
      self.headerRows = headerRows
      self.syntax = syntax
      self.consistency = consistency
      self.titleRows = titleRows
    }
  }

  /// What holds the records.
  package var container: FileContainer {
    switch self {
    case .separated: .csv
    case .xml: .xml
    case .workbook: .workbook
    }
  }
}

/// How well a mapping of the workspace fits a file.
package struct MappingFit: Hashable, Sendable {
  /// The mapping's name.
  package let mapping: String
  /// Columns the mapping reads.
  package let columns: Int
  /// Those of them that the file has.
  package let found: Int
  /// Columns the mapping cannot do without and the file has not.
  package let missing: [String]
  /// Sampled records that were mapped; none where a column is missing.
  package let sampled: Int
  /// Those of them that map without a finding.
  package let clean: Int
  /// What kept the others out: code and count, the most frequent first.
  package let reasons: [CodeCount]

  /// How well a mapping fits.
  package init(
    mapping: String, columns: Int, found: Int, missing: [String], sampled: Int, clean: Int,
    reasons: [CodeCount]
  ) {
    self.mapping = mapping
    self.columns = columns
    self.found = found
    self.missing = missing
    self.sampled = sampled
    self.clean = clean
    self.reasons = reasons
  }
}

/// How often a finding was made.
package struct CodeCount: Hashable, Sendable {
  /// The code: `HL2207`.
  package let code: String
  /// How often.
  package let count: Int

  /// A count.
  package init(code: String, count: Int) {
    self.code = code
    self.count = count
  }

  /// Counts as a list, the most frequent first, then by code.
  package static func sorted(_ counts: [String: Int]) -> [CodeCount] {
    counts.map { CodeCount(code: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }
}
