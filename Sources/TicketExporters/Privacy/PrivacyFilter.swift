package import HotlineModel
package import LocalFiles
package import Reports
package import Tickets

/// Treats the fields of a ticket as a purpose says, before any exporter sees them.
package struct PrivacyFilter: Sendable {
  private struct Step: Sendable {
    let field: TicketField
    let value: TicketRow.Slot
    let legacy: TicketRow.Slot
    let disclosure: Disclosure
    /// Whether the field tells who the caller is.
    let isIdentity: Bool
    /// Whether the field holds a code, an instant or a flag, which nobody is known by.
    let isClosed: Bool
    let privacy: TicketField.Privacy
    /// The parts of the entries of a list; `nil` where the field is none.
    let parts: [String]?
  }

  /// What is used again from ticket to ticket.
  package struct Room: Sendable {
    fileprivate var scan = FreeTextScan.Room()
    fileprivate var known = KnownText.Room()
    fileprivate var shown: [UInt8] = []

    /// Room for a first ticket.
    package init() {}
  }

  private let plan: PrivacyPlan
  private let scan: FreeTextScan
  private let known: KnownText
  private let keys: KeyRing?
  private let sources: SourceNames
  private let steps: [Step]

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
    steps = TicketField.allCases.map { field in
      Step(
        field: field, value: .field(field), legacy: .legacy(field),
        disclosure: plan.disclosure(of: field), isIdentity: field.isIdentity,
        isClosed: [.code, .instant, .flag].contains(field.kind),
        privacy: field.privacy, parts: field.parts)
    }
  }

  /// Treats a ticket in place.
  package func apply(
    to row: inout TicketRow, using room: inout Room, counting counts: inout PrivacyCounts
  ) {
    let least = self.least(for: row)
    let names = Self.names(in: row)
    for index in steps.indices {
      // Most fields of a ticket are empty, and a step is too large to be copied for them.
      let hasValue = row.has(steps[index].value)
      let hasLegacy = row.has(steps[index].legacy)
      guard hasValue || hasLegacy else { continue }
      let step = steps[index]
      var disclosure = step.disclosure
      if step.isIdentity { disclosure = max(disclosure, least) }
      if step.privacy == .freeText || step.privacy == .position, least > .clear {
        disclosure = max(disclosure, .masked)
      }
      let legacy = max(disclosure, plan.legacy)
      if hasLegacy, legacy > .clear {
        treatLegacy(step, legacy, isCoded: hasValue, &row, names, &room, &counts)
      }
      guard hasValue else { continue }
      treat(step, disclosure, &row, names, &room, &counts)
      if step.privacy != .open {
        counts[step.field, disclosure] += 1
      } else if !row.has(step.value) {
        counts[step.field, .dropped] += 1
      }
    }
    if plan.sources > .clear { row.set(.file, to: sources.shown(for: row)) }
  }

  /// The least that is done to the identity of the caller of this ticket.
  private func least(for row: TicketRow) -> Disclosure {
    var least = Disclosure.clear
    if let flag = row[.field(.callerConfidential)], flag.elementsEqual("true".utf8) {
      least = plan.confidential
    }
    if let type = row[.field(.matterType)], type.elementsEqual("report".utf8) {
      least = max(least, plan.report)
    }
    return least
  }

  /// The caller's name, where it is long enough to be looked for.
  private static func names(in row: TicketRow) -> [[UInt32]] {
    guard let name = row[.field(.callerName)], name.count >= 6, name.count <= 60 else { return [] }
    let scalars = FoldedText.word(String(decoding: name, as: UTF8.self))
    return scalars.count >= 2 ? [scalars] : []
  }

  private func treat(
    _ step: Step, _ disclosure: Disclosure, _ row: inout TicketRow, _ names: [[UInt32]],
    _ room: inout Room, _ counts: inout PrivacyCounts
  ) {
    guard let value = row[step.value] else { return }
    switch disclosure {
    case .clear: return
    case .known:
      if step.isClosed { return }
      guard step.privacy == .open, keepsKnown(step, value, &row, &room) else {
        return row.remove(step.value)
      }
    case .dropped: row.remove(step.value)
    case .hashed:
      // The hash of a list or of degrees would be none.
      if let keys, !step.isClosed, step.parts == nil, step.privacy != .position {
        row.set(step.value, to: keys.hash(value, kind: step.privacy.hashKind))
      } else {
        row.remove(step.value)
      }
    case .masked:
      if step.isClosed { return }
      room.shown.removeAll(keepingCapacity: true)
      if let parts = step.parts {
        guard var list = TicketList(value, parts: parts) else { return row.remove(step.value) }
        if step.field == .extensionValues {
          maskExtension(&list, names, &room, &counts)
        } else {
          mask(&list, names, &room, &counts)
        }
        row.set(step.value, to: list.json)
        return
      }
      switch step.privacy {
      case .phone: Self.maskPhone(value, into: &room.shown)
      case .name: Self.maskName(value, into: &room.shown)
      case .freeText:
        scan.mask(value, names: names, using: &room.scan, counting: &counts, into: &room.shown)
      case .position:
        room.shown += Array(Degrees.coarse(String(decoding: value, as: UTF8.self)).utf8)
      case .open:
        if KnownText.isOfCode(value) {
          if !Masking.holdsDigits(value) { return }
          room.shown += Array(Masking.scrubbed(String(decoding: value, as: UTF8.self)).utf8)
        } else if !known.contains(value, using: &room.known) {
          scan.mask(value, names: names, using: &room.scan, counting: &counts, into: &room.shown)
        } else {
          return
        }
      }
      row.set(step.value, to: room.shown)
    }
  }

  /// Leaves a text that is known, and of a list the entries' units and codes that are.
  private func keepsKnown(
    _ step: Step, _ value: ArraySlice<UInt8>, _ row: inout TicketRow, _ room: inout Room
  ) -> Bool {
    guard let parts = step.parts else { return known.contains(value, using: &room.known) }
    guard var list = TicketList(value, parts: parts) else { return false }
    for item in list.items.indices {
      list.items[item].removeAll { part in
        let isNaming = parts.isEmpty || part.name == "unit" || part.name == "code"
        return !isNaming || !known.contains(Array(part.text.utf8)[...], using: &room.known)
      }
    }
    list.items.removeAll(where: \.isEmpty)
    guard !list.items.isEmpty else { return false }
    row.set(step.value, to: list.json)
    return true
  }

  /// Masks the texts of a list: who did something by the name, what stands for no words not at all.
  private func mask(
    _ list: inout TicketList, _ names: [[UInt32]], _ room: inout Room,
    _ counts: inout PrivacyCounts
  ) {
    for item in list.items.indices {
      for index in list.items[item].indices {
        let part = list.items[item][index]
        if TicketList.isInstant(part.name) || part.name == "sha256" { continue }
        let text = Array(part.text.utf8)
        room.shown.removeAll(keepingCapacity: true)
        if part.name == "by" {
          Self.maskName(text[...], into: &room.shown)
        } else {
          scan.mask(
            text[...], names: names, using: &room.scan, counting: &counts, into: &room.shown)
        }
        list.items[item][index].text = String(decoding: room.shown, as: UTF8.self)
      }
    }
  }

  /// Masks the values of the open area, each read behind the name of its column: what follows 联系人
  /// is a name.
  private func maskExtension(
    _ list: inout TicketList, _ names: [[UInt32]], _ room: inout Room,
    _ counts: inout PrivacyCounts
  ) {
    for item in list.items.indices {
      guard let last = list.items[item].indices.last else { continue }
      let value = list.items[item][last].text
      let name = list.items[item].count > 1 ? "\(list.items[item][0].text)：" : ""
      room.shown.removeAll(keepingCapacity: true)
      scan.mask(
        Array("\(name)\(value)".utf8)[...], names: names, using: &room.scan, counting: &counts,
        into: &room.shown)
      let shown = String(decoding: room.shown, as: UTF8.self)
      list.items[item][last].text =
        shown.hasPrefix(name) ? String(shown.dropFirst(name.count)) : Masking.freeText(value)
    }
  }

  /// A legacy value that no code table knew may be anything, and is shown by its length only.
  private func treatLegacy(
    _ step: Step, _ disclosure: Disclosure, isCoded: Bool, _ row: inout TicketRow,
    _ names: [[UInt32]], _ room: inout Room, _ counts: inout PrivacyCounts
  ) {
    guard disclosure == .masked, let value = row[step.legacy] else {
      row.remove(step.legacy)
      return
    }
    if isCoded, !Masking.holdsDigits(value) { return }
    let text = String(decoding: value, as: UTF8.self)
    row.set(
      step.legacy, to: Array((isCoded ? Masking.scrubbed(text) : Masking.freeText(text)).utf8))
  }

  private static func maskPhone(_ value: ArraySlice<UInt8>, into out: inout [UInt8]) {
    let isDigits = value.allSatisfy { (48...57).contains($0) }
    if isDigits, value.count == 11, value[value.startIndex] == UInt8(ascii: "1") {
      out.append(contentsOf: value.prefix(3))
      out.append(contentsOf: [42, 42, 42, 42])
      out.append(contentsOf: value.suffix(4))
    } else {
      out.append(contentsOf: Array(Masking.phone(String(decoding: value, as: UTF8.self)).utf8))
    }
  }

  private static func maskName(_ value: ArraySlice<UInt8>, into out: inout [UInt8]) {
    let first = value[value.startIndex]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    out.append(contentsOf: value.prefix(length))
    out.append(contentsOf: [42, 42])
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
