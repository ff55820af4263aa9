import HotlineModel
package import Tickets

/// What one pass over tickets counted: by line, unit and month; as large as there are of these.
package struct MeasureCells: Sendable {
  /// Numbers of one rate: numerator in hundredths, denominator, excluded, unknown, outside.
  static let countsPerRate = 5
  /// Numbers of a cell that are of no rate: tickets, returns, extensions.
  static let common = 3

  /// Line, unit and month of each cell, each ended by the byte FF.
  private(set) var keys: [[UInt8]] = []
  /// The numbers of all cells, one cell after the other.
  private(set) var numbers: [Int] = []
  private var positions: [[UInt8]: Int] = [:]
  private let stride: Int

  /// Tickets of which a limit needs a year that the calendar does not have.
  package private(set) var outsideCalendar = 0
  /// The first and the last of these years.
  package private(set) var yearsOutside: ClosedRange<Int>?
  /// Tickets with a call after the day of the snapshot, which are counted nowhere else.
  package private(set) var later = 0
  /// Tickets without a time of call: left out where months are asked for, else of the month `-`.
  package private(set) var undated = 0

  /// Nothing counted yet.
  package init(_ definitions: MeasureDefinitions) {
    stride = Self.common + definitions.rates.count * Self.countsPerRate
  }

  /// How many cells there are.
  package var count: Int { keys.count }

  /// The numbers of a cell.
  func cell(_ index: Int) -> ArraySlice<Int> { numbers[index * stride..<(index + 1) * stride] }

  /// Adds what another pass counted.
  package static func += (cells: inout MeasureCells, other: MeasureCells) {
    for (index, key) in other.keys.enumerated() {
      let base = cells.base(of: key)
      for (offset, number) in other.cell(index).enumerated() {
        cells.numbers[base + offset] += number
      }
    }
    cells.outsideCalendar += other.outsideCalendar
    if let years = other.yearsOutside {
      cells.note(year: years.lowerBound)
      cells.note(year: years.upperBound)
    }
    cells.later += other.later
    cells.undated += other.undated
  }

  /// Where the numbers of a cell begin, which is made where it is new.
  private mutating func base(of key: [UInt8]) -> Int {
    if let position = positions[key] { return position * stride }
    positions[key] = keys.count
    keys.append(key)
    numbers.append(contentsOf: repeatElement(0, count: stride))
    return (keys.count - 1) * stride
  }

  private mutating func note(year: Int) {
    yearsOutside =
      min(yearsOutside?.lowerBound ?? year, year)...max(yearsOutside?.upperBound ?? year, year)
  }
}

/// Counts tickets into cells, one after the other; one for each core.
package struct MeasureCounter {
  /// What was counted.
  package private(set) var cells: MeasureCells
  private let definitions: MeasureDefinitions
  private let scope: MeasureScope
  private var judge: TicketJudge
  private var key: [UInt8] = []

  /// Counts by definitions within a scope.
  package init(_ definitions: MeasureDefinitions, _ scope: MeasureScope) {
    self.definitions = definitions
    self.scope = scope
    cells = MeasureCells(definitions)
    judge = TicketJudge(definitions, snapshot: scope.snapshot)
  }

  /// Counts a ticket.
  package mutating func add(_ ticket: TicketRow) {
    if let line = scope.line {
      guard let own = ticket[.line], own.elementsEqual(line.utf8) else { return }
    }
    let received = ticket[.field(.callReceivedAt)]
    if let received, let time = TicketTime(received) {
      guard time.day <= scope.snapshot.dayNumber else { return cells.noteLater() }
      guard scope.contains(month: received.prefix(7)) else { return }
    } else {
      cells.noteUndated()
      guard scope.from == nil, scope.to == nil else { return }
    }
    key.removeAll(keepingCapacity: true)
    for part in [ticket[.line], ticket[.field(.dispatchUnit)], received?.prefix(7)] {
      key.append(contentsOf: part ?? Self.nothing)
      key.append(0xFF)
    }
    judge.begin(ticket)
    cells.add(ticket, at: key, definitions, &judge)
  }

  private static let nothing = Array("-".utf8)[...]
}

extension MeasureCells {
  fileprivate mutating func noteLater() { later += 1 }
  fileprivate mutating func noteUndated() { undated += 1 }

  fileprivate mutating func add(
    _ ticket: TicketRow, at key: [UInt8], _ definitions: MeasureDefinitions,
    _ judge: inout TicketJudge
  ) {
    var position = base(of: key)
    numbers[position] += 1
    numbers[position + 1] += ticket.list(.handlingReturns)?.items.count ?? 0
    numbers[position + 2] += ticket.list(.limitExtensions)?.items.count ?? 0
    position += Self.common
    for rate in definitions.rates {
      defer { position += Self.countsPerRate }
      if rate.excluded.contains(where: { judge.answer($0, of: ticket) == .yes }) {
        numbers[position + 2] += 1
        continue
      }
      let base = judge.all(rate.base, of: ticket)
      let counted = base == .yes ? judge.all(rate.counted, of: ticket) : base
      switch (base, counted) {
      case (.no, _): numbers[position + 4] += 1
      case (.yes, .yes):
        numbers[position] += rate.isWeighted ? definitions.weights.levels[judge.level] : 100
        numbers[position + 1] += 1
      case (.yes, .no): numbers[position + 1] += 1
      default: numbers[position + 3] += 1
      }
    }
    if let year = judge.yearOutside {
      outsideCalendar += 1
      note(year: year)
    }
  }
}
