package import Bytes
package import Findings
package import HotlineModel

/// The rates of 办理效能指数 by line, unit or month, with all numbers behind them.
package struct MeasureTable: Hashable, Sendable {
  /// What tickets are counted by.
  package enum Grouping: String, CaseIterable, Sendable {
    /// The line, as the register calls it.
    case line
    /// The unit that handles the ticket.
    case unit
    /// The month of the call.
    case month

    /// What people call it.
    package var words: Words {
      switch self {
      case .line: Words("line", "热线")
      case .unit: Words("unit", "承办单位")
      case .month: Words("month", "月份")
      }
    }
  }

  /// A rate, and which definition of it was counted by.
  package struct Rate: Hashable, Sendable {
    /// The name, such as `closing`.
    package let name: String
    /// What people call it, such as 办结率.
    package let label: String
    /// Whether the numerator is a sum of weights.
    package let isWeighted: Bool
    /// Twelve hexadecimal digits: rates with others are not to be compared.
    package let version: String

    /// A rate.
    package init(name: String, label: String, isWeighted: Bool, version: String) {
      self.name = name
      self.label = label
      self.isWeighted = isWeighted
      self.version = version
    }
  }

  /// The numbers behind a rate; denominator, excluded, unknown and outside add up to the tickets.
  package struct Counts: Hashable, Sendable {
    /// Tickets that count, or their weights, in hundredths.
    package let numerator: Int
    /// Tickets of which it is known whether they count.
    package let denominator: Int
    /// Tickets that the definition leaves out, such as void ones.
    package let excluded: Int
    /// Tickets that do not say whether they belong or count.
    package let unknown: Int
    /// Tickets that the rate does not ask for, such as those that nobody rated.
    package let outside: Int

    /// The numbers of a rate.
    package init(numerator: Int, denominator: Int, excluded: Int, unknown: Int, outside: Int) {
      self.numerator = numerator
      self.denominator = denominator
      self.excluded = excluded
      self.unknown = unknown
      self.outside = outside
    }

    /// The rate in hundredths of a percent, half a hundredth upwards; `nil` out of no ticket.
    package var basisPoints: Int? {
      denominator > 0 ? (numerator * 200 + denominator) / (denominator * 2) : nil
    }

    /// The numerator: whole, or with two decimals where it is a sum of weights.
    package func numeratorText(isWeighted: Bool) -> String {
      isWeighted ? MeasureTable.decimal(numerator) : String(numerator / 100)
    }
  }

  /// The tickets of one line, unit or month.
  package struct Group: Hashable, Sendable {
    /// The values of the groupings, in their order.
    package let values: [String]
    /// How many tickets there are.
    package let tickets: Int
    /// How often units returned them.
    package let returns: Int
    /// How often their limits were extended.
    package let extensions: Int
    /// The numbers of each rate, in the order of the rates.
    package let counts: [Counts]
    /// The index in hundredths of a point; `nil` where a rate is none, or weights are not signed.
    package let index: Int?

    /// The numbers of a group.
    package init(
      values: [String], tickets: Int, returns: Int, extensions: Int, counts: [Counts], index: Int?
    ) {
      self.values = values
      self.tickets = tickets
      self.returns = returns
      self.extensions = extensions
      self.counts = counts
      self.index = index
    }
  }

  /// What tickets are counted by, in the order of the columns.
  package let groupings: [Grouping]
  /// The rates, in the order of their sheet.
  package let rates: [Rate]
  /// The definition of the index; `nil` where its weights are not signed.
  package let indexVersion: String?
  /// The groups, in the order of their values.
  package let groups: [Group]
  /// The day as of whose end everything is.
  package let snapshot: CivilDate
  /// Tickets with a call after that day, which are in no group.
  package let later: Int
  /// Tickets without a time of call.
  package let undated: Int

  /// A table of rates.
  package init(
    groupings: [Grouping], rates: [Rate], indexVersion: String?, groups: [Group],
    snapshot: CivilDate, later: Int, undated: Int
  ) {
    self.groupings = groupings
    self.rates = rates
    self.indexVersion = indexVersion
    self.groups = groups
    self.snapshot = snapshot
    self.later = later
    self.undated = undated
  }

  /// Hundredths as a decimal number: `8735` as `87.35`.
  package static func decimal(_ hundredths: Int) -> String {
    "\(hundredths / 100).\(padded(hundredths % 100, to: 2))"
  }
}

extension MeasureTable {
  /// One row for each group and rate, the index last.
  package struct Row: Hashable, Sendable {
    /// The group.
    package let group: Group
    /// The rate; `nil` for the index.
    package let rate: Rate?
    /// The numbers behind it; `nil` for the index.
    package let counts: Counts?
    /// The rate in percent or the index, with two decimals; `nil` where there is none.
    package let value: String?
    /// Which definition was counted by.
    package let version: String
  }

  /// The rows of the table.
  package var rows: [Row] {
    groups.flatMap { group in
      let rows = zip(rates, group.counts).map { rate, counts in
        Row(
          group: group, rate: rate, counts: counts,
          value: counts.basisPoints.map(Self.decimal), version: rate.version)
      }
      return rows
        + (indexVersion.map {
          [
            Row(
              group: group, rate: nil, counts: nil, value: group.index.map(Self.decimal),
              version: $0)
          ]
        } ?? [])
    }
  }

  /// A row as JSON: numbers of tickets as numbers, rates and sums of weights as decimal texts.
  package func json(_ row: Row) -> JSONValue {
    var object = Dictionary(
      zip(groupings.map(\.rawValue), row.group.values.map { JSONValue.string($0) })
    ) { first, _ in first }
    object["measure"] = .string(row.rate?.name ?? "index")
    object["value"] = .optional(row.value)
    object["definition"] = .string(row.version)
    object["tickets"] = .int(row.group.tickets)
    object["returns"] = .int(row.group.returns)
    object["extensions"] = .int(row.group.extensions)
    object["numerator"] = .optional(
      row.counts?.numeratorText(isWeighted: row.rate?.isWeighted ?? false))
    for (name, count) in [
      ("denominator", row.counts?.denominator), ("excluded", row.counts?.excluded),
      ("unknown", row.counts?.unknown), ("outside", row.counts?.outside),
    ] {
      object[name] = count.map { .int($0) } ?? .null
    }
    return .object(object)
  }
}
