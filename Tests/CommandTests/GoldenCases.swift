import Foundation
import TestSupport
import Testing

/// Commands as users type them, with what they print to the letter.
@Suite struct `Golden cases` {
  @Test(arguments: GoldenCase.all)
  func `a command prints what its case expects`(golden: GoldenCase) throws {
    let differences = try golden.differences()
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func `there are cases`() {
    #expect(GoldenCase.all.count >= 20)
  }

  @Test func `no case shows a whole telephone number of a citizen`() throws {
    // The sample city's fictitious callers have numbers of these two shapes.
    let caller = try Regex(#"1380000\d{4}(?!\d)|0757-?8210[1-9]\d{3}"#)
    for golden in GoldenCase.all {
      for file in ["expected.out", "expected.err"] {
        let path = Shell.root + "/Tests/Cases/\(golden.name)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.firstMatch(of: caller) == nil, "\(golden.name)/\(file)")
      }
    }
  }

  @Test func `no case shows a gap without its fact, nor a character that steers a terminal`() throws
  {
    for golden in GoldenCase.all {
      for file in ["expected.out", "expected.err"] {
        let path = Shell.root + "/Tests/Cases/\(golden.name)/\(file)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.firstMatch(of: /(?:^|[^$])\{[a-z]+\}/) == nil, "\(golden.name)/\(file)")
        // Cases also print files, which may begin with a byte order mark.
        let steering = text.unicodeScalars.filter { scalar in
          switch scalar.properties.generalCategory {
          case .control: scalar != "\n" && scalar != "\t" && scalar != "\r"
          case .format, .lineSeparator, .paragraphSeparator: scalar != "\u{FEFF}"
          default: false
          }
        }
        #expect(steering.isEmpty, "\(golden.name)/\(file)")
      }
    }
  }
}
