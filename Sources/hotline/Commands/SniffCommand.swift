import ArgumentParser
import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import MergerRuns
import Reports

struct SniffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sniff",
    abstract: words(
      "What files are: container, charset, dialect, header, columns, fitting mappings.",
      "识别文件：文件类型、字符集、格式、表头、各列、适合的映射。"),
    discussion: words(
      """
      Reads every byte and writes nothing. Examples are masked; columns that seem to hold \
      personal data are named. The table is the columns; what the file is goes to standard \
      error.

      Exit codes: 0 every file is readable, 65 one of them cannot be imported, 66 one of \
      them does not exist.
      """,
      """
      读取每个字节，不写任何内容。举例已脱敏；疑似含个人信息的列逐一列出。标准输出是各列的表；文件\
      概况写到标准错误。

      退出码：0 文件都可以读取；65 有文件不能导入；66 有文件不存在。
      """))

  @Argument(help: words("The files.", "文件。"), completion: .file())
  var files: [String]

  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.inWorkspace { workspace, terminal in
      let run = try SniffRun(workspace)
      var profiles: [(path: String, profile: FileProfile)] = []
      var complaints: [Finding] = []
      let paths = try DeliveryPaths(files, in: workspace)
      terminal.sayLeftOut(paths)
      let progress = ProgressLine(terminal: terminal)
      for path in paths.files {
        do {
          profiles.append((path, try run.run(path, progress: progress.show)))
        } catch let unusable as Unusable {
          complaints += unusable.findings
        }
      }
      if listing.form == .table {
        for (path, profile) in profiles {
          try show(profile, of: path, workspace: workspace, on: terminal)
        }
      } else {
        var table = SniffListing.listing(profiles.map(\.profile))
        table.findings = profiles.flatMap(\.profile.findings)
        try table.print(listing, workspace: workspace.folder, on: terminal)
      }
      FindingPrinter(terminal: terminal).print(profiles.flatMap(\.profile.findings))
      guard complaints.isEmpty else { throw Unusable(complaints) }
    }
  }

  private func show(
    _ profile: FileProfile, of path: String, workspace: Workspace, on terminal: Terminal
  ) throws {
    terminal.output(prose: SniffWords(terminal: terminal).lines(of: profile))
    try SniffListing.listing([profile]).print(listing, workspace: workspace.folder, on: terminal)
    let words = SniffWords(terminal: terminal)
    terminal.output(prose: words.fits(of: profile))
    // What was piped in cannot be read again.
    guard !DeliveryPaths.isPipedIn(path) else { return }
    if let best = profile.fits.first, best.missing.isEmpty {
      terminal.next(
        NextStep(
          arguments: ["preview", NextStep.path(path)] + NextStep.mapping(best.mapping)))
    } else {
      let name = DraftRun.proposedName(for: path, in: workspace)
      terminal.next(
        NextStep(
          arguments: ["mapping", "new", NextStep.path(path)] + NextStep.option("--name", name),
          words: Words("draft a mapping, under a name that you choose", "起草映射，名称可自定")))
    }
  }
}

/// What a file is, in a few lines.
struct SniffWords {
  let terminal: Terminal

  func lines(of profile: FileProfile) -> [TerminalText] {
    // What bytes say of the charset says nothing of a workbook's parts.
    let counts: [TerminalText] =
      profile.charset.bytes == 0 ? [] : ["\(charset(of: profile))"]
    return ["\(head(of: profile))"] + counts + personal(of: profile)
  }

  private func head(of profile: FileProfile) -> String {
    let records = Listing.grouped(String(profile.records))
    var parts: [String] = []
    switch profile.layout {
    case .xml(let record):
      parts = [
        "XML", charsetName(profile.file.charset),
        terminal.words("record element <\(record)>", "记录元素 <\(record)>"),
      ]
    case .separated(let dialect):
      parts = [
        "CSV", charsetName(profile.file.charset), delimiter(dialect.syntax.delimiterName),
        headerRows(dialect.titleRows, dialect.headerRows),
      ]
    case .workbook(let table):
      let names = table.sheets.map { terminal.words("`\($0)`", "“\($0)”") }
      parts = [
        form(table.form),
        names.count == 1
          ? terminal.words("sheet \(names[0])", "工作表\(names[0])")
          : terminal.words(
            "sheets \(names.joined(separator: ", "))", "工作表\(names.joined(separator: "、"))"),
        headerRows(table.titleRows, table.headerRows),
      ]
    }
    if case .separated(let dialect) = profile.layout {
      let syntax = dialect.syntax
      if syntax.escape == .backslash {
        parts.insert(terminal.words("escape backslash", "反斜杠转义"), at: 3)
      }
      if syntax.quote != .double {
        parts.insert(
          terminal.words("quote \(syntax.quote.rawValue)", "引号 \(syntax.quote.rawValue)"),
          at: 3)
      }
    }
    parts.append(terminal.words("\(records) records", "\(records) 条记录"))
    if profile.damaged > 0 {
      parts.append(terminal.words("\(profile.damaged) damaged", "\(profile.damaged) 条损坏"))
    }
    parts.append(terminal.words("\(profile.columns.count) columns", "\(profile.columns.count) 列"))
    return "\(profile.file.name)  \(parts.joined(separator: comma))"
  }

  private func form(_ form: FileLayout.Table.Form) -> String {
    switch form {
    case .xlsx: terminal.words("workbook", "工作簿")
    case .xml2003: terminal.words("workbook in XML", "XML 工作簿")
    case .html: terminal.words("HTML", "网页（HTML）")
    }
  }

  private func headerRows(_ titleRows: Int, _ headerRows: Int) -> String {
    let (row, last) = (titleRows + 1, titleRows + headerRows)
    let rows = row == last ? "\(row)" : "\(row)–\(last)"
    let noun = row == last ? "row" : "rows"
    return terminal.words("header in \(noun) \(rows)", "表头在第 \(rows) 行")
      + (titleRows > 0
        ? terminal.words(" (\(titleRows) title rows above)", "（其上 \(titleRows) 行标题）") : "")
  }

  private func delimiter(_ name: String) -> String {
    let names = ["comma": "逗号", "tab": "制表符", "semicolon": "分号", "pipe": "竖线"]
    return terminal.words(name, (names[name] ?? name) + "分隔")
  }

  private var comma: String { terminal.words(", ", "，") }

  private func charsetName(_ charset: String) -> String { charset.uppercased() }

  private func charset(of profile: FileProfile) -> String {
    let found = profile.charset
    var parts: [String] = []
    parts.append(
      found.hasByteOrderMark
        ? terminal.words("byte order mark", "有 BOM") : terminal.words("no byte order mark", "无 BOM")
    )
    if found.asciiBytes == found.bytes {
      parts.append(terminal.words("ASCII throughout", "全部为 ASCII"))
    } else {
      parts.append(
        terminal.words(
          "\(Share(value: found.utf8Share)) of the non-ASCII characters are UTF-8",
          "ASCII 以外 \(Share(value: found.utf8Share)) 符合 UTF-8"))
    }
    if profile.file.charset.hasPrefix("gb18030") {
      parts.append(
        terminal.words(
          "\(Listing.grouped(String(found.fourByteCharacters))) four-byte characters",
          "四字节字符 \(found.fourByteCharacters) 个"))
      if found.gb18030Faults > 0 {
        parts.append(
          terminal.words(
            "\(found.gb18030Faults) bytes cannot be decoded", "\(found.gb18030Faults) 处无法解码"))
      }
    } else if found.utf8Faults > 0 {
      parts.append(
        terminal.words("\(found.utf8Faults) bytes cannot be decoded", "\(found.utf8Faults) 处无法解码"))
    }
    if found.privateUse > 0 {
      parts.append(
        terminal.words(
          "\(found.privateUse) private-use characters", "私用区字符 \(found.privateUse) 个"))
    }
    return "  \(terminal.words("charset", "字符集"))  \(parts.joined(separator: comma))"
  }

  private func personal(of profile: FileProfile) -> [TerminalText] {
    let names = profile.columns.filter { $0.privacy != .open }.map(\.name)
    guard !names.isEmpty else { return [] }
    let list = names.joined(separator: terminal.words(", ", "、"))
    return ["  \(terminal.words("personal", "个人信息"))  \(list)"]
  }

  func fits(of profile: FileProfile) -> [TerminalText] {
    if profile.fits.isEmpty {
      return [terminal.words("  fits  no mapping of this workspace", "  没有适合的映射")]
    }
    return profile.fits.prefix(3).map { fit in
      var parts = [
        terminal.words(
          "\(fit.found) of \(fit.columns) columns", "\(fit.columns) 列中有 \(fit.found) 列")
      ]
      if fit.sampled > 0 {
        let share = Share(value: Double(fit.clean) / Double(fit.sampled))
        parts.append(
          terminal.words("\(share) of records without a finding", "\(share) 的记录没有问题"))
      }
      parts += fit.reasons.prefix(3).map { "\($0.code) \($0.count)" }
      if !fit.missing.isEmpty {
        let missing = fit.missing.joined(separator: terminal.words(", ", "、"))
        parts.append(terminal.words("missing \(missing)", "缺少 \(missing)"))
      }
      let words = parts.joined(separator: terminal.words("; ", "；"))
      return "  \(terminal.words("fits", "适合"))  \(fit.mapping)  \(words)"
    }
  }
}

/// The columns of sniffed files as a table; in JSON one object a file.
enum SniffListing {
  static func listing(_ profiles: [FileProfile]) -> Listing {
    Listing(
      schema: "hotline/sniff/1",
      columns: [
        .name("file", "file", "文件", rank: .detail),
        .identifier("column", "column", "列"),
        .number("filled", "filled %", "有值 %"),
        .text("shape", "shape", "形态"),
        .number("distinct", "distinct", "不同值", rank: .detail),
        .name("personal", "personal", "个人信息"),
        .text("examples", "examples", "示例"),
      ],
      rows: profiles.flatMap { profile in
        profile.columns.map { column in
          Listing.Row(
            cells: [profile.file.name] + cells(column),
            words: [
              "shape": Words(shapes(of: column, in: .english), shapes(of: column, in: .chinese)),
              "personal": column.privacy.words,
              "examples": Words(
                column.examples.joined(separator: " "),
                column.examples.map { Masking.shown($0, in: .chinese) }.joined(separator: " ")),
            ], json: profile.json)
        }
      }
    ).machineRows(profiles.map(\.json))
  }

  private static func shapes(of column: ColumnProfile, in language: Language) -> String {
    column.shapes.prefix(2).map { shape in
      shape.name == ValueShape.date.rawValue
        ? column.layouts.prefix(2).map(\.name).joined(separator: " | ")
        : ValueShape(rawValue: shape.name)?.words.text(in: language) ?? shape.name
    }.joined(separator: language == .chinese ? "、" : ", ")
  }

  private static func cells(_ column: ColumnProfile) -> [String] {
    let share = Share(value: column.filledShare).description.dropLast()
    return [
      column.name, String(share), shapes(of: column, in: .english),
      (column.isDistinctOpen ? ">" : "") + String(column.distinct),
      column.privacy.words.english,
      column.examples.joined(separator: " "),
    ]
  }
}

extension Listing {
  /// The listing with other objects for machines than one a row: the first rows carry them.
  fileprivate func machineRows(_ objects: [JSONValue]) -> Listing {
    var copy = self
    copy.members["files"] = .array(objects)
    copy.rows = rows.map { row in
      Row(
        cells: row.cells, words: row.words,
        json: .object(
          Dictionary(
            zip(columns.map(\.key), row.cells.map { JSONValue.string($0) }),
            uniquingKeysWith: { $1 })))
    }
    return copy
  }
}
