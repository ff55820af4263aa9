import CommandOptions
import Console
import Findings
import Foundation
import TestSupport
import Testing

@testable import CommandOptions
@testable import hotline

/// What sheets of workbooks are called.
@Suite struct `Titles of listings` {
  /// The names of documents that commands list.
  private static func schemas() throws -> Set<String> {
    let files = try ["hotline/Commands", "Listings"].flatMap { target in
      let folder = Shell.root + "/Sources/" + target
      return try FileManager.default.contentsOfDirectory(atPath: folder).map { folder + "/" + $0 }
    }
    return try files.filter { $0.hasSuffix(".swift") }.reduce(into: []) { names, file in
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let matches = text.matches(of: /Listing\(\s*schema: "hotline\/([a-z.-]+)\//)
      names.formUnion(matches.map { String($0.output.1) })
    }
  }

  @Test func `every listing has a title in both languages, short enough for a sheet`() throws {
    let schemas = try Self.schemas()
    #expect(schemas.count > 30)
    #expect(schemas.subtracting(Listing.titles.keys).isEmpty)
    for (name, title) in Listing.titles {
      #expect(title.english.utf16.count <= 31, "\(name)")
      #expect(title.chinese.unicodeScalars.allSatisfy { $0.value > 0x7F }, "\(name)")
    }
  }
}
