import Console
import Foundation
import TestSupport
import Testing

@testable import CommandOptions
@testable import CommandHelp
@testable import hotline

/// What the program says of itself, for all its commands.
@Suite struct `Help` {
  init() { Hotline.isNamed }

  private static let english = Result { try made("en") }
  private static let chinese = Result { try made("zh") }

  /// The help of every command in one language, by the command's words; made once for all tests.
  private static func pages(_ language: String) throws -> [String: String] {
    try (language == "zh" ? chinese : english).get()
  }

  private static func made(_ language: String) throws -> [String: String] {
    let output = try Shell.run("hotline --lang \(language) help --all", in: Shell.root).output
    var pages: [String: String] = [:]
    for page in output.components(separatedBy: "\n== ").dropFirst() {
      let parts = page.components(separatedBy: " ==\n\n")
      pages[parts[0]] = parts[1]
    }
    return pages
  }

  /// Formats, products and terms of standards that are written in Latin letters in Chinese, too.
  private static let products: Set = [
    "CSV", "JSON", "XML", "DMN", "SVG", "BOM", "UDP", "WPS", "Excel", "Kamailio", "SIPp",
    "Markdown",
    "UNIQUE", "UTF", "TLS",
  ]
  /// Columns, states and settings, which are called the same in both languages.
  private static let keys: Set = [
    "line", "type", "file", "month", "period", "count", "status", "state", "open", "document",
    "signed", "null", "errors", "source", "tar", "todo", "samples", "expected", "probe", "a", "b",
    "c", "batch", "all", "unit", "total", "city",
  ]

  @Test func `no page in Chinese has Latin words but names`() throws {
    let nodes = CommandNode.root.all
    let arguments = nodes.flatMap { $0.arguments() } + CommandUsage.listed([])
    let names = Set(nodes.flatMap(\.path)).union(arguments.flatMap { $0.allValues ?? [] })
      .union(Self.products).union(Self.keys)
    let pages = try Self.pages("zh")
    #expect(pages.count == nodes.count)
    var lines = 0
    for (command, page) in pages {
      var isCode = false
      for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += 1
        if line.isEmpty { isCode = false }
        if line.hasPrefix("用法：") || line.hasPrefix("示例：") { isCode = true }
        if isCode { continue }
        // Options and placeholders; then words of letters alone: whatever holds a digit, a dot, a
        // slash or a sign is the name of a file, a code or a value.
        let rest = line.replacing(/<[a-z-]+>|(?:^|[^a-z])--?[a-zA-Z][a-z-]*/, with: "·")
        for word in rest.matches(of: /[A-Za-z0-9_.\/$~*{}"@:=|-]+/).map({ String($0.output) }) {
          let parts = word.split { "-.:/".contains($0) }.map(String.init)
          let isName = word.contains { !$0.isLetter && $0 != "-" } || names.contains(word)
          #expect(isName || parts.allSatisfy(names.contains), "\(command): \(word) in \(line)")
        }
      }
    }
    print("Chinese help: \(pages.count) pages, \(lines) lines checked")
    #expect(lines > 1_500)
  }

  @Test(arguments: ["en", "zh"])
  func `every page fits 80 cells and no line begins with closing punctuation`(language: String)
    throws
  {
    for (command, page) in try Self.pages(language) {
      for line in page.split(separator: "\n") {
        #expect(CellWidth.of(String(line)) <= 80, "\(command): \(line)")
        let first = line.first { $0 != " " } ?? "x"
        #expect(!"，。；：、！？）》”".contains(first), "\(command): \(line)")
      }
    }
  }

  @Test func `every page is usable in 20 cells`() {
    for command in CommandNode.root.all {
      for line in HelpScreen(command: command, width: 20).text.split(separator: "\n") {
        #expect(CellWidth.of(String(line)) <= 20, "\(command.title): \(line)")
      }
    }
  }

  @Test func `help is the same wherever the language and help are asked for`() throws {
    let spellings = [
      "hotline help import --lang zh", "hotline --lang zh help import",
      "hotline --lang=zh import -h",
      "hotline --lang zh import --help", "hotline import --help --lang=zh",
      "HOTLINE_LANG=zh hotline help import", "LANG=zh_CN.UTF-8 LC_ALL= hotline import --help",
      "LC_ALL=zh_TW.not-installed hotline import --help",
    ]
    let pages = try spellings.map { try Shell.run($0, in: Shell.root) }
    for (spelling, page) in zip(spellings, pages) {
      #expect(page.code == 0, "\(spelling)")
      #expect(page.errors.isEmpty, "\(spelling)")
      #expect(page.output == pages[0].output, "\(spelling)")
    }
    #expect(pages[0].output.hasPrefix("把一次来件的文件作为一个批次导入"))
    let roots = ["hotline help --lang zh", "hotline --lang zh", "hotline --lang zh --help"]
    for root in try roots.map({ try Shell.run($0, in: Shell.root) }) {
      #expect(root.code == 0)
      #expect(root.output.hasPrefix("把政务热线归并到 12345"))
    }
    let group = try Shell.run(
      "hotline --lang zh policy; hotline help policy --lang zh", in: Shell.root)
    #expect(group.output.components(separatedBy: "检查和维护规则表。").count == 3)
  }

  @Test func `a language that is not supported, or a locale that is not installed, does not fail`()
    throws
  {
    for setting in ["LC_ALL=fr_FR.UTF-8", "LANG=xx", "HOTLINE_LANG=de", "LC_ALL=zh_CN.GBK"] {
      let result = try Shell.run("\(setting) hotline help import", in: Shell.root)
      #expect(result.code == 0, "\(setting)")
      #expect(result.errors.isEmpty, "\(setting)")
    }
  }

  @Test func `every example is a command line that can be parsed`() throws {
    let titles = Set(CommandNode.root.all.map { $0.path.dropFirst().joined(separator: " ") })
    for (command, line) in CommandExamples.lines {
      #expect(titles.contains(command), "\(command)")
      #expect(line.hasPrefix("hotline \(command)"), "\(line)")
      let arguments = line.replacing("'", with: "").split(separator: " ").dropFirst()
      let walk = CommandLineWalk(arguments.map(String.init))
      #expect(walk.unknownCommand == nil && walk.unknownOption == nil, "\(line)")
      #expect(walk.missing.isEmpty, "\(line)")
    }
  }

  @Test func `groups take nothing themselves, and what they mean by default takes no values`() {
    for command in CommandNode.root.all where command.isGroup {
      let own = CommandArgument.all(of: command.type).map(\.title)
      #expect(own.isEmpty || command.path.count == 1, "\(command.title): \(own)")
      let meant = command.defaultChild?.arguments() ?? []
      #expect(meant.allSatisfy { $0.kind != .positional }, "\(command.title)")
    }
  }

  @Test(.enabled(if: Shell.has("mandoc"), "mandoc is not installed"))
  func `every manual page is clean for mandoc, and whatis can read it`() throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      PROGRAM=hotline "$ROOT/.ci/manuals" man && ls man/man1 man/zh_CN/man1 | grep -c '[.]1$'
      mandoc -Tlint man/man1/*.1 man/zh_CN/man1/*.1 | grep -v 'referenced manual not found'
      if command -v lexgrog >/dev/null; then
        LC_ALL=C.UTF-8 lexgrog man/man1/*.1 man/zh_CN/man1/*.1 | grep -v ' - ' || true
      fi
      """, in: folder.path)
    #expect(result.output == "\(CommandNode.root.all.count * 2)\n", "\(result.output)")
    #expect(result.errors.isEmpty)
  }
}
