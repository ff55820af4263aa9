import ArgumentParser
import Bytes
import HotlineModel
import MergerRuns
import Reports

extension QuarantineCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "One record: its place, why it was quarantined; masked.")

    @Argument(help: "The record, such as Q000184.")
    var id: String

    @OptionGroup var clear: ClearOptions
    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let shown = try QuarantineRuns(workspace).show(id, clear: clear.view)
        let (entry, record) = (shown.entry, shown.entry.record)
        if listing.form == .table {
          terminal.output(
            "\(record.name)  \(record.line)  \(record.file):\(record.physicalLine)  "
              + terminal.words("record \(record.record)", "第 \(record.record) 条记录")
              + "  \(record.state)  \(entry.firstBatch)"
              + (entry.firstBatch == entry.lastBatch ? "" : " … \(entry.lastBatch)"))
          for reason in entry.reasons {
            terminal.output(
              "  \(reason.code)  \(reason.column.map { "\($0): " } ?? "")\(reason.message)")
            for place in reason.further { terminal.output("    --> \(place)") }
          }
          if let waiver = entry.waiver {
            terminal.output(
              terminal.words("  waived by ", "  豁免人：")
                + "\(waiver.signer)  \(waiver.at)  \(waiver.reason)")
          }
        }
        var table = Listing(
          schema: "hotline/quarantine.show/1",
          columns: [
            Listing.Column(key: "column", english: "column", chinese: "列"),
            clear.showValues
              ? Listing.Column(key: "value", english: "value", chinese: "值")
              : Listing.Column(key: "value", english: "value (masked)", chinese: "值（已脱敏）"),
          ],
          rows: shown.fields.map { column, value in
            Listing.Row(
              cells: [column, value],
              json: ["column": .string(column), "value": .string(value)])
          })
        table.members["record"] = record.json
        table.members["reasons"] = .array(
          entry.reasons.map {
            [
              "code": .string($0.code), "message": .string($0.message),
              "column": .optional($0.column),
              "further": .array($0.further.map { .string($0) }),
            ]
          })
        table.members["waiver"] =
          entry.waiver.map {
            ["by": .string($0.signer), "because": .string($0.reason), "at": .string($0.at)]
          } ?? .null
        try table.print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write a batch's open records for repair, in their own dialect and charset.",
      discussion: """
        The file contains personal data in clear: the records as they were delivered, with the \
        columns _code, _reason and _id added at the end. Keep these three when you repair the \
        others.

        Exit codes: 0 written, 65 the records cannot go into one file, 73 the file already \
        exists.
        """)

    @Argument(help: "The batch, such as B0007.")
    var batch: String

    @Option(name: .customLong("to"), help: "The file to write; must be new.")
    var path: String

    @Option(help: "Only the records of this delivered file.")
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let written = try QuarantineRuns(workspace)
          .export(batch, file: file, to: path, language: terminal.language)
        guard written.records > 0 else {
          return terminal.say(
            terminal.words("no record in quarantine is open", "隔离区没有待处理的记录"))
        }
        terminal.output(
          terminal.words(
            "\(written.records) records in \(written.charset) written to \(written.path)",
            "已将 \(written.records) 条记录（\(written.charset)）写入 \(written.path)"))
        terminal.say("Next: hotline quarantine import \(path) -m MAPPING")
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Import repaired records as a small batch, and close their quarantine entries.",
      discussion: """
        A record that still cannot be used stays as it was.

        The file is imported completely or not at all; importing it again adds nothing.

        Exit codes: 0 all were imported, now or before, 2 some cannot be used, 65 the file cannot \
        be used, 75 another run is writing.
        """)

    @Argument(help: "The repaired file.")
    var file: String

    @Option(name: .shortAndLong, help: "The mapping: a folder in Mappings/sources.")
    var mapping: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let repaired = try QuarantineRuns(workspace)
          .importRepaired(file, mapping: mapping, now: Environment.now())
        if repaired.report != nil || listing.form != .table {
          try ImportListing.listing(repaired, terminal: terminal)
            .print(listing, workspace: workspace.folder, on: terminal)
        }
        FindingPrinter(terminal: terminal).print(repaired.findings)
        terminal.say(summary(repaired, on: terminal))
        if repaired.open + repaired.refused > 0 { throw ExitCode(2) }
      }
    }

    private func summary(
      _ repaired: QuarantineRuns.Repaired, on terminal: Terminal
    ) -> TerminalText {
      var text: TerminalText = terminal.words(
        "\(repaired.closed) records closed", "已关闭 \(repaired.closed) 条")
      if repaired.closedBefore > 0 {
        text =
          text
          + terminal.words(
            ", \(repaired.closedBefore) closed before", "，此前已关闭 \(repaired.closedBefore) 条")
      }
      text =
        text + terminal.words(", \(repaired.open) still open", "，仍待处理 \(repaired.open) 条")
      if repaired.refused > 0 {
        text =
          text + terminal.words(", \(repaired.refused) rows refused", "，拒收 \(repaired.refused) 行")
      }
      return text
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: "Read a batch's open records again, after a mapping or code table was corrected.",
      discussion: """
        Exit codes: 0 nothing is open any more, 2 some still cannot be used, 65 columns were not \
        kept, 75 another run is writing.
        """)

    @Argument(help: "The batch, such as B0007.")
    var batch: String

    @Option(name: .shortAndLong, help: "The mapping: a folder in Mappings/sources.")
    var mapping: String

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let report = try QuarantineRuns(workspace)
          .retry(batch, mapping: mapping, now: Environment.now())
        if let name = report.batch {
          terminal.say("\(terminal.words("batch", "批次")) \(name)  \(report.label)")
        }
        try ImportListing.listing(report, terminal: terminal)
          .print(listing, workspace: workspace.folder, on: terminal)
        FindingPrinter(terminal: terminal).print(report.findings)
        if report.total[.quarantined] > 0 { throw ExitCode(2) }
      }
    }
  }

  struct Waive: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "waive",
      abstract: "Leave records out for good, with a reason and a name; written to the audit trail.",
      discussion: "Exit codes: 0 waived, 65 one of them is not open (then none is waived).")

    @Argument(help: "The records, such as Q000184.")
    var ids: [String]

    @Option(help: "Why they may be left out.")
    var because: String

    @Option(name: .customLong("by"), help: "Who decides.")
    var signer: String

    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try QuarantineRuns(workspace)
          .waive(ids, because: because, by: signer, now: Environment.now())
        terminal.output(
          terminal.words("\(ids.count) records waived", "已豁免 \(ids.count) 条记录"))
      }
    }
  }
}

extension ImportListing {
  /// The books of repaired records, and what became of the others.
  static func listing(_ repaired: QuarantineRuns.Repaired, terminal: Terminal) -> Listing {
    var listing =
      repaired.report.map { self.listing($0, terminal: terminal) }
      ?? Listing(schema: "hotline/import/1", columns: columns, rows: [])
    listing.members["closed"] = .int(repaired.closed)
    listing.members["closed_before"] = .int(repaired.closedBefore)
    listing.members["open"] = .int(repaired.open)
    listing.members["refused"] = .int(repaired.refused)
    return listing
  }
}
