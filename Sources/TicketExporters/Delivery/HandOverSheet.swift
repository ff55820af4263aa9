package import HotlineModel
package import Reports

/// The hand-over sheet (交接单): what was handed over, to be printed and signed.
package struct HandOverSheet {
  /// The books of one line.
  package struct Line: Sendable {
    /// The line.
    package let line: String
    /// What it is called; empty where the register does not have it.
    package let name: String
    /// The unit that is responsible for it; empty where the register does not have it.
    package let owner: String
    /// Tickets handed over.
    package let tickets: Int
    /// Records in quarantine.
    package let quarantined: Int
    /// Records left out by a signed decision.
    package let waived: Int
    /// Records that came twice.
    package let duplicates: Int

    /// The books of one line.
    package init(
      line: String, name: String, owner: String, tickets: Int, quarantined: Int, waived: Int,
      duplicates: Int
    ) {
      self.line = line
      self.name = name
      self.owner = owner
      self.tickets = tickets
      self.quarantined = quarantined
      self.waived = waived
      self.duplicates = duplicates
    }
  }

  /// The city.
  package let city: String
  /// The day of the delivery.
  package let date: CivilDate
  /// What the delivery is for; `nil` where nothing was named.
  package let purpose: Purpose?
  /// The format.
  package let format: String
  /// The moment of the ledger that the delivery continues from; empty for a whole delivery.
  package let base: String
  /// The moment of the ledger that it holds: the head of its audit chain, as one word.
  package let head: String
  /// The hash over all tickets.
  package let canonical: String
  /// The books by line.
  package let lines: [Line]
  /// Tickets by line, month, type and status.
  package let totals: [DeliveryBooks.Total]
  /// Tickets that the format could not say.
  package let withheld: Int
  /// Tickets taken back.
  package let tombstones: Int
  /// Batches covered: name, label, mapping.
  package let batches: [Batch]
  /// The files.
  package let files: [DeliveryFile]
  /// What was done to personal values.
  package let privacy: PrivacyCounts
  /// Cells that a spreadsheet program would take for formulas, and whether they got apostrophes;
  /// `nil` where the format is not for spreadsheet programs.
  package let formulas: (count: Int, areGuarded: Bool)?

  /// A hand-over sheet.
  package init(
    city: String, date: CivilDate, purpose: Purpose?, format: String, base: String, head: String,
    canonical: String,
    lines: [Line], totals: [DeliveryBooks.Total], withheld: Int, tombstones: Int,
    batches: [Batch], files: [DeliveryFile], privacy: PrivacyCounts,
    formulas: (count: Int, areGuarded: Bool)?
  ) {
    self.city = city
    self.date = date
    self.purpose = purpose
    self.format = format
    self.base = base
    self.head = head
    self.canonical = canonical
    self.lines = lines
    self.totals = totals
    self.withheld = withheld
    self.tombstones = tombstones
    self.batches = batches
    self.files = files
    self.privacy = privacy
    self.formulas = formulas
  }

  /// The sheet as one HTML document for A4, without scripts: the first page is signed, the annexes
  /// follow it.
  package var html: String { HandOverPages(sheet: self).html }
}
