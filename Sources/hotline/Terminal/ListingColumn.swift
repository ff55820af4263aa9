import Bytes
import Findings
import HotlineModel

extension Listing {
  /// A column of a listing.
  struct Column {
    /// How much a reader needs a column.
    enum Rank {
      /// What a row is, or in which state: never hidden, however narrow the screen.
      case essential
      /// Shown where there is room.
      case useful
      /// The first to be hidden.
      case detail
      /// Only for machines, and for those who name it: never part of a table by itself.
      case machine
    }

    /// The name in `--columns`, CSV and JSON.
    let key: String
    let english: String
    let chinese: String
    let rank: Rank
    /// Whether the cells are numbers: to the right, and never cut.
    var isNumber = false
    /// Whether the cells may be cut where the screen is narrow.
    var isText = false

    /// What a row is: never hidden, never cut.
    static func identifier(_ key: String, _ english: String, _ chinese: String) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: .essential)
    }

    /// In which state a row is: never hidden, never cut.
    static func state(_ key: String, _ english: String, _ chinese: String) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: .essential)
    }

    /// A number: never cut.
    static func number(
      _ key: String, _ english: String, _ chinese: String, rank: Rank = .useful
    ) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: rank, isNumber: true)
    }

    /// A name, code, date or file: never cut.
    static func name(
      _ key: String, _ english: String, _ chinese: String, rank: Rank = .useful
    ) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: rank)
    }

    /// Text that may be cut.
    static func text(
      _ key: String, _ english: String, _ chinese: String, rank: Rank = .useful
    ) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: rank, isText: true)
    }

    /// The header that people read.
    func title(in language: Language) -> String { language == .chinese ? chinese : english }

    /// Whether a person or a script calls the column so.
    func isCalled(_ name: String) -> Bool {
      [key, english, chinese].contains { $0.lowercased() == name.lowercased() }
    }
  }

  /// A row of a listing.
  struct Row {
    /// The values as machines get them, one a column: codes never change with the language.
    let cells: [String]
    /// What people read instead of a code, by the key of its column.
    let words: [String: Words]
    /// The colours of single cells in a table, by the keys of their columns.
    let colours: [String: Terminal.Meaning]
    /// The row as machines get it; made only where it is asked for.
    var json: JSONValue { makeJSON() }
    private let makeJSON: () -> JSONValue

    init(
      cells: [String], words: [String: Words] = [:], colours: [String: Terminal.Meaning] = [:],
      json: @autoclosure @escaping () -> JSONValue
    ) {
      self.cells = cells
      self.words = words
      self.colours = colours
      makeJSON = json
    }
  }
}
