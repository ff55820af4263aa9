import HotlineModel

/// A mapping compiled into slots, one for each field of the ticket: the column it reads, an
/// operation, and what happens to a value that cannot be carried over.
///
/// Records are evaluated as bytes, and the tickets are written as they are stored. An operation that
/// needs texts makes them of its own field only.
struct MappingProgram: Sendable {
  /// What is done to the text of a column.
  enum Operation: UInt8 {
    case text
    /// A text whose digits matter: one that a spreadsheet has rounded cannot be carried over.
    case digits
    case instant
    case phone
    case code
    case flag
    case degrees
    case constant
    /// A list, a unit, or a code whose meaning depends on the day or on another column: its value is
    /// made of texts before the ticket is written.
    case made
    /// An entry of the open area, in `preparedSlots`; in `slots` all entries together.
    case entry
  }

  /// Two times, by their numbers, the later of which cannot be before the earlier.
  struct TimePair {
    let earlier: Int
    let later: Int
    let policy: TimeOrder.Policy
  }

  /// What a field is to those who count tickets.
  enum Counted: UInt8 {
    case no, received, type, status

    init(_ field: TicketField) {
      switch field {
      case .callReceivedAt: self = .received
      case .matterType: self = .type
      case .statusState: self = .status
      default: self = .no
      }
    }
  }

  /// A part of `literals`, or of `layouts`.
  struct Part {
    var start: UInt32 = 0
    var end: UInt32 = 0

    init(_ range: Range<Int> = 0..<0) {
      start = UInt32(range.lowerBound)
      end = UInt32(range.upperBound)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// How one field is filled; numbers only, so that reading it counts no references.
  struct Slot {
    var operation = Operation.text
    /// Its number among the times of the ticket; -1 where it is not one.
    var time: Int8 = -1
    var isRequired = false
    var otherwise = FieldRule.FailurePolicy.quarantine
    var hasSteps = false
    var isList = false
    /// Whether tickets are counted by it, and as what.
    var counted = Counted.no
    /// Whether two layouts may read one text as different dates.
    var layoutsClash = false
    /// The tags of the value and of what the record said.
    var tag: UInt8 = 0
    var legacyTag: UInt8 = 0
    /// The rule of the mapping, and the column its text stands in; -1 where there is none.
    var rule: Int32 = 0
    var position: Int32 = -1
    /// Its place among the slots whose text is made of texts; -1 where the column holds it.
    var prepared: Int32 = -1
    /// Which of `layouts`, and which list of `words`.
    var layouts = Part()
    var list: Int32 = 0
    /// What is written whatever the record says: the cell of a constant, or what comes before the
    /// value of an entry.
    var constant = Part()
    /// The most degrees on either side of zero.
    var limit: Int32 = 0
  }

  /// What is written for a word, a part of `literals`, and whether the legacy one was the same.
  struct WrittenWord {
    var value = Part()
    var isSame = true
  }

  /// Why the evaluation of a batch stopped at a record.
  enum Stop {
    /// The record may be no ticket at all, for what stands in it or for its width.
    case irregular
    case faults(RecordFaults)
  }

  let mapping: Mapping
  let line: LegacyHotline
  let home: AreaCode
  var slots: [Slot] = []
  var number = Slot()
  /// Whether some slot fills the open area.
  var hasEntries = false
  /// The slots whose text is made of texts, the number's included.
  var preparedSlots: [Slot] = []
  /// What each of them does.
  var textRules: [TextRule] = []
  /// All text that is the same for all tickets, one piece after the other.
  var literals: [UInt8] = []
  /// The most bytes that literals take in one ticket.
  var literalRoom = 0
  /// The fields that are times, by their numbers, and what their order is to be.
  var timeFields: [TicketField] = []
  var timePairs: [TimePair] = []
  /// The number of the time at which the call came in; -1 where no rule fills it.
  var received = -1
  var layouts: [DateLayout.Extent] = []
  /// The steps of all layouts, in sequence.
  var steps: [DateLayout.Step] = []
  /// Legacy codes, placeholders, flags and names of columns, and what is written for each.
  var words = WordTable()
  var written: [WrittenWord] = []
  var placeholders = 0
  var flags = 0
  var columnNames = 0
  /// What most cells are told from placeholders and from names of columns by.
  var placeholderFilter = WordTable.Filter()
  var nameFilter = WordTable.Filter()
  /// For each byte whether a cell that begins with it, or ends with it, may be one of these: a bit for each
  /// list, and one where it may be part of a blank, or is U+0000.
  var firstMarks = InlineArray<256, UInt8>(repeating: 0)
  var lastMarks = InlineArray<256, UInt8>(repeating: 0)
  static let blankMark: UInt8 = 1
  /// Where each column stands; only filled where a field takes more than one.
  var columns: [String: Int] = [:]
  /// Columns every record must have; -1 where each has its own.
  var width = -1
  var firstColumn: [UInt8] = []
  /// Whether an empty field may be behind the last column.
  let ignoresTrailing: Bool
  var skips: [(position: Int, rule: SkipRule)] = []
  /// How often the text of one column may be written into a ticket.
  var copies = 2
  /// Whether what fills some field depends on when the call came in.
  let dependsOnDay: Bool
}
