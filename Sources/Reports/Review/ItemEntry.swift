package import HotlineModel

/// What was entered for an item, by whom: the newest entry counts, earlier ones stay.
package struct ItemEntry: Hashable, Sendable {
  /// What an entry is.
  package enum Kind: String, CaseIterable, Sendable {
    /// A conclusion, with its evidence and remark.
    case answer
    /// A person lets the item pass although the toolkit's own answer is no, or missing.
    case exception
    /// The exception is taken back.
    case withdrawal
  }

  /// The item: `12329-08`.
  package let item: String
  /// What the entry is.
  package let kind: Kind
  /// The conclusion; `nil` in an exception.
  package let conclusion: ItemConclusion?
  /// The papers, by name or document number; empty where there are none.
  package let evidence: String
  /// The files of evidence that the item has from this entry on.
  package var files: [EvidenceFile]
  /// The remark, or the reason of an exception.
  package let remark: String
  /// Who filled it in.
  package let filledBy: String
  /// The day that was filled in.
  package let day: CivilDate?
  /// The workbook it came from; empty where it was entered by a command.
  package let source: String
  /// Who entered it.
  package let who: String

  /// An entry.
  package init(
    item: String, kind: Kind = .answer, conclusion: ItemConclusion?, evidence: String,
    remark: String, filledBy: String, day: CivilDate?, source: String, who: String,
    files: [EvidenceFile] = []
  ) {
    self.item = item
    self.kind = kind
    self.conclusion = conclusion
    self.evidence = evidence
    self.files = files
    self.remark = remark
    self.filledBy = filledBy
    self.day = day
    self.source = source
    self.who = who
  }

  /// The papers and the names of the files, as people read them.
  package var papers: String {
    ([evidence] + files.map(\.name)).filter { !$0.isEmpty }.joined(separator: "；")
  }

  /// Whether a paper is named, or a file is there.
  package var hasEvidence: Bool { !evidence.isEmpty || !files.isEmpty }

  /// Whether both mean the same for the item, whoever entered them and wherever they came from; files
  /// are never filled in, and make no difference.
  package func saysTheSame(as other: ItemEntry) -> Bool {
    item == other.item && kind == other.kind && conclusion == other.conclusion
      && evidence == other.evidence && remark == other.remark && filledBy == other.filledBy
      && day == other.day
  }
}

/// An entry as the ledger keeps it.
package struct DatedItemEntry: Hashable, Sendable {
  /// Its number, in the order of entering over all items.
  package let number: Int
  /// What was entered.
  package let entry: ItemEntry
  /// When, in RFC 3339.
  package let at: String

  /// An entry with its number and time.
  package init(number: Int, entry: ItemEntry, at: String) {
    self.number = number
    self.entry = entry
    self.at = at
  }
}
