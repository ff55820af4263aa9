package import HotlineModel

/// The unified work order (工单): what every legacy record becomes.
package struct Ticket: Hashable, Sendable {
  /// The line it came in on, as the register calls it.
  package let line: String
  /// The number the legacy system gave it: text, whatever it looks like.
  package let legacyNumber: String
  /// The values by `TicketField.index`; `nil` where the record says nothing.
  package private(set) var values: [String?]
  /// What a coded field said before the crosswalk, where it said something else.
  package private(set) var legacyValues: [TicketField: String] = [:]

  /// A ticket that says nothing yet.
  package init(line: String, legacyNumber: String) {
    self.line = line
    self.legacyNumber = legacyNumber
    self.values = Array(repeating: nil, count: TicketField.allCases.count)
  }

  /// The value of a field.
  package subscript(field: TicketField) -> String? { values[field.index] }

  /// Sets a field; `legacy` is what the record said, kept where the value differs.
  package mutating func set(_ field: TicketField, to value: String?, legacy: String? = nil) {
    values[field.index] = value
    legacyValues[field] = legacy == value ? nil : legacy
  }

  /// What the open area says under a name.
  package func `extension`(_ name: String) -> String? {
    guard let value = self[.extensionValues],
      case .list(let parts) = TicketField.extensionValues.kind,
      let list = TicketList(Array(value.utf8)[...], parts: parts)
    else { return nil }
    return list.items.first { $0.first?.text == name }?.last?.text
  }

  /// The number in the unified platform: line and legacy number together are unique.
  package var unifiedNumber: String { "\(line)/\(legacyNumber)" }

  /// The same ticket with its personal fields masked, and no telephone or identity number in any
  /// other.
  ///
  /// A legacy value that no code table knew may be anything, and is shown by its length only.
  package var masked: Ticket {
    var copy = self
    for field in TicketField.allCases {
      let isCoded = field.kind == .code && self[field] != nil
      copy.values[field.index] = self[field].map { value in
        switch field.kind {
        case .instant, .flag, .code: value
        case .text, .phone, .degrees: Masking.value(value, privacy: field.privacy)
        case .list(let parts):
          "[\(TicketList(Array(value.utf8)[...], parts: parts)?.items.count ?? 0)]"
        }
      }
      copy.legacyValues[field] = legacyValues[field].map { value in
        isCoded ? Masking.scrubbed(value) : Masking.freeText(value)
      }
    }
    return copy
  }
}

/// Where a ticket came from.
package struct Provenance: Hashable, Sendable {
  /// The file it was delivered in, without folders.
  package let file: String
  /// The record's number in the file, from 1.
  package let record: Int
  /// The physical line on which the record begins, from 1.
  package let line: Int
  /// The import run.
  package let batch: String
  /// The mapping and its content hash: `12329-gjj@4be1c0`.
  package let mapping: String

  /// Where a ticket came from.
  package init(file: String, record: Int, line: Int, batch: String, mapping: String) {
    self.file = file
    self.record = record
    self.line = line
    self.batch = batch
    self.mapping = mapping
  }
}
