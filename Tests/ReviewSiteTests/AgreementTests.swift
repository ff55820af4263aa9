import Foundation
import HotlineModel
import TestSupport
import Testing

@testable import ReviewSite

/// What a command lists, its page shows: every row, and every cell of the columns that both have.
@Suite struct `Pages and commands agree` {
  struct Compared {
    let command: String, page: String, caption: String
    /// Whether the page turns over to further rows of this very list.
    var isPaged: Bool { ["号码", "事项", "记录", "批次，最新的在前"].contains(caption) && page.count < 13 }
    var mayBeEmpty: Bool { command == "cutover calendar" || command.hasPrefix("number history") }

    init(_ command: String, _ page: String, _ caption: String) {
      (self.command, self.page, self.caption) = (command, page, caption)
    }
  }

  private static let listings: [Compared] = [
    Compared("number list", "/numbers", "号码"),
    Compared("checklist list", "/checklists", "事项"),
    Compared("checklist show 12329", "/numbers/12329", "事项"),
    Compared("batch list", "/batches", "批次，最新的在前"),
    Compared("batch show B0001", "/batches/B0001", "各文件的账"),
    Compared("quarantine list --where state=open", "/quarantine", "记录"),
    Compared("policy ask", "/policies", "问题及待决定的热线"),
    Compared("policy deadlines", "/policies", "有期限的条款"),
    Compared("route check", "/routes", "全表检查"),
    Compared("cutover calendar", "/cutovers", "此后的事项"),
    Compared("user list", "/users", "用户"),
    Compared("user roles", "/users", "权限"),
    Compared("number history 12329", "/numbers/12329", "决定与变更"),
  ]

  /// Cells by the titles of their columns, a row each.
  typealias Rows = [[String: String]]

  @Test(.enabled(if: Shell.has("faketime"), "faketime is not installed"))
  func `each listing is the same in both`() async throws {
    let city = try SiteCity()
    let browser = Browser(city, as: "admin-city")
    var compared = 0
    for listing in Self.listings {
      var page: Rows = []
      for number in 1...50 {
        let gap = listing.page.contains("?") ? "&" : "?"
        #expect(await browser.get("\(listing.page)\(gap)page=\(number)") == 200)
        page += try Self.table(listing.caption, in: browser.text)
        if !browser.text.contains(">下一页<") || !listing.isPaged { break }
      }
      // The sum is not a row of machine forms.
      page.removeAll { $0["文件"] == "合计" }
      // Commands print the oldest first where pages show the newest.
      if listing.caption.contains("最新") { page.reverse() }
      var command = try Self.printed(listing.command, in: city)
      if listing.command == "cutover calendar" {
        command.removeAll { CivilInstant($0["时间"] ?? "").map { $0 < city.now } ?? false }
      }
      #expect(page.count == command.count, "\(listing.command): \(page.count) \(command.count)")
      #expect(!command.isEmpty || listing.mayBeEmpty, "\(listing.command)")
      for (shown, printed) in zip(page, command) {
        for (title, value) in shown {
          guard let cell = printed[title] else { continue }
          compared += 1
          // Pages group digits, and leave out the code behind a word.
          let (plain, other) = (value.filter { $0 != "," }, cell.filter { $0 != "," })
          let isSame = plain == other || other.hasPrefix(plain + "（") && other.hasSuffix("）")
          #expect(isSame, "\(listing.command) \(title): \(value) \(other)")
        }
      }
    }
    print("cells compared: \(compared)")
    #expect(compared > 2_000)
  }

  /// The table of a page with a caption.
  private static func table(_ caption: String, in html: String) throws -> Rows {
    guard let start = html.range(of: "<caption>\(caption)</caption>") else { return [] }
    let text = html[start.upperBound...].prefix { _ in true }
    let table = text[..<(text.range(of: "</table>")?.lowerBound ?? text.endIndex)]
    let rows = table.components(separatedBy: "<tr>").dropFirst().map { row in
      row.components(separatedBy: "<t").dropFirst()
        .filter { $0.hasPrefix("h") && !$0.hasPrefix("head") || $0.hasPrefix("d") }
        .map { cell in
          plain(String(cell.drop { $0 != ">" }.dropFirst()))
        }
    }
    guard let titles = rows.first else { return [] }
    return rows.dropFirst().map { Dictionary(zip(titles, $0)) { first, _ in first } }
  }

  private static func plain(_ html: String) -> String {
    let end = html.range(of: "</t")?.lowerBound ?? html.endIndex
    return String(html[..<end]).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }

  /// What a command prints as a table, with the columns that are hidden where there is no room.
  private static func printed(_ command: String, in city: SiteCity) throws -> Rows {
    let result = try Shell.run(
      """
      TZ=UTC faketime '2021-11-24 19:00:00' hotline -C w --lang zh \(command) --format md 2> errors
      test $? -le 2 || cat errors
      """, in: city.folder.path)
    let lines = result.output.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.dropFirst(2).dropLast(2).components(separatedBy: " | ").map {
        $0.replacing("\\|", with: "|")
      }
    }
    try #require(lines.count >= 2, "\(command): \(result.output)")
    return lines.dropFirst(2).map { cells in
      Dictionary(
        zip(lines[0], cells)
      ) { first, _ in first }
    }
  }
}
