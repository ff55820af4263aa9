import Foundation

/// A Markdown page of the project, parted into what people read and what is code.
public struct MarkdownPage: Sendable, CustomStringConvertible {
  /// Its path from the project's root.
  public let path: String
  /// Its lines outside fenced blocks, with a back-quote in place of inline code.
  public let prose: [String]
  /// Its inline code.
  public let code: [String]
  /// The lines of its headings, with their signs.
  public let headings: [String]

  /// Its path.
  public var description: String { path }

  /// Reads a page by its path from the project's root.
  public init(_ path: String) throws {
    self.path = path
    var prose: [String] = []
    var code: [String] = []
    var headings: [String] = []
    var isInside = false
    for line in try String(contentsOfFile: Shell.root + "/" + path, encoding: .utf8)
      .components(separatedBy: "\n")
    {
      if line.trimmingCharacters(in: .whitespaces).hasPrefix("```") {
        isInside.toggle()
      } else if !isInside {
        if line.hasPrefix("#") { headings.append(line) }
        // Every second part is between back-quotes.
        let parts = line.components(separatedBy: "`")
        code += parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
        prose.append(parts.indices.filter { $0 % 2 == 0 }.map { parts[$0] }.joined(separator: "`"))
      }
    }
    (self.prose, self.code, self.headings) = (prose, code, headings)
  }

  /// Every Markdown page of the project, by path, without what was built or fetched.
  public static let all: [MarkdownPage] = paths(in: "").compactMap { try? MarkdownPage($0) }

  private static func paths(in folder: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: Shell.root + "/" + folder)
    return (names ?? []).sorted().flatMap { name in
      let path = folder + name
      if name.hasPrefix(".") || path == "build" { return [String]() }
      if name.hasSuffix(".md") { return [path] }
      return name.contains(".") ? [] : paths(in: path + "/")
    }
  }

  /// The targets of its links and pictures.
  public var links: [String] {
    prose.flatMap { line in line.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) } }
  }

  /// The names by which links reach its headings, as GitHub makes them.
  public var anchors: [String] {
    headings.map { heading in
      String(
        String.UnicodeScalarView(
          heading.drop { $0 == "#" || $0 == " " }.lowercased().unicodeScalars.compactMap { scalar in
            if scalar == " " { return "-" }
            let isKept =
              scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
              || scalar.properties.numericType != nil
            return isKept ? scalar : nil
          }))
    }
  }
}
