package import Bytes
package import Findings

extension Listing {
  /// A column of a listing.
  package struct Column {
    /// How much a reader needs a column.
    package enum Rank {
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
    package let key: String
    /// The header in English.
    package let english: String
    /// The header in Chinese.
    package let chinese: String
    /// How much a reader needs it.
    package let rank: Rank
    /// Whether the cells are numbers: to the right, and never cut.
    package var isNumber = false
    /// Whether the cells may be cut where the screen is narrow.
    package var isText = false

    /// A column of any kind; those of the usual kinds have their own functions below.
    package init(
      key: String, english: String, chinese: String, rank: Rank, isNumber: Bool = false,
      isText: Bool = false
    ) {
      self.key = key
      self.english = english
      self.chinese = chinese
      self.rank = rank
      self.isNumber = isNumber
      self.isText = isText
    }

    /// What a row is: never hidden, never cut.
    package static func identifier(_ key: String, _ english: String, _ chinese: String) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: .essential)
    }

    /// In which state a row is: never hidden, never cut.
    package static func state(_ key: String, _ english: String, _ chinese: String) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: .essential)
    }

    /// A number: never cut.
    package static func number(
      _ key: String, _ english: String, _ chinese: String, rank: Rank = .useful
    ) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: rank, isNumber: true)
    }

    /// A name, code, date or file: never cut.
    package static func name(
      _ key: String, _ english: String, _ chinese: String, rank: Rank = .useful
    ) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: rank)
    }

    /// Text that may be cut.
    package static func text(
      _ key: String, _ english: String, _ chinese: String, rank: Rank = .useful
    ) -> Column {
      Column(key: key, english: english, chinese: chinese, rank: rank, isText: true)
    }

    /// The header that people read.
    package func title(in language: Language) -> String { language == .chinese ? chinese : english }

    /// Whether a person or a script calls the column so.
    package func isCalled(_ name: String) -> Bool {
      [key, english, chinese].contains { $0.lowercased() == name.lowercased() }
    }
  }

  /// A row of a listing.
  package struct Row {
    /// The values as machines get them, one a column: codes never change with the language.
    package let cells: [String]
    /// What people read instead of a code, by the key of its column.
    package let words: [String: Words]
    /// The colours of single cells in a table, by the keys of their columns.
    package let colours: [String: Terminal.Meaning]
    /// The row as machines get it; made only where it is asked for.
    package var json: JSONValue { makeJSON() }
    private let makeJSON: () -> JSONValue

    /// A row.
    ///
    /// - Parameters:
    ///   - cells: the values as machines get them, one a column.
    ///   - words: what people read instead of a code, by the key of its column.
    ///   - colours: the colours of single cells in a table, by the keys of their columns.
    ///   - json: the row as machines get it; not made before it is asked for.
    package init(
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
