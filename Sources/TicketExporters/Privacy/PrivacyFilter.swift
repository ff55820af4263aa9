import Bytes
package import HotlineModel
package import LocalFiles
package import Reports
package import Tickets

/// Treats the fields of a ticket as a purpose says, before any exporter sees them.
package struct PrivacyFilter: Sendable {
  /// What is done to a field; without references, so that a step costs nothing to look at.
  private struct Step: Sendable {
    let field: TicketField
    let value: TicketRow.Slot
    let legacy: TicketRow.Slot
    let disclosure: Disclosure
    /// Whether the field tells who the caller is.
    let isIdentity: Bool
    /// Whether the field holds a code, an instant or a flag, which nobody is known by.
    let isClosed: Bool
    /// Whether nobody is known by the field.
    let isOpen: Bool
    /// Whether the field holds words or a place, which may tell who somebody is.
    let isTelling: Bool
    /// Whether the field is the list of what no other field holds.
    let isOpenArea: Bool
    let isList: Bool
    let privacy: TicketField.Privacy
  }

  /// What is used again from ticket to ticket.
  package struct Room: Sendable {
    fileprivate var scan = FreeTextScan.Room()
    fileprivate var known = KnownText.Room()
    fileprivate var shown: [UInt8] = []
    /// The caller's name as it is looked for; empty where it is too short for that.
    fileprivate var name: [UInt32] = []
    /// What the file of the last ticket is called.
    fileprivate var source: Source?

    /// Room for a first ticket.
    package init() {}
  }

  /// A delivered file, and what it is called.
  fileprivate struct Source: Sendable {
    let file: [UInt8]
    let batch: [UInt8]
    let shown: [UInt8]
  }

  private let plan: PrivacyPlan
  private let scan: FreeTextScan
  private let known: KnownText
  private let keys: KeyRing?
  private let sources: SourceNames
  private let steps: [Step]
  /// The fields to whose values nothing is done, whoever the caller is, and nothing counted: a bit
  /// each.
  private let untouched: UInt64
  private let flags: (confidential: TicketRow.Slot, type: TicketRow.Slot)
  private let callerName: TicketRow.Slot

  /// A filter.
  ///
  /// - Parameters:
  ///   - plan: what the purpose says.
  ///   - words: the words by which free text is scanned.
  ///   - keys: the keys of hashes; a value to be hashed is dropped where there are none.
  ///   - batches: the batches whose files tickets came from.
  package init(plan: PrivacyPlan, words: ScanWords, keys: KeyRing?, batches: [Batch] = []) {
    self.plan = plan
    scan = FreeTextScan(words)
    known = KnownText(words, scan)
    self.keys = keys
    sources = SourceNames(batches, disclosure: plan.sources)
    flags = (.field(.callerConfidential), .field(.matterType))
    callerName = .field(.callerName)
    steps = TicketField.allCases.map { field in
      Step(
        field: field, value: .field(field), legacy: .legacy(field),
        disclosure: plan.disclosure(of: field), isIdentity: field.isIdentity,
        isClosed: [.code, .instant, .flag].contains(field.kind), isOpen: field.privacy == .open,
        isTelling: field.privacy == .freeText || field.privacy == .position,
        isOpenArea: field == .extensionValues, isList: field.parts != nil, privacy: field.privacy)
    }
    untouched = steps.reduce(0) { fields, step in
      let stays = step.disclosure <= .masked && step.isClosed || step.disclosure == .clear
      return stays && step.isOpen && !step.isIdentity
        ? fields | 1 << UInt64(step.field.index) : fields
    }
  }

  /// Treats a ticket in place.
  package func apply(
    to row: inout TicketRow, using room: inout Room, counting counts: inout PrivacyCounts
  ) {
    let least = self.least(for: row)
    readName(of: row, into: &room)
    var rest = row.fields & ~untouched | row.legacyFields
    while rest != 0 {
      let step = steps[rest.trailingZeroBitCount]
      rest &= rest - 1
      var disclosure = step.disclosure
      if step.isIdentity { disclosure = Self.stricter(disclosure, least) }
      if step.isTelling, least.rank > 0 { disclosure = Self.stricter(disclosure, .masked) }
      let legacy = Self.stricter(disclosure, plan.legacy)
      let hasValue = row.has(step.value)
      if legacy.rank > 0, row.has(step.legacy) {
        treatLegacy(step, legacy, isCoded: hasValue, &row)
      }
      guard hasValue else { continue }
      treat(step, disclosure, &row, &room, &counts)
      if !step.isOpen {
        counts.add(step.field, disclosure)
      } else if !row.has(step.value) {
        counts.add(step.field, .dropped)
      }
    }
    if plan.sources > .clear { showSource(of: &row, using: &room) }
  }

  /// Of two disclosures the one that hides more.
  private static func stricter(_ left: Disclosure, _ right: Disclosure) -> Disclosure {
    left.rank < right.rank ? right : left
  }

  /// The least that is done to the identity of the caller of this ticket.
  private func least(for row: TicketRow) -> Disclosure {
    var least = Disclosure.clear
    if row.withBytes(flags.confidential, { $0.isEqual(to: "true") }) { least = plan.confidential }
    if row.withBytes(flags.type, { $0.isEqual(to: "report") }) { least = max(least, plan.report) }
    return least
  }

  /// Reads the caller's name, where it is long enough to be looked for.
  private func readName(of row: TicketRow, into room: inout Room) {
    room.name.removeAll(keepingCapacity: true)
    row.withBytes(callerName) { (name: Span<UInt8>) -> Void in
      if (6...60).contains(name.count) { FoldedText.appendWord(name, to: &room.name) }
    }
    if room.name.count < 2 { room.name.removeAll(keepingCapacity: true) }
  }

  /// Tickets of one file follow each other: what it is called is found out once.
  private func showSource(of row: inout TicketRow, using room: inout Room) {
    if let last = room.source,
      row.withBytes(.file, { $0.isEqual(to: last.file) }),
      row.withBytes(.batch, { $0.isEqual(to: last.batch) })
    {
      return row.set(.file, to: last.shown)
    }
    let source = Source(
      file: row.withBytes(.file) { [UInt8](copying: $0) },
      batch: row.withBytes(.batch) { [UInt8](copying: $0) }, shown: sources.shown(for: row))
    row.set(.file, to: source.shown)
    room.source = source
  }

  private func treat(
    _ step: Step, _ disclosure: Disclosure, _ row: inout TicketRow, _ room: inout Room,
    _ counts: inout PrivacyCounts
  ) {
    switch disclosure {
    case .clear: return
    case .known:
      if step.isClosed { return }
      guard step.isOpen, keepsKnown(step, &row, &room) else {
        return row.remove(step.value)
      }
    case .dropped: row.remove(step.value)
    case .hashed:
      // The hash of a list or of degrees would be none.
      if let keys, !step.isClosed, !step.isList, step.privacy != .position {
        let hash = row.withBytes(step.value) {
          keys.hash([UInt8](copying: $0), kind: step.privacy.hashKind)
        }
        row.set(step.value, to: hash)
      } else {
        row.remove(step.value)
      }
    case .masked:
      if step.isClosed { return }
      if step.isList { return maskList(step, &row, &room, &counts) }
      mask(step, &row, &room, &counts)
    }
  }

  private func mask(
    _ step: Step, _ row: inout TicketRow, _ room: inout Room, _ counts: inout PrivacyCounts
  ) {
    switch step.privacy {
    case .phone: row.rewrite(step.value, growingBy: 8) { Self.maskPhone($0, into: &$1) }
    case .name: row.rewrite(step.value, growingBy: 2) { Self.maskName($0, into: &$1) }
    case .position:
      row.set(step.value, to: Array(Degrees.coarse(row.string(step.value)).utf8))
    case .open:
      if row.withBytes(step.value, { KnownText.isOfCode($0) }) {
        if row.withBytes(step.value, { Masking.holdsDigits($0) }) {
          row.set(step.value, to: Array(Masking.scrubbed(row.string(step.value)).utf8))
        }
      } else if !row.withBytes(step.value, { known.contains($0, using: &room.known) }) {
        maskText(step.value, &row, &room, &counts)
      }
    case .freeText: maskText(step.value, &row, &room, &counts)
    }
  }

  private func maskText(
    _ slot: TicketRow.Slot, _ row: inout TicketRow, _ room: inout Room,
    _ counts: inout PrivacyCounts
  ) {
    let isPersonal = row.withBytes(slot) {
      scan.isPersonal($0, name: room.name, using: &room.scan)
    }
    guard isPersonal else { return }
    row.rewrite(slot, growingBy: room.scan.growth) {
      room.scan.apply(to: $0, counting: &counts, into: &$1)
    }
  }

  private func maskList(
    _ step: Step, _ row: inout TicketRow, _ room: inout Room, _ counts: inout PrivacyCounts
  ) {
    guard var list = row[step.value].flatMap({ TicketList($0, parts: step.field.parts ?? []) })
    else { return row.remove(step.value) }
    if step.isOpenArea {
      maskExtension(&list, &room, &counts)
    } else {
      mask(&list, &room, &counts)
    }
    row.set(step.value, to: list.json)
  }

  /// Leaves a text that is known, and of a list the entries' units and codes that are.
  private func keepsKnown(
    _ step: Step, _ row: inout TicketRow, _ room: inout Room
  ) -> Bool {
    guard step.isList, let parts = step.field.parts else {
      return row.withBytes(step.value) { known.contains($0, using: &room.known) }
    }
    guard var list = row[step.value].flatMap({ TicketList($0, parts: parts) }) else { return false }
    for item in list.items.indices {
      list.items[item].removeAll { part in
        let isNaming = parts.isEmpty || part.name == "unit" || part.name == "code"
        return !isNaming || !known.contains(Array(part.text.utf8).span, using: &room.known)
      }
    }
    list.items.removeAll(where: \.isEmpty)
    guard !list.items.isEmpty else { return false }
    row.set(step.value, to: list.json)
    return true
  }

  /// Masks the texts of a list: who did something by the name, what stands for no words not at all.
  private func mask(
    _ list: inout TicketList, _ room: inout Room, _ counts: inout PrivacyCounts
  ) {
    for item in list.items.indices {
      for index in list.items[item].indices {
        let part = list.items[item][index]
        if TicketList.isInstant(part.name) || part.name == "sha256" { continue }
        let text = Array(part.text.utf8)
        room.shown.removeAll(keepingCapacity: true)
        if part.name == "by" {
          room.shown.append(addingCapacity: text.count + 2) {
            Self.maskName(text.span, into: &$0)
          }
        } else {
          scan.mask(
            text.span, name: room.name, using: &room.scan, counting: &counts, into: &room.shown)
        }
        list.items[item][index].text = String(decoding: room.shown, as: UTF8.self)
      }
    }
  }

  /// Masks the values of the open area, each read behind the name of its column: what follows 联系人
  /// is a name.
  private func maskExtension(
    _ list: inout TicketList, _ room: inout Room, _ counts: inout PrivacyCounts
  ) {
    for item in list.items.indices {
      guard let last = list.items[item].indices.last else { continue }
      let value = list.items[item][last].text
      let name = list.items[item].count > 1 ? "\(list.items[item][0].text)：" : ""
      room.shown.removeAll(keepingCapacity: true)
      scan.mask(
        Array("\(name)\(value)".utf8).span, name: room.name, using: &room.scan,
        counting: &counts, into: &room.shown)
      let shown = String(decoding: room.shown, as: UTF8.self)
      list.items[item][last].text =
        shown.hasPrefix(name) ? String(shown.dropFirst(name.count)) : Masking.freeText(value)
    }
  }

  /// A legacy value that no code table knew may be anything, and is shown by its length only.
  private func treatLegacy(
    _ step: Step, _ disclosure: Disclosure, isCoded: Bool, _ row: inout TicketRow
  ) {
    guard disclosure == .masked else { return row.remove(step.legacy) }
    if isCoded, !row.withBytes(step.legacy, { Masking.holdsDigits($0) }) { return }
    let text = row.string(step.legacy)
    row.set(
      step.legacy, to: Array((isCoded ? Masking.scrubbed(text) : Masking.freeText(text)).utf8))
  }

  private static func maskPhone(_ value: Span<UInt8>, into out: inout OutputSpan<UInt8>) {
    if value.count == 11, value[0] == UInt8(ascii: "1"), areDigits(value, 0..<11) {
      out.append(0..<3, of: value)
      for _ in 0..<4 { out.append(UInt8(ascii: "*")) }
      out.append(7..<11, of: value)
    } else if isFixedLine(value) {
      out.append(0..<value.count - 4, of: value)
      for _ in 0..<4 { out.append(UInt8(ascii: "*")) }
    } else {
      let text = String(decoding: [UInt8](copying: value), as: UTF8.self)
      let shown = Array(Masking.phone(text).utf8)
      out.append(shown.indices, of: shown.span)
    }
  }

  /// Whether an area code of four digits, a hyphen and seven or eight digits stand there, as in most
  /// numbers of fixed lines; `Masking.phone` knows the others, and shows these so, too.
  private static func isFixedLine(_ value: Span<UInt8>) -> Bool {
    (12...13).contains(value.count) && value[0] == UInt8(ascii: "0")
      && value[1] >= UInt8(ascii: "3") && value[4] == UInt8(ascii: "-")
      && areDigits(value, 1..<4) && areDigits(value, 5..<value.count)
  }

  private static func areDigits(_ value: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where value[index] &- 0x30 > 9 { return false }
    return true
  }

  private static func maskName(_ value: Span<UInt8>, into out: inout OutputSpan<UInt8>) {
    guard value.count > 0 else { return }
    let first = value[0]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    out.append(0..<min(length, value.count), of: value)
    out.append(UInt8(ascii: "*"))
    out.append(UInt8(ascii: "*"))
  }
}

extension TicketField {
  /// The parts of the entries of a list, none for texts; `nil` where the field is no list.
  fileprivate var parts: [String]? {
    if case .list(let parts) = kind { parts } else { nil }
  }

  /// Whether the field tells who the caller is.
  fileprivate var isIdentity: Bool {
    [.callerName, .callerGender, .callerPhone, .callerContact, .callerAccount, .callRecording]
      .contains(self)
  }
}

extension TicketField.Privacy {
  /// What keeps the hashes of different kinds of values apart.
  fileprivate var hashKind: String {
    switch self {
    case .phone: "phone"
    case .name: "name"
    case .freeText, .open, .position: "text"
    }
  }
}
