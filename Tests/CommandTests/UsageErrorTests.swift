import Foundation
import TestSupport
import Testing

@testable import CommandHelp
@testable import hotline

/// A command line that is wrong in one way, and what is said in both languages.
private struct WrongLine: Sendable, CustomTestStringConvertible {
  let arguments: String
  let english: [String]
  let chinese: [String]
  var testDescription: String { arguments }
}

@Suite struct `Usage errors` {
  private static let lines = [
    WrongLine(
      arguments: "imprt x.csv --mapping y",
      english: ["hotline has no command “imprt”", "Did you mean import?", "See hotline help"],
      chinese: ["hotline 没有子命令“imprt”", "是否要用 import？", "详见 hotline help"]),
    WrongLine(
      arguments: "policy chekc",
      english: ["hotline policy has no command “chekc”", "Did you mean check?"],
      chinese: ["hotline policy 没有子命令“chekc”", "是否要用 check？", "详见 hotline help policy"]),
    WrongLine(
      arguments: "batch --format json lst",
      english: ["hotline batch has no command “lst”", "Did you mean list?"],
      chinese: ["hotline batch 没有子命令“lst”", "是否要用 list？"]),
    WrongLine(
      arguments: "help batch shwo",
      english: ["hotline batch has no command “shwo”", "Did you mean show?"],
      chinese: ["hotline batch 没有子命令“shwo”", "是否要用 show？"]),
    WrongLine(
      arguments: "-C w exprot tickets", english: ["Did you mean export?"],
      chinese: ["是否要用 export？"]),
    WrongLine(
      arguments: "import --maping y",
      english: ["hotline import has no option --maping", "Did you mean --mapping?"],
      chinese: ["hotline import 没有选项 --maping", "是否要用 --mapping？", "详见 hotline help import"]),
    WrongLine(
      arguments: "status -qz", english: ["hotline status has no option -z"],
      chinese: ["hotline status 没有选项 -z"]),
    WrongLine(
      arguments: "import x.csv",
      english: [
        "missing --mapping <mapping>, --line <line>", "--line <line>\n      The line that",
      ],
      chinese: ["缺少 --mapping <mapping>、--line <line>", "--line <line>\n      工单所属的热线"]),
    WrongLine(
      arguments: "batch show", english: ["missing <batch>", "See hotline help batch show"],
      chinese: ["缺少 <batch>", "<batch>\n      批次，例如 B0007。", "详见 hotline help batch show"]),
    WrongLine(
      arguments: "import x.csv -m",
      english: ["-m needs a value", "--mapping <mapping>\n      The mapping"],
      chinese: ["-m 后面缺少值", "--mapping <mapping>\n      映射"]),
    WrongLine(arguments: "--lang", english: ["--lang needs a value"], chinese: ["--lang 后面缺少值"]),
    WrongLine(
      arguments: "decide 1 --because x --mode half",
      english: ["--mode: “half” cannot be used", "full-merge, dual-number, sub-center"],
      chinese: ["--mode：“half”不能用", "full-merge（整体并入）"]),
    WrongLine(
      arguments: "status --format yaml",
      english: ["--format: “yaml” cannot be used", "table, json, jsonl, csv, md, or xlsx"],
      chinese: ["--format：“yaml”不能用", "table（表格）、json"]),
    WrongLine(
      arguments: "status --limit many", english: ["--limit: “many” cannot be used"],
      chinese: ["--limit：“many”不能用", "最多输出多少行"]),
    WrongLine(
      arguments: "completion fish", english: ["<shell>: “fish” cannot be used"],
      chinese: ["<shell>：“fish”不能用"]),
    WrongLine(
      arguments: "classify --as-of tomorrow",
      english: ["--as-of: tomorrow: expected a day such as 2021-10-31"],
      chinese: ["--as-of：tomorrow：应为日期，例如 2021-10-31"]),
    WrongLine(
      arguments: "status --json=yes", english: ["--json takes no value: “yes”"],
      chinese: ["--json 不带值：“yes”", "请去掉这个值。"]),
    WrongLine(
      arguments: "status a b", english: ["too many arguments: “a”, “b”"],
      chinese: ["多余的参数：“a”、“b”"]),
    WrongLine(
      arguments: "status ---x", english: ["has no option ---x"], chinese: ["没有选项 ---x"]),
    WrongLine(
      arguments: "decide 1 --because ' '", english: ["--because: give the reason"],
      chinese: ["--because：须写明理由"]),
    WrongLine(
      arguments: "explain HL0000",
      english: ["HL0000 is not a code", "See hotline help explain"],
      chinese: ["HL0000 不是问题代码", "详见 hotline help explain"]),
  ]

  @Test(arguments: lines)
  private func `says what was found, how to correct it and where to read more`(line: WrongLine)
    throws
  {
    for (language, expected) in [("en", line.english), ("zh", line.chinese)] {
      let result = try Shell.run(
        "HOTLINE_LANG=\(language) hotline \(line.arguments)", in: Shell.root)
      #expect(result.code == 64)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix(language == "en" ? "error: " : "错误："))
      for text in expected { #expect(result.errors.contains(text), "\(result.errors)") }
      #expect(
        result.errors.contains(language == "en" ? "\n  See hotline help" : "\n  详见 hotline help"))
    }
  }

  @Test func `what is repeated of a command line cannot steer the terminal or forge a line`() throws
  {
    for arguments in [
      #"$'im\e[31m\nerror: all lost'"#, #"status $'--for\emat'"#, #"status $'a\nerror: b'"#,
      #"status --format $'x\ny'"#, #"explain $'HL\e[2J'"#, #"import x $'-m\n'"#,
      #"help $'x\ny'"#, #"status $'--json=a\nb'"#,
    ] {
      let result = try Shell.run("hotline \(arguments)", in: Shell.root)
      #expect(result.code == 64, "\(arguments)")
      #expect(!result.errors.unicodeScalars.contains("\u{1B}"), "\(arguments)")
      #expect(
        result.errors.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("  ") },
        "\(result.errors)")
    }
  }

  @Test func `the nearest name is suggested, and none where none is near`() {
    let names = ["import", "init", "export", "explain", "status", "--mapping", "--json"]
    for (word, expected) in [
      ("imprt", "import"), ("mport", "import"), ("improt", "import"), ("expl", "explain"),
      ("stat", "status"), ("--maping", "--mapping"), ("-json", "--json"),
    ] {
      #expect(Suggestion.nearest(to: word, among: names) == expected, "\(word)")
    }
    for word in ["x", "", "导入", "frobnicate", "--", "ex"] {
      #expect(Suggestion.nearest(to: word, among: names) == nil, "\(word)")
    }
    #expect(Suggestion.distance("kitten", "sitting") == 3)
    #expect(Suggestion.distance("", "abc") == 3)
    #expect(Suggestion.distance("ab", "ba") == 1)
  }

  @Test func `every kind of complaint the library has is one that we know`() throws {
    let path = Shell.root + "/.build/checkouts/swift-argument-parser/Sources/ArgumentParser/Parsing"
    let source = try String(contentsOfFile: path + "/ParserError.swift", encoding: .utf8)
    let start = try #require(source.range(of: "enum ParserError"))
    let body = source[start.upperBound...].prefix { $0 != "}" }
    let kinds = Set(body.matches(of: /case ([a-zA-Z]+)/).map { String($0.output.1) })
    let answers: Set = [
      "helpRequested", "versionRequested", "dumpHelpRequested", "completionScriptRequested",
      "completionScriptCustomResponse",
    ]
    // No command of ours has several flags for one value, or does without subcommands it needs; a
    // script for a shell is printed by `hotline completion`.
    let neverMet: Set = [
      "notImplemented", "invalidState", "missingSubcommand", "noArguments", "notParentCommand",
      "unsupportedShell",
    ]
    #expect(kinds == answers.union(neverMet).union(ParserComplaint.kinds))
  }
}
