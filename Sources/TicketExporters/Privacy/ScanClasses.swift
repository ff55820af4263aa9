/// What each character means to the scan of free text, in one table.
struct ScanClasses: Sendable {
  /// What a character means.
  struct Kind: OptionSet, Sendable {
    let rawValue: UInt16

    static let digit = Kind(rawValue: 1)
    static let hanDigit = Kind(rawValue: 2)
    static let province = Kind(rawValue: 4)
    static let triggerEnd = Kind(rawValue: 8)
    static let titleStart = Kind(rawValue: 16)
    static let at = Kind(rawValue: 32)
    static let surname = Kind(rawValue: 64)
    static let stop = Kind(rawValue: 128)
    static let place = Kind(rawValue: 256)
    static let unit = Kind(rawValue: 512)
    static let filler = Kind(rawValue: 1024)
    static let notHouse = Kind(rawValue: 2048)

    /// Whether something may begin or end at the character.
    var isInteresting: Bool { rawValue & 63 != 0 }
  }

  /// A word behind which a name stands.
  struct Trigger: Sendable {
    let scalars: [UInt32]
    /// Whether what follows is a name whatever it begins with.
    let isStrong: Bool
  }

  private var table = [UInt16](repeating: 0, count: 1 << 16)
  /// Words by their last character, the longest first.
  private(set) var triggers: [UInt32: [Trigger]] = [:]
  let titles: [[UInt32]]

  init(_ words: ScanWords) {
    titles = words.titles.map(Self.scalars)
    for code in UInt32(0x30)...0x39 { add(.digit, to: code) }
    for code in UInt32(0xFF10)...0xFF19 { add(.digit, to: code) }
    add(.at, to: 0x40)
    add(.hanDigit, toEach: ["零〇一二三四五六七八九幺十百"])
    add(.filler, toEach: ["：:是为叫“\"（( ，,　"])
    add(.notHouse, toEach: ["线码文令机"])
    add(.province, toEach: words.provinces)
    add(.surname, toEach: words.surnames)
    add(.stop, toEach: words.stops)
    add(.place, toEach: words.places)
    add(.unit, toEach: words.units)
    for title in titles { if let first = title.first { add(.titleStart, to: first) } }
    for (list, isStrong) in [(words.triggers, true), (words.weakTriggers, false)] {
      for word in list.map(Self.scalars) {
        guard let last = word.last else { continue }
        add(.triggerEnd, to: last)
        triggers[last, default: []].append(Trigger(scalars: word, isStrong: isStrong))
      }
    }
    for last in triggers.keys { triggers[last]?.sort { $0.scalars.count > $1.scalars.count } }
  }

  subscript(scalar: UInt32) -> Kind {
    scalar < 0x10000 ? Kind(rawValue: table[Int(scalar)]) : []
  }

  /// Whether the character is a Chinese one.
  func isHan(_ scalar: UInt32) -> Bool {
    (0x3400...0x9FFF).contains(scalar) || (0x20000...0x3FFFF).contains(scalar)
  }

  private mutating func add(_ kind: Kind, to scalar: UInt32) {
    if scalar < 0x10000 { table[Int(scalar)] |= kind.rawValue }
  }

  private mutating func add(_ kind: Kind, toEach words: [String]) {
    for word in words { for scalar in Self.scalars(word) { add(kind, to: scalar) } }
  }

  static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  /// The value of a digit, of ASCII or of full width.
  static func digit(_ scalar: UInt32) -> UInt8? {
    if (0x30...0x39).contains(scalar) { return UInt8(scalar - 0x30) }
    if (0xFF10...0xFF19).contains(scalar) { return UInt8(scalar - 0xFF10) }
    return nil
  }

  static func isX(_ scalar: UInt32) -> Bool { [0x58, 0x78, 0xFF38, 0xFF58].contains(scalar) }

  static func isLetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  static func isMail(_ scalar: UInt32) -> Bool {
    isLetter(scalar) || (0x30...0x39).contains(scalar) || [0x2E, 0x5F, 0x2D, 0x2B].contains(scalar)
  }

  static func isPlateDot(_ scalar: UInt32) -> Bool {
    [0xB7, 0x2022, 0x30FB, 0x20, 0x2D].contains(scalar)
  }

  /// What may stand between groups of digits of one number.
  static func isSeparator(_ scalar: UInt32) -> Bool {
    isBlank(scalar) || isDash(scalar) || isClosing(scalar)
  }

  static func isBlank(_ scalar: UInt32) -> Bool { [0x20, 0x3000, 0xA0].contains(scalar) }

  static func isDash(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || scalar == 0xFF0D || (0x2010...0x2014).contains(scalar) || scalar == 0x2212
  }

  static func isOpening(_ scalar: UInt32) -> Bool { scalar == 0x28 || scalar == 0xFF08 }

  static func isClosing(_ scalar: UInt32) -> Bool { scalar == 0x29 || scalar == 0xFF09 }

  static func isPlus(_ scalar: UInt32) -> Bool { scalar == 0x2B || scalar == 0xFF0B }

  static func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFF1A }

  /// Words behind which the extension of a telephone number stands, the longest first.
  static let extensionWords = ["转分机号", "转分机", "分机号", "分机", "转"].map(scalars)
}
