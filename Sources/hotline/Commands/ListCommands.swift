import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
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
        try BatchListing.batches(batches).print(listing, workspace: workspace.folder, on: terminal)
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
        try BatchListing.quarantine(workspace.quarantine()).print(
          listing, workspace: workspace.folder, on: terminal)
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
      if listing.form == .xlsx {
        throw ValidationError(
          words(
            "one code is not a listing; leave out \(code) to write all of them",
            "单个代码不是列表；不写 \(code) 则写出全部代码"))
      }
      if listing.form != .table {
        return terminal.output(Self.json(found), schema: "hotline/explain.code/1")
      }
      let (entry, language) = (found.entry, terminal.language)
      terminal.output("\(found.rawValue)  \(found.severity.words.text(in: language))")
      for (english, chinese, words) in [
        ("what: ", "情况：", entry.message), ("why: ", "后果：", entry.why), ("fix: ", "办法：", entry.fix),
      ] {
        terminal.output(
          prose: ["\(terminal.words(english, chinese))\(words.filled(in: language))"], hanging: 6)
      }
    }
  }

  /// A code in both languages; what a finding would name is left open.
  private static func json(_ code: FindingCode) -> JSONValue {
    func words(_ words: Words) -> JSONValue {
      ["en": .string(words.filled(in: .english)), "zh": .string(words.filled(in: .chinese))]
    }
    let entry = code.entry
    return [
      "code": .string(code.rawValue), "severity": .string(code.severity.rawValue),
      "exitCode": .int(Int(entry.exitCode)), "message": words(entry.message),
      "why": words(entry.why), "fix": words(entry.fix),
    ]
  }

  private func list(on terminal: Terminal) throws {
    try Listing(
      schema: "hotline/explain/2",
      columns: [
        .name("code", "code", "代码"),
        .state("severity", "severity", "程度"),
        .text("message", "what", "情况"),
      ],
      rows: FindingCode.allCases.map { code in
        let message = code.entry.filledMessage
        return Listing.Row(
          cells: [code.rawValue, code.severity.rawValue, message.english],
          words: ["severity": code.severity.words, "message": message], json: Self.json(code))
      }
    ).print(listing, workspace: nil, on: terminal)
  }
}
