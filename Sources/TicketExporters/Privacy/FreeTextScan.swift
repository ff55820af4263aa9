package import HotlineModel

/// Finds in free text what tells who somebody is, and masks it.
///
/// It looks for telephone numbers, identity cards (by their check character), bank cards (by
/// Luhn's sum), plates, house numbers, mail addresses, and names behind words such as 我叫. What it
/// cannot know it leaves: a purpose that must not rest on it drops the field.
package struct FreeTextScan: Sendable {
  /// What is used again from text to text.
  package struct Room: Sendable {
    fileprivate var scalars: [UInt32] = []
    fileprivate var offsets: [Int32] = []
    fileprivate var edits: [Edit] = []

    /// Room for a first text.
    package init() {}
  }

  fileprivate struct Edit: Sendable {
    let start: Int
    let end: Int
    let shown: [UInt8]
    let kind: PrivacyCounts.Kind
  }

  private let classes: ScanClasses

  /// A scan with words of a city.
  package init(_ words: ScanWords) {
    classes = ScanClasses(words)
  }

  /// Appends a text with what was found in it masked.
  ///
  /// - Parameters:
  ///   - text: the text, UTF-8.
  ///   - names: names that are known to be in the ticket, as code points.
  ///   - room: is used again.
  ///   - counts: what was found is counted here.
  ///   - out: gets the text.
  package func mask(
    _ text: ArraySlice<UInt8>, names: [[UInt32]], using room: inout Room,
    counting counts: inout PrivacyCounts, into out: inout [UInt8]
  ) {
    room.decode(text)
    room.edits.removeAll(keepingCapacity: true)
    var index = 0
    while index < room.scalars.count {
      let scalar = room.scalars[index]
      let kind = classes[scalar]
      var next = index + 1
      if kind.isInteresting { next = look(at: index, kind, &room) }
      if next == index + 1 {
        for name in names where name[0] == scalar && room.matches(name, at: index) {
          room.hide(index + 1, index + name.count, as: "**", .name)
          next = index + name.count
        }
      }
      index = next
    }
    room.apply(to: text, counting: &counts, into: &out)
  }

  /// Looks at what begins or ends at a character, and returns where to go on.
  private func look(at index: Int, _ kind: ScanClasses.Kind, _ room: inout Room) -> Int {
    if kind.contains(.digit) { return number(at: index, &room) }
    if kind.contains(.hanDigit) { return hanNumber(at: index, &room) }
    if kind.contains(.at) { return email(at: index, &room) }
    if kind.contains(.province), let end = plate(at: index, &room) { return end }
    if kind.contains(.triggerEnd), let end = name(behind: index, &room) { return end }
    if kind.contains(.titleStart) { name(before: index, &room) }
    return index + 1
  }

  // MARK: - Numbers

  private func number(at index: Int, _ room: inout Room) -> Int {
    var digits: [UInt8] = []
    var groups: [(digits: Int, end: Int)] = []
    var position = index
    while groups.count < 6 {
      while position < room.scalars.count, let digit = ScanClasses.digit(room.scalars[position]) {
        digits.append(digit)
        position += 1
      }
      groups.append((digits.count, position))
      let isCountryCode = ScanNumbers.isCountryCode(digits[...])
      guard let next = room.digitBehindSeparator(position, orOpeningBracket: isCountryCode),
        digits.count < 20
      else { break }
      position = next
    }
    // Digits behind a country code are a telephone number, even where Luhn's sum fits them.
    let hasPlus = index > 0 && ScanClasses.isPlus(room.scalars[index - 1])
    let isCodeApart = ScanNumbers.isCountryCode(digits[..<groups[0].digits])
    let isAbroad = digits.starts(with: [0, 0, 8, 6])
    if isAbroad || hasPlus || isCodeApart {
      let takesPlus = isAbroad || digits.starts(with: [8, 6])
      for group in groups.reversed() {
        let part = digits[..<group.digits]
        if let shown = ScanNumbers.telephone(part, hasCountryCode: hasPlus || isCodeApart) {
          return room.hideTelephone(index, group.end, as: shown, takesPlus: takesPlus)
        }
      }
    }
    for count in stride(from: groups.count, to: 0, by: -1) {
      let group = groups[count - 1]
      let isX = group.end < room.scalars.count && ScanClasses.isX(room.scalars[group.end])
      let part = digits[..<group.digits]
      if let kind = ScanNumbers.certain(part, isGrouped: count > 1, hasCheckX: isX) {
        let shown = ScanNumbers.masked(part, as: kind)
        if kind == .phone { return room.hideTelephone(index, group.end, as: shown) }
        let end = group.end + (kind == .identityCard && group.digits == 17 ? 1 : 0)
        room.hide(index, end, as: shown, kind)
        return end
      }
    }
    let first = groups[0]
    if let kind = ScanNumbers.likely(digits[..<first.digits]) {
      let shown = ScanNumbers.masked(digits[..<first.digits], as: kind)
      if kind == .phone { return room.hideTelephone(index, first.end, as: shown) }
      room.hide(index, first.end, as: shown, kind)
    } else if first.digits <= 5, isHouseNumber(index, first.end, room) {
      room.hide(index, first.end, as: "**", .address)
    }
    return first.end
  }

  private func hanNumber(at index: Int, _ room: inout Room) -> Int {
    var end = index
    while end < room.scalars.count, classes[room.scalars[end]].contains(.hanDigit) { end += 1 }
    if end - index >= 7 {
      room.hide(index, end, as: "****", .phone)
    } else if isHouseNumber(index, end, room) {
      room.hide(index, end, as: "**", .address)
    }
    return end
  }

  /// Whether digits stand behind 路 and in front of 号, and it is no line such as 3号线.
  private func isHouseNumber(_ start: Int, _ end: Int, _ room: Room) -> Bool {
    guard start > 0, end < room.scalars.count,
      classes[room.scalars[start - 1]].contains(.place),
      classes[room.scalars[end]].contains(.unit)
    else { return false }
    return end + 1 >= room.scalars.count || !classes[room.scalars[end + 1]].contains(.notHouse)
  }

  // MARK: - Plates and mail

  private func plate(at index: Int, _ room: inout Room) -> Int? {
    let scalars = room.scalars
    guard index + 6 < scalars.count, ScanClasses.isLetter(scalars[index + 1]) else { return nil }
    var position = index + 2
    if ScanClasses.isPlateDot(scalars[position]) { position += 1 }
    let start = position
    var hasDigit = false
    while position < scalars.count, position - start < 6 {
      let isDigit = ScanClasses.digit(scalars[position]) != nil
      guard isDigit || ScanClasses.isLetter(scalars[position]) else { break }
      hasDigit = hasDigit || isDigit
      position += 1
    }
    guard hasDigit, position - start >= 5 else { return nil }
    room.hide(start, position, as: "*****", .plate)
    return position
  }

  private func email(at index: Int, _ room: inout Room) -> Int {
    var start = index
    while start > 0, ScanClasses.isMail(room.scalars[start - 1]) { start -= 1 }
    var end = index + 1
    var hasDot = false
    while end < room.scalars.count, ScanClasses.isMail(room.scalars[end]) {
      hasDot = hasDot || room.scalars[end] == 0x2E
      end += 1
    }
    guard start < index, hasDot else { return index + 1 }
    room.hide(start, index, as: "***", .email)
    return end
  }

  // MARK: - Names

  private func name(behind index: Int, _ room: inout Room) -> Int? {
    for trigger in classes.triggers[room.scalars[index]] ?? []
    where room.matches(trigger.scalars, at: index + 1 - trigger.scalars.count) {
      var start = index + 1
      while start < room.scalars.count, start - index <= 2,
        classes[room.scalars[start]].contains(.filler)
      {
        start += 1
      }
      guard start < room.scalars.count, classes.isHan(room.scalars[start]),
        trigger.isStrong || classes[room.scalars[start]].contains(.surname),
        !classes[room.scalars[start]].contains(.stop)
      else { continue }
      var end = start + 1
      while end < room.scalars.count, end - start < 3, classes.isHan(room.scalars[end]),
        !classes[room.scalars[end]].contains(.stop)
      {
        end += 1
      }
      guard end > start + 1 else { continue }
      room.hide(start + 1, end, as: "**", .name)
      return end
    }
    return nil
  }

  private func name(before index: Int, _ room: inout Room) {
    guard index >= 2, classes.titles.contains(where: { room.matches($0, at: index) }) else {
      return
    }
    for length in [3, 2] where index >= length {
      let start = index - length
      let given = room.scalars[(start + 1)..<index]
      guard classes[room.scalars[start]].contains(.surname),
        given.allSatisfy({ classes.isHan($0) && !classes[$0].contains(.stop) })
      else { continue }
      room.hide(start + 1, index, as: "**", .name)
      return
    }
  }
}

extension FreeTextScan.Room {
  fileprivate mutating func decode(_ text: ArraySlice<UInt8>) {
    scalars.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var position = text.startIndex
    while position < text.endIndex {
      let byte = text[position]
      offsets.append(Int32(position - text.startIndex))
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      var scalar = UInt32(byte) & (length == 1 ? 0x7F : 0xFF >> UInt32(length + 1))
      for offset in 1..<max(1, min(length, text.endIndex - position)) {
        scalar = scalar << 6 | UInt32(text[position + offset] & 0x3F)
      }
      scalars.append(scalar)
      position += length
    }
    offsets.append(Int32(text.count))
  }

  fileprivate func matches(_ word: [UInt32], at start: Int) -> Bool {
    guard start >= 0, start + word.count <= scalars.count else { return false }
    for offset in 0..<word.count where scalars[start + offset] != word[offset] { return false }
    return true
  }

  /// Where digits continue behind one or two separators; behind a country code a bracket may open.
  fileprivate func digitBehindSeparator(
    _ position: Int, orOpeningBracket mayOpen: Bool
  ) -> Int? {
    for length in 1...2 {
      let next = position + length
      guard next < scalars.count,
        ScanClasses.isSeparator(scalars[next - 1])
          || mayOpen && ScanClasses.isOpening(scalars[next - 1])
      else { return nil }
      if ScanClasses.digit(scalars[next]) != nil { return next }
    }
    return nil
  }

  /// Hides a telephone number with its plus, the brackets around parts of it and its extension.
  ///
  /// - Parameters:
  ///   - start: where its first digit is.
  ///   - end: behind its last digit, without the extension.
  ///   - shown: what is shown instead.
  ///   - takesPlus: whether it begins with a country code, to which a plus belongs.
  /// - Returns: behind what was hidden.
  fileprivate mutating func hideTelephone(
    _ start: Int, _ end: Int, as shown: [UInt8], takesPlus: Bool = false
  ) -> Int {
    var (start, end) = (start, end)
    // Brackets of which only one half lies within the number belong to it.
    var opened = 0
    var closed = 0
    for scalar in scalars[start..<end] {
      if ScanClasses.isOpening(scalar) {
        opened += 1
      } else if ScanClasses.isClosing(scalar) {
        if opened > 0 { opened -= 1 } else { closed += 1 }
      }
    }
    while start > 0 {
      if closed > 0, ScanClasses.isOpening(scalars[start - 1]) {
        closed -= 1
      } else if !(takesPlus && ScanClasses.isPlus(scalars[start - 1])) {
        break
      }
      start -= 1
    }
    while opened > 0, end < scalars.count, ScanClasses.isClosing(scalars[end]) {
      opened -= 1
      end += 1
    }
    end = endOfExtension(behind: end) ?? end
    hide(start, end, as: shown, .phone)
    return end
  }

  /// Where the extension behind a telephone number ends: `-801`, `转801`, ` 分机：801`, `（转801）`.
  private func endOfExtension(behind position: Int) -> Int? {
    if let dash = scalar(at: position), ScanClasses.isDash(dash) {
      return endOfExtensionDigits(position + 1)
    }
    var next = position
    while let blank = scalar(at: next), ScanClasses.isBlank(blank) { next += 1 }
    let isOpen = scalar(at: next).map(ScanClasses.isOpening) ?? false
    if isOpen { next += 1 }
    guard
      let word = ScanClasses.extensionWords.first(where: { matches($0, at: next) })
    else { return nil }
    next += word.count
    while let sign = scalar(at: next), ScanClasses.isBlank(sign) || ScanClasses.isColon(sign) {
      next += 1
    }
    guard let end = endOfExtensionDigits(next) else { return nil }
    guard isOpen else { return end }
    return scalar(at: end).map(ScanClasses.isClosing) == true ? end + 1 : nil
  }

  /// Where one to five digits end, unless they are a service number such as 12345 or 95588, or the
  /// year of a date.
  private func endOfExtensionDigits(_ start: Int) -> Int? {
    var end = start
    while let scalar = scalar(at: end), ScanClasses.digit(scalar) != nil { end += 1 }
    guard (1...5).contains(end - start), let first = ScanClasses.digit(scalars[start]) else {
      return nil
    }
    if end - start == 5, first == 1 || first == 9 { return nil }
    if let next = scalar(at: end), ScanClasses.isDash(next) || next == 0x5E74 { return nil }
    return end
  }

  private func scalar(at position: Int) -> UInt32? {
    position < scalars.count ? scalars[position] : nil
  }

  fileprivate mutating func hide(
    _ start: Int, _ end: Int, as shown: String, _ kind: PrivacyCounts.Kind
  ) {
    hide(start, end, as: Array(shown.utf8), kind)
  }

  /// Hides characters; what was hidden within them before is hidden with them.
  fileprivate mutating func hide(
    _ start: Int, _ end: Int, as shown: [UInt8], _ kind: PrivacyCounts.Kind
  ) {
    guard start < end else { return }
    var start = start
    while let last = edits.last, last.end > start {
      start = min(start, last.start)
      edits.removeLast()
    }
    edits.append(FreeTextScan.Edit(start: start, end: end, shown: shown, kind: kind))
  }

  fileprivate func apply(
    to text: ArraySlice<UInt8>, counting counts: inout PrivacyCounts, into out: inout [UInt8]
  ) {
    var position = text.startIndex
    for edit in edits {
      let start = text.startIndex + Int(offsets[edit.start])
      out.append(contentsOf: text[position..<start])
      out.append(contentsOf: edit.shown)
      position = text.startIndex + Int(offsets[edit.end])
      counts[edit.kind] += 1
    }
    out.append(contentsOf: text[position...])
  }
}
