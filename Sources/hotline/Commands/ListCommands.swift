import ArgumentParser
import Bytes
import Findings
import HotlineModel
import MergerRuns
import Reports

struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: words("Look at what was imported; undo a batch.", "查看已导入的批次，撤销批次。"),
    subcommands: [List.self, Show.self, Diff.self, Undo.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words("The batches with their books, the oldest first.", "列出批次及其对账结果，最早的在前。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        let batches = try workspace.batches()
        try Listing(
          schema: "hotline/batch.list/1",
          columns: [
            Listing.Column(key: "batch", english: "batch", chinese: "批次"),
            Listing.Column(key: "line", english: "line", chinese: "热线"),
            Listing.Column(key: "mapping", english: "mapping", chinese: "映射"),
            Listing.Column(key: "state", english: "state", chinese: "状态"),
            Listing.Column(key: "files", english: "files", chinese: "文件", isNumber: true),
            Listing.Column(key: "read", english: "read", chinese: "读取", isNumber: true),
            Listing.Column(key: "accepted", english: "accepted", chinese: "新增", isNumber: true),
            Listing.Column(
              key: "quarantined", english: "quarantined", chinese: "隔离", isNumber: true),
            Listing.Column(key: "label", english: "label", chinese: "名称"),
          ],
          rows: batches.map { batch in
            Listing.Row(
              cells: [
                batch.name, batch.line, batch.mapping, batch.state, String(batch.files.count),
                String(batch.total.read), String(batch.total[.accepted]),
                String(batch.total[.quarantined]),
                batch.label,
              ], json: batch.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }
}

struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: words("The quarantined records: look, repair, retry, waive.", "隔离区的记录：查看、修复、重试、豁免。"),
    subcommands: [List.self, Show.self, Export.self, Import.self, Retry.self, Waive.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: words(
        "The quarantined records, with the first reason for each.",
        "列出隔离区的记录，以及每条的首要原因。"))

    @OptionGroup var listing: ListingOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      try common.inWorkspace { workspace, terminal in
        try Listing(
          schema: "hotline/quarantine.list/1",
          columns: [
            Listing.Column(key: "id", english: "id", chinese: "编号"),
            Listing.Column(key: "line", english: "line", chinese: "热线"),
            Listing.Column(key: "file", english: "file", chinese: "文件"),
            Listing.Column(key: "physicalLine", english: "at line", chinese: "行", isNumber: true),
            Listing.Column(key: "code", english: "code", chinese: "代码"),
            Listing.Column(key: "state", english: "state", chinese: "状态"),
            Listing.Column(key: "reason", english: "reason", chinese: "原因"),
          ],
          rows: try workspace.quarantine().map { record in
            Listing.Row(
              cells: [
                record.name, record.line, record.file, String(record.physicalLine), record.code,
                record.state,
                FindingCode(rawValue: record.code)?.entry.message.filled(in: terminal.language)
                  ?? "",
              ], json: record.json)
          }
        ).print(listing, workspace: workspace.folder, on: terminal)
      }
    }
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: words("What a finding's code means, and what to do.", "解释问题代码的含义和处理办法。"))

  @Argument(
    help: words(
      "A code such as HL2207; without one, all codes are listed.",
      "问题代码，例如 HL2207；不写则列出全部。"), completion: .findingCodes)
  var code: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.run { terminal in
      guard let code else { return try list(on: terminal) }
      guard let found = FindingCode(rawValue: code.uppercased()) else {
        throw ValidationError(
          words(
            "\(code) is not a code; hotline explain lists them all",
            "\(code) 不是问题代码；hotline explain 列出全部代码"))
      }
      let (entry, language) = (found.entry, terminal.language)
      terminal.output("\(found.rawValue)  \(found.severity.rawValue)")
      terminal.output("\(terminal.words("what", "情况")): \(entry.message.filled(in: language))")
      terminal.output("\(terminal.words("why", "后果")): \(entry.why.filled(in: language))")
      terminal.output("\(terminal.words("fix", "办法")): \(entry.fix.filled(in: language))")
    }
  }

  private func list(on terminal: Terminal) throws {
    try Listing(
      schema: "hotline/explain/1",
      columns: [
        Listing.Column(key: "code", english: "code", chinese: "代码"),
        Listing.Column(key: "severity", english: "severity", chinese: "程度"),
        Listing.Column(key: "message", english: "what", chinese: "情况"),
      ],
      rows: FindingCode.allCases.map { code in
        let (entry, language) = (code.entry, terminal.language)
        let message = entry.message.filled(in: language)
        return Listing.Row(
          cells: [code.rawValue, code.severity.rawValue, message],
          json: [
            "code": .string(code.rawValue), "severity": .string(code.severity.rawValue),
            "message": .string(message), "why": .string(entry.why.filled(in: language)),
            "fix": .string(entry.fix.filled(in: language)),
          ])
      }
    ).print(listing, workspace: "", on: terminal)
  }
}
