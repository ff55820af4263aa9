import HotlineModel
import Tickets

extension MappingProgram {
  /// The times of one ticket, by their numbers.
  struct Times {
    private var times = InlineArray<16, Time>(repeating: Time())

    subscript(number: Int) -> Time {
      get { times[number] }
      set { times[number] = newValue }
    }
  }

  /// An instant, or a day where no time of day is known; no time at all to begin with.
  struct Time {
    private var day: Int32 = .min
    /// Seconds since midnight; -1 where they are not known.
    private var second: Int32 = -1

    init() {}

    init(_ moment: DateLayout.Moment) {
      day = moment.dayNumber
      if moment.hasTime { second = Int32(moment.secondOfDay) }
    }

    var isKnown: Bool { day != .min }

    var date: CivilDate { CivilDate(dayNumber: Int(day)) }

    /// Whether one is before the other; a day and an instant of that day are not.
    func isBefore(_ other: Time) -> Bool {
      if day != other.day { return day < other.day }
      return second >= 0 && other.second >= 0 && second < other.second
    }

    /// How the unified ticket writes it.
    var text: String {
      second < 0 ? date.description : date.start.adding(seconds: Int(second)).rfc3339
    }
  }

  /// Writes the time that a text stands for.
  func writeTime(
    _ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>, to out: inout OutputSpan<UInt8>,
    _ times: inout Times, _ faults: inout RecordFaults
  ) {
    switch reading(slot, range, of: bytes) {
    case .none: refuse(.date, slot, range, of: bytes, to: &out, &times, &faults)
    case .several(let first, let other):
      let kind = CellFault.Kind.dates(first: first.text, other: other.text)
      refuse(kind, slot, range, of: bytes, to: &out, &times, &faults)
    case .one where faults.withheld >> UInt32(slot.time) & 1 == 1:
      out.appendCell(slot.legacyTag, range, of: bytes)
    case .one(let moment):
      times[Int(slot.time)] = Time(moment)
      out.append(slot.tag)
      moment.append(to: &out)
      out.append(PackedTicket.cellEnd)
    }
  }

  /// Compares the times of a ticket with each other, and with the life of the line's number.
  func compare(_ times: Times, _ faults: inout RecordFaults) {
    for pair in timePairs {
      let (earlier, later) = (times[pair.earlier], times[pair.later])
      guard earlier.isKnown, later.isKnown, later.isBefore(earlier) else { continue }
      let fields = (earlier: timeFields[pair.earlier], later: timeFields[pair.later])
      switch pair.policy {
      case .quarantine:
        faults.outOfOrder.append(
          RecordFaults.Disorder(
            earlier: fields.earlier, later: fields.later, times: (earlier.text, later.text)))
        continue
      case .empty: faults.withheld |= 1 << UInt32(pair.later)
      case .warn, .ignore: break
      }
      faults.notices.append(.timesDoubtful(earlier: fields.earlier, later: fields.later))
    }
    guard received >= 0, times[received].isKnown, line.validFrom != nil || line.validTo != nil,
      !line.isValid(on: times[received].date)
    else { return }
    faults.outsideLife = times[received].text
  }

  /// What layouts make of a text.
  enum Reading {
    case none
    case one(DateLayout.Moment)
    case several(DateLayout.Moment, DateLayout.Moment)
  }

  func reading(_ slot: Slot, _ range: Range<Int>, of bytes: Span<UInt8>) -> Reading {
    var first: DateLayout.Moment?
    for index in slot.layouts.range where layouts[index].lengths.contains(range.count) {
      let layout = layouts[index]
      let moment =
        if let epoch = layout.epoch {
          bytes.isDecimal(range)
            ? DateLayout.Moment(serial: bytes.text(range), since: epoch) : nil
        } else {
          DateLayout.Moment(bytes, at: range, steps.span.extracting(layout.steps))
        }
      guard let moment else { continue }
      guard let known = first else {
        if !slot.layoutsClash { return .one(moment) }
        first = moment
        continue
      }
      if !moment.isSame(as: known) { return .several(known, moment) }
    }
    return first.map { .one($0) } ?? .none
  }
}
