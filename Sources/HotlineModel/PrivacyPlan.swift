package import Bytes

/// What a delivery is for; it decides what leaves in clear text.
package enum Purpose: String, CaseIterable, Sendable {
  /// The platform that takes the ticket history over.
  case platform
  /// A department that handles tickets.
  case department
  /// Those who count.
  case statistics
  /// Anybody.
  case `public`
}

/// How much of a value leaves; a later case hides more.
package enum Disclosure: String, CaseIterable, Comparable, Sendable {
  /// As it is.
  case clear
  /// As it is where it is known to be no person's, such as a unit or a code; else left out.
  case known
  /// Shown in part: `138****5678`; free text with what was found in it masked.
  case masked
  /// A keyed hash, by which equal values can be linked and none can be read.
  case hashed
  /// Left out.
  case dropped

  /// The position in `allCases`.
  package var rank: Int {
    switch self {
    case .clear: 0
    case .known: 1
    case .masked: 2
    case .hashed: 3
    case .dropped: 4
    }
  }

  package static func < (left: Disclosure, right: Disclosure) -> Bool { left.rank < right.rank }
}

/// What a purpose says of each field of a ticket.
package struct PrivacyPlan: Hashable, Sendable {
  /// The purpose; `nil` where none was named.
  package let purpose: Purpose?
  /// How much leaves of each field that the sheet names; every other is masked.
  private let fields: [TicketField: Disclosure]
  /// Whether the delivery is for those who count, or for anybody.
  private let isForMany: Bool
  /// The least that is done to the caller's identity where the caller asked for confidence.
  package let confidential: Disclosure
  /// The least that is done to the caller's identity where the ticket is a report (举报).
  package let report: Disclosure

  /// What is done to the names of delivered files and the labels of batches.
  package let sources: Disclosure
  /// The least that is done to the values of the legacy system.
  package let legacy: Disclosure

  /// A plan.
  package init(
    purpose: Purpose?, fields: [TicketField: Disclosure], confidential: Disclosure,
    report: Disclosure, sources: Disclosure? = nil, legacy: Disclosure? = nil
  ) {
    // What an older sheet does not say: those who count, and anybody, get neither.
    let isForMany = purpose == .statistics || purpose == .public
    self.isForMany = isForMany
    self.sources = sources ?? (isForMany ? .dropped : purpose == .platform ? .clear : .masked)
    self.legacy = legacy ?? (isForMany ? .dropped : .clear)
    self.purpose = purpose
    self.fields = fields
    self.confidential = confidential
    self.report = report
  }

  /// What holds where no purpose was named: everything personal is masked, and nothing leaves of
  /// who asked for confidence or reported somebody.
  package static let masked = PrivacyPlan(
    purpose: nil, fields: [:], confidential: .dropped, report: .dropped)

  /// What is done to a field; one that the sheet does not name is masked, and where it is personal
  /// those who count, and anybody, do not get it.
  package func disclosure(of field: TicketField) -> Disclosure {
    fields[field] ?? (isForMany && field.privacy != .open ? .dropped : .masked)
  }

  /// Whether anything personal leaves as it is.
  package var isClear: Bool {
    TicketField.allCases.contains { $0.privacy != .open && disclosure(of: $0) == .clear }
  }

  /// Whether a key is needed.
  package var needsKey: Bool {
    TicketField.allCases.contains { disclosure(of: $0) == .hashed }
      || confidential == .hashed || report == .hashed
  }
}

/// What was done to the values of a delivery, counted.
package struct PrivacyCounts: Hashable, Sendable {
  /// What is looked for in free text.
  package enum Kind: String, CaseIterable, Sendable {
    case phone
    case identityCard = "identity-card"
    /// A passport, a permit, an identity card of Hong Kong, Macau or Taiwan.
    case paper
    case bankCard = "bank-card"
    case number
    case plate
    case address
    case email
    /// What somebody is called on WeChat or QQ.
    case account
    case name
  }

  private var text = [Int](repeating: 0, count: Kind.allCases.count)
  private var values = [Int](
    repeating: 0, count: TicketField.allCases.count * Disclosure.allCases.count)

  /// Nothing was done.
  package init() {}

  /// What was masked in free text.
  package subscript(kind: Kind) -> Int {
    get { text[kind.index] }
    set { text[kind.index] = newValue }
  }

  /// Values of a field that were treated so.
  package subscript(field: TicketField, disclosure: Disclosure) -> Int {
    get { values[Self.place(field, disclosure)] }
    set { values[Self.place(field, disclosure)] = newValue }
  }

  /// Counts what was masked in free text.
  package mutating func add(_ kind: Kind) { text[kind.index] += 1 }

  /// Counts a value of a field that was treated so.
  package mutating func add(_ field: TicketField, _ disclosure: Disclosure) {
    values[Self.place(field, disclosure)] += 1
  }

  // The list of all disclosures would be made anew for every value of every ticket.
  private static func place(_ field: TicketField, _ disclosure: Disclosure) -> Int {
    field.index * (Disclosure.dropped.rank + 1) + disclosure.rank
  }

  /// Adds what was counted elsewhere.
  package static func += (left: inout PrivacyCounts, right: PrivacyCounts) {
    for index in left.text.indices { left.text[index] += right.text[index] }
    for index in left.values.indices { left.values[index] += right.values[index] }
  }

  /// Counts by kind, and by field and disclosure, without those that are zero; and every kind that
  /// is looked for.
  package var json: JSONValue {
    var fields: [String: JSONValue] = [:]
    for field in TicketField.allCases {
      let counts = Disclosure.allCases.compactMap { disclosure in
        let count = self[field, disclosure]
        return count == 0 ? nil : (disclosure.rawValue, JSONValue.int(count))
      }
      if !counts.isEmpty {
        fields[field.rawValue] = .object(Dictionary(uniqueKeysWithValues: counts))
      }
    }
    let found = Kind.allCases.filter { self[$0] > 0 }.map { ($0.rawValue, JSONValue.int(self[$0])) }
    return [
      "values": .object(fields), "freeText": .object(Dictionary(uniqueKeysWithValues: found)),
      "lookedFor": .array(Kind.allCases.map { .string($0.rawValue) }),
    ]
  }
}

extension PrivacyCounts.Kind {
  /// The position in `allCases`.
  fileprivate var index: Int {
    switch self {
    case .phone: 0
    case .identityCard: 1
    case .paper: 2
    case .bankCard: 3
    case .number: 4
    case .plate: 5
    case .address: 6
    case .email: 7
    case .account: 8
    case .name: 9
    }
  }
}

extension PrivacyCounts.Kind {
  /// What it is called on a sheet.
  package var chinese: String {
    switch self {
    case .phone: "电话号码"
    case .identityCard: "身份证号"
    case .paper: "护照、通行证等证件号"
    case .bankCard: "银行卡号"
    case .number: "其他长号码"
    case .plate: "车牌号"
    case .address: "门牌号"
    case .email: "电子邮箱"
    case .account: "微信、QQ 号"
    case .name: "姓名"
    }
  }
}
