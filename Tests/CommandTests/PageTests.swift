import Foundation
import TestSupport
import Testing

/// Pages lead to what exists, and users find each of them in both languages.
@Suite struct Pages {
  /// Pages of users that have no Chinese counterpart, and why.
  private static let withoutCounterpart = [
    "Documentation/Reference/glossary.md": "it is in both languages itself",
    "Documentation/Reference/ledger.md": "for programmers who read a ledger without the program",
    "Documentation/Reference/dmn.md": "for programmers of DMN models",
  ]

  /// Explanations, decisions and the notes beside the code are for those who work on the program.
  private static let userFolders = [
    "Documentation", "Documentation/HowTo", "Documentation/Reference",
    "Documentation/Reference/checks", "Documentation/Roles", "Documentation/Tutorials",
  ]

  private static func isForUsers(_ page: MarkdownPage) -> Bool {
    page.path.hasPrefix("README.")
      || userFolders.contains((page.path as NSString).deletingLastPathComponent)
  }

  static let english = MarkdownPage.all.filter { isForUsers($0) && !$0.path.hasSuffix(".zh.md") }
  static let chinese = MarkdownPage.all.filter { $0.path.hasSuffix(".zh.md") }

  @Test(arguments: MarkdownPage.all)
  func `every link leads to a file and a heading that exist`(page: MarkdownPage) throws {
    for link in page.links where !link.contains("://") && !link.hasPrefix("mailto:") {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
      let folder = (page.path as NSString).deletingLastPathComponent
      let target =
        parts[0].isEmpty
        ? page.path
        : ((folder as NSString).appendingPathComponent(String(parts[0])) as NSString)
          .standardizingPath
      #expect(
        FileManager.default.fileExists(atPath: Shell.root + "/" + target),
        "\(page.path): \(link) does not exist")
      if parts.count == 2 {
        let anchors = try MarkdownPage(target).anchors
        #expect(anchors.contains(String(parts[1])), "\(page.path): \(link) is not a heading")
      }
    }
  }

  @Test func `a page of users is in Chinese too, or there is a reason`() throws {
    try #require(Self.english.count > 40)
    for page in Self.english {
      let counterpart = page.path.dropLast(3) + ".zh.md"
      let exists = FileManager.default.fileExists(atPath: Shell.root + "/" + counterpart)
      let reason = Self.withoutCounterpart[page.path]
      #expect(exists == (reason == nil), "\(counterpart): \(reason ?? "missing")")
    }
  }

  @Test(arguments: chinese)
  func `a Chinese page follows its English one`(page: MarkdownPage) throws {
    let original = try MarkdownPage(String(page.path.dropLast(6)) + ".md")
    let (name, originalName) = (
      (page.path as NSString).lastPathComponent, (original.path as NSString).lastPathComponent
    )
    #expect(page.prose.prefix(4).joined().contains("](\(originalName))"))
    #expect(original.prose.prefix(4).joined().contains("](\(name))"))
    let levels = { (page: MarkdownPage) in page.headings.map { $0.prefix { $0 == "#" } } }
    #expect(levels(page) == levels(original))
    let missing = Self.facts(of: original).subtracting(Self.facts(of: page))
    #expect(missing.isEmpty, "\(page.path) lacks \(missing.sorted())")
  }

  /// What both languages have to name alike: codes of findings, options, sheets.
  private static func facts(of page: MarkdownPage) -> Set<String> {
    let text = (page.code + page.prose).joined(separator: "\n")
    return Set(
      text.matches(of: /HL\d{4}|--[a-z][a-z-]+|[a-z][a-z0-9_\/.-]*\.(?:csv|json|xml|xsd|sql|cfg)/)
        .map { String($0.0) })
  }

  /// The page of commands is the program's help, of which `HelpTests` asks the same.
  @Test(arguments: chinese.filter { !$0.path.hasSuffix("/commands.zh.md") })
  func `a Chinese page has no sentence in Latin letters`(page: MarkdownPage) {
    for line in page.prose where !line.contains("English: [") {
      let text = line.replacing(/\]\([^)\s]+\)/, with: "]")
      let prose = text.matches(of: /[A-Za-z][A-Za-z'’-]*(?:,? [a-z][A-Za-z'’-]+)+/)
        .map { String($0.0) }
      #expect(prose.isEmpty, "\(page.path): \(prose)")
    }
  }
}
