package import Bytes
import HotlineModel
package import Tickets

/// A batch with what was found in it.
package struct BatchDetail: Hashable, Sendable {
  /// The batch with the books of its files.
  package let batch: Batch
  /// Records of it in quarantine, by the code of the first reason and by state.
  package let quarantine: [QuarantineCount]

  /// Records quarantined for one reason.
  package struct QuarantineCount: Hashable, Sendable {
    /// The first reason.
    package let code: String
    /// `open`, `resolved` or `waived`.
    package let state: String
    /// How many.
    package let count: Int

    /// Records quarantined for one reason.
    package init(code: String, state: String, count: Int) {
      self.code = code
      self.state = state
      self.count = count
    }

    /// One object a reason and state.
    package var json: JSONValue {
      ["code": .string(code), "state": .string(state), "count": .int(count)]
    }
  }

  /// A batch with what was found in it.
  package init(batch: Batch, quarantine: [QuarantineCount]) {
    self.batch = batch
    self.quarantine = quarantine
  }
}

/// A ticket that a batch changed, with the fields that differ; everything is masked.
package struct TicketChange: Hashable, Sendable {
  /// A field before and after.
  package struct Change: Hashable, Sendable {
    /// The unified field.
    package let field: String
    /// What it said, masked; `nil` for nothing.
    package let before: String?
    /// What it says now, masked; `nil` for nothing.
    package let after: String?

    /// A field before and after.
    package init(field: String, before: String?, after: String?) {
      self.field = field
      self.before = before
      self.after = after
    }
  }

  /// The number in the unified platform.
  package let unifiedNumber: String
  /// The fields that differ, in the order of the unified format.
  package let changes: [Change]

  /// A ticket that a batch changed.
  package init(unifiedNumber: String, changes: [Change]) {
    self.unifiedNumber = unifiedNumber
    self.changes = changes
  }

  /// What differs between two versions of a ticket, masked unless somebody answers for more.
  package init(from old: Ticket, to new: Ticket, isClear: Bool = false) {
    unifiedNumber = new.unifiedNumber
    changes = TicketField.allCases.compactMap { field in
      let (before, after) = (old[field], new[field])
      let isLegacyChanged = old.legacyValues[field] != new.legacyValues[field]
      guard before != after || isLegacyChanged else { return nil }
      func shown(_ text: String?) -> String? {
        isClear ? text : text.map { Masking.value($0, privacy: field.privacy) }
      }
      return before == after
        ? Change(
          field: "legacy \(field.rawValue)", before: shown(old.legacyValues[field]),
          after: shown(new.legacyValues[field]))
        : Change(field: field.rawValue, before: shown(before), after: shown(after))
    }
  }

  /// One object a ticket.
  package var json: JSONValue {
    [
      "number": .string(unifiedNumber),
      "changes": .array(
        changes.map { change in
          [
            "field": .string(change.field), "before": .optional(change.before),
            "after": .optional(change.after),
          ]
        }),
    ]
  }
}

/// What undoing batches took back.
package struct UndoneBatch: Hashable, Sendable {
  /// The batch.
  package let name: String
  /// Ticket versions that no longer hold.
  package let tickets: Int
  /// Tickets that stand again as they stood before.
  package let restored: Int

  /// What undoing a batch took back.
  package init(name: String, tickets: Int, restored: Int) {
    self.name = name
    self.tickets = tickets
    self.restored = restored
  }
}
