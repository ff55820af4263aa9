import Foundation
import TestSupport
import Testing

/// The table of the architecture: which target may import which.
@Suite struct `Imports` {
  /// Own targets and outside modules that each target may import, beside Swift's own.
  static let allowed: [String: Set<String>] = [
    "Bytes": [],
    "Findings": ["Bytes"],
    "HotlineModel": ["Bytes", "Findings"],
    "Tickets": ["Bytes", "HotlineModel", "Findings"],
    "Reports": ["Bytes", "Findings", "HotlineModel", "Tickets"],
    "LocalFiles": [
      "CFiles", "CProcessor", "CSHA256", "CSodium", "CXXHash", "CZlib", "CZstd", "Findings",
      "HotlineModel",
    ],
    "Charsets": ["CBytes", "CProcessor", "CText"],
    "Workbooks": [
      "CXML", "CXLSXWriter", "CZlib", "Bytes", "Charsets", "Findings", "HotlineModel", "LocalFiles",
    ],
    "RecordReaders": [
      "CBytes", "CCSV", "CCutting", "CXML", "Bytes", "Charsets", "Findings", "HotlineModel",
      "Tickets", "Reports", "LocalFiles", "Workbooks",
    ],
    "Sheets": ["RecordReaders", "Findings", "HotlineModel", "LocalFiles"],
    "Crosswalk": ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "Sheets"],
    "DecisionTables": ["CDeciding", "Bytes"],
    "DMN": ["CXML", "Bytes", "DecisionTables"],
    "MergePolicy": [
      "Bytes", "Findings", "HotlineModel", "Reports", "Sheets", "DecisionTables", "DMN",
      "LocalFiles",
    ],
    "CallRouting": ["Findings", "HotlineModel", "Reports", "Sheets"],
    "Checklists": ["Bytes", "Findings", "HotlineModel", "Reports", "Sheets", "Workbooks"],
    "Surveys": [
      "Bytes", "Findings", "HotlineModel", "LocalFiles", "Sheets", "Workbooks",
    ],
    "Measures": ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "Sheets"],
    "Feeds": ["Bytes", "Findings", "HotlineModel", "Tickets", "LocalFiles", "Sheets"],
    "MergerStore": [
      "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "GRDB", "GRDBSQLite",
    ],
    "SwitchExporters": [
      "Bytes", "Findings", "HotlineModel", "Reports", "CallRouting", "LocalFiles",
    ],
    "TicketExporters": [
      "CXML", "Charsets", "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles",
    ],
    "MergerRuns": [
      "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "Charsets",
      "RecordReaders", "Sheets", "Crosswalk", "DecisionTables", "DMN", "MergePolicy", "CallRouting",
      "Checklists", "MergerStore", "SwitchExporters", "TicketExporters", "Workbooks", "Measures",
      "Feeds",
    ],
    "ProvinceRuns": [
      "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "Crosswalk",
      "RecordReaders", "MergerStore", "TicketExporters", "MergerRuns",
    ],
    "ReviewRuns": [
      "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "Sheets",
      "CallRouting", "Checklists", "MergePolicy", "MergerStore", "RecordReaders", "Surveys",
      "Workbooks", "Measures", "MergerRuns",
    ],
    "ReviewReports": [
      "Bytes", "Findings", "HotlineModel", "Reports", "LocalFiles", "Sheets", "Checklists",
      "Measures", "MergerStore", "Workbooks", "MergerRuns", "ReviewRuns",
    ],
    "Console": ["Bytes", "Findings", "HotlineModel", "Reports", "Workbooks"],
    "Listings": [
      "Bytes", "Findings", "HotlineModel", "Reports", "Checklists", "MergerRuns", "ReviewRuns",
      "Console",
    ],
    "ReviewSite": [
      "CSodium", "Bytes", "Findings", "HotlineModel", "Reports", "LocalFiles", "Sheets",
      "CallRouting", "Checklists", "MergePolicy", "MergerStore", "Measures", "MergerRuns",
      "ReviewRuns", "ReviewReports", "CutoverRuns", "Workbooks", "Console", "Listings",
      "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "NIOCore", "NIOHTTPTypes",
      "NIOPosix", "ServiceLifecycle", "UnixSignals",
    ],
    "CommandHelp": ["Console", "ArgumentParser"],
    "LiveSwitch": ["Bytes", "Findings", "HotlineModel", "LocalFiles", "Sheets"],
    "CutoverRuns": [
      "Bytes", "Findings", "HotlineModel", "Reports", "LocalFiles", "RecordReaders", "Sheets",
      "CallRouting", "Checklists", "MergerStore", "SwitchExporters", "MergerRuns", "ReviewRuns",
      "LiveSwitch",
    ],
    "FeedRuns": [
      "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "MergerStore",
      "TicketExporters", "Feeds", "MergerRuns",
    ],
    "CommandOptions": [
      "CommandHelp", "Bytes", "Findings", "HotlineModel", "Reports", "MergerRuns", "ReviewRuns",
      "Workbooks", "Console", "ArgumentParser",
    ],
    "hotline": [
      "CBuild", "CommandHelp", "CommandOptions", "LiveSwitch", "CutoverRuns", "Bytes", "Findings",
      "HotlineModel", "Reports", "MergerRuns", "ProvinceRuns",
      "ReviewRuns", "ReviewReports", "ReviewSite", "Workbooks", "Surveys", "Checklists", "Measures",
      "Console", "Listings", "FeedRuns", "ArgumentParser",
    ],
  ]
  static let swiftsOwn: Set<String> = [
    "Dispatch", "FoundationEssentials", "Glibc", "Synchronization",
  ]

  @Test(arguments: allowed.keys.sorted())
  func `a target imports only what the architecture allows`(target: String) throws {
    let folder = Shell.root + "/Sources/" + target
    let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    let sources = files.filter { $0.hasSuffix(".swift") }
    try #require(!sources.isEmpty)
    let permitted = try #require(Self.allowed[target]).union(Self.swiftsOwn)
    for file in sources {
      for module in try Self.imports(of: folder + "/" + file) {
        #expect(permitted.contains(module), "\(target)/\(file) imports \(module)")
      }
    }
  }

  static func targets() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: Shell.root + "/Sources")
      .filter { $0 != "README.md" }
  }

  @Test func `every target of ours has its row in the table`() throws {
    let withoutImports: Set = ["CBuild", "CLibraries", "SparkJob"]
    #expect(try Set(Self.targets()) == Set(Self.allowed.keys).union(withoutImports))
  }

  @Test func `every target says in ten lines what it holds and what to read first`() throws {
    for target in try Self.targets() {
      let folder = Shell.root + "/Sources/" + target + "/"
      let text = try String(contentsOfFile: folder + "README.md", encoding: .utf8)
      #expect(text.count(where: \.isNewline) <= 10, "\(target)")
      for part in ["Here", "Read first", "Not here"] {
        #expect(text.contains("**\(part):** "), "\(target): \(part)")
      }
      for file in text.matches(of: /`([\w\/+]+\.swift)`/) {
        #expect(FileManager.default.fileExists(atPath: folder + file.1), "\(target): \(file.1)")
      }
    }
  }

  @Test(arguments: allowed.keys.sorted())
  func `no target is above 8,500 lines`(target: String) throws {
    let folder = Shell.root + "/Sources/" + target
    let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    let lines = try files.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOfFile: folder + "/" + $0, encoding: .utf8).split(separator: "\n").count
    }
    #expect((1...8_500).contains(lines.reduce(0, +)), "\(target)")
  }

  @Test func `the ground floor imports nothing at all`() throws {
    let folder = Shell.root + "/Sources/Bytes"
    let files = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    let sources = files.filter { $0.hasSuffix(".swift") }
    try #require(!sources.isEmpty)
    for file in sources {
      #expect(try Self.imports(of: folder + "/" + file).isEmpty, "\(file)")
    }
  }

  @Test func `every code of the catalogue is found by something`() throws {
    let root = Shell.root + "/Sources/"
    let sources = try Self.sources { !$0.hasPrefix("Findings/") }
    let page = try String(contentsOfFile: root + "Findings/FindingCode.swift", encoding: .utf8)
    let names = page.matches(of: /case (\w+) = "HL/).map { String($0.1) }
    #expect(names.count > 80)
    let used = Set(sources.matches(of: /\.(\w+)/).map { String($0.1) })
    for name in names { #expect(used.contains(name), "\(name)") }
  }

  @Test func `every name in the glossary is one of the code's`() throws {
    let page = try String(contentsOfFile: Shell.root + "/CONTRIBUTING.md", encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let names = rows.flatMap { row in
      row.split(separator: "|").dropFirst(2).first?.matches(of: /`(?:\w+\.)?(\w+)`/).map {
        String($0.1)
      } ?? []
    }
    #expect(names.count > 20)
    let declared = try Set(
      Self.sources().matches(of: /(?:struct|enum|case|let) (\w+)/).map { String($0.1) })
    for name in names { #expect(declared.contains(name), "\(name)") }
  }

  /// `FindingKind` is the one way to a finding: whoever gets round it with a code and a dictionary
  /// may leave out a fact.
  @Test func `every finding is made by its kind`() throws {
    let root = Shell.root + "/Sources/"
    let files = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    for file in files where file.hasSuffix(".swift") {
      let source = try String(contentsOfFile: root + file, encoding: .utf8)
      let others = source.matches(
        of: /(init|func \w+)(<[^>]*>)?\([^)]*FindingCode[^)]*\[String: String\]/)
      #expect(others.isEmpty, "\(file): \(others.map(\.output.0))")
      let isKind = file == "Findings/Finding.swift" || file.hasPrefix("Findings/FindingKind")
      if !isKind { #expect(!source.contains("codeAndFacts"), "\(file)") }
      guard file.hasPrefix("Findings/"), file != "Findings/Finding.swift" else { continue }
      #expect(source.firstMatch(of: /self\.(facts|code) =/) == nil, "\(file)")
    }
    let finding = try String(contentsOfFile: root + "Findings/Finding.swift", encoding: .utf8)
    let inits = finding.matches(of: /init\(_ (\w+): (\[?\w+)/).map { String($0.output.2) }
    #expect(Set(inits) == ["FindingKind", "[Finding"])
  }

  @Test func `the flow of the import fits on two screens`() throws {
    let path = Shell.root + "/Sources/MergerRuns/Intake/ImportRun.swift"
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    #expect(lines.count <= 130)
  }

  /// The text of all files under Sources whose path is wanted.
  private static func sources(where isWanted: (String) -> Bool = { _ in true }) throws -> String {
    let root = Shell.root + "/Sources/"
    let files = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
    return try files.filter { $0.hasSuffix(".swift") && isWanted($0) }
      .map { try String(contentsOfFile: root + $0, encoding: .utf8) }.joined()
  }

  private static func imports(of path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
      .compactMap { line in
        let words = line.components(separatedBy: " ")
        guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
          words[..<index].allSatisfy({
            ["package", "public", "internal", "@testable"].contains($0)
          })
        else { return nil }
        return words[index + 1]
      }
  }
}
