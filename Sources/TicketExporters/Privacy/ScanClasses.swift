import HotlineModel

/// What each character means to the scan of free text, in one table.
struct ScanClasses: Sendable {
  /// What a character means.
  struct Kind: OptionSet, Sendable {
    let rawValue: UInt16

    static let digit = Kind(rawValue: 1)
    static let province = Kind(rawValue: 2)
    static let triggerEnd = Kind(rawValue: 4)
    static let titleStart = Kind(rawValue: 8)
    static let at = Kind(rawValue: 16)
    static let middleDot = Kind(rawValue: 32)
    static let surname = Kind(rawValue: 64)
    static let stop = Kind(rawValue: 128)
    static let place = Kind(rawValue: 256)
    static let unit = Kind(rawValue: 512)
    static let filler = Kind(rawValue: 1024)
    static let notHouse = Kind(rawValue: 2048)
    static let given = Kind(rawValue: 4096)
    static let transliteration = Kind(rawValue: 8192)
    static let building = Kind(rawValue: 16384)
    static let preposition = Kind(rawValue: 32768)
  }

  private var table = [UInt16](repeating: 0, count: 1 << 16)
  /// Which of the five lists behind whose words something is written have a word with this end: most
  /// characters end words of one list only.
  private var lists = [UInt8](repeating: 0, count: 1 << 16)
  /// Words behind which a name is written, whatever it begins with.
  let triggers: WordIndex
  /// Words behind which a name is written that begins with a surname.
  let weakTriggers: WordIndex
  /// Words for WeChat, QQ and the like, behind which what somebody is called there is written.
  let accounts: WordIndex
  /// Words for the sign @, and for the dot of a domain.
  let atWords = WordIndex(["(at)", "[at]", "【at】", "<at>", "艾特", " at", "#"], byLast: true)
  let dots = WordIndex([".", "。", "点", "dot", "(dot)", "[dot]"])
  /// Words behind which a plate is written.
  static let plateWords = WordIndex(["车牌", "车牌号", "号牌", "牌照", "车号", "牌号"], byLast: true)
  /// Words in front of which a name is written.
  let titles: WordIndex
  /// Words at which a name ends.
  let followers: WordIndex
  /// Surnames of two characters.
  let compounds: WordIndex
  /// Words that begin like names.
  let notNames: WordIndex

  init(_ words: ScanWords) {
    titles = WordIndex(words.titles)
    followers = WordIndex(words.followers + words.titles)
    notNames = WordIndex(words.notNames)
    compounds = WordIndex(words.surnames.filter { $0.unicodeScalars.count == 2 })
    triggers = WordIndex(words.triggers, byLast: true)
    weakTriggers = WordIndex(words.weakTriggers + words.titles, byLast: true)
    accounts = WordIndex(Self.accountWords, byLast: true)
    for code in UInt32(0x30)...0x39 { add(.digit, to: code) }
    add(.at, to: 0x40)
    add(.middleDot, toEach: ["·."])
    add(.digit, toEach: ["零〇○一二两三四五六七八九幺拐勾十百壹贰叁肆伍陆柒捌玖拾廿卅①②③④⑤⑥⑦⑧⑨⑩"])
    add(.filler, toEach: [":是为叫“「\"'( ,—-"])
    add(.notHouse, toEach: ["线码文令机口窗井桩房产价租屋间源贷地"])
    add(.province, toEach: words.provinces + ["使领"])
    add(.surname, toEach: words.surnames.filter { $0.unicodeScalars.count == 1 })
    add(.stop, toEach: words.stops)
    add(.building, toEach: ["栋幢座"])
    add(.preposition, toEach: ["给向由找叫是与跟和对让请为被将及的"])
    add(.place, toEach: words.places)
    add(.unit, toEach: words.units)
    add(.given, toEach: words.givenNames)
    add(.transliteration, toEach: words.transliterations)
    for first in titles.keys { add(.titleStart, to: first) }
    for (list, words) in [triggers, weakTriggers, atWords, accounts, Self.plateWords].enumerated() {
      for last in words.keys {
        let ends = FoldedText.isLetter(last) ? [last, last - 0x20] : [last]
        for end in ends {
          add(.triggerEnd, to: end)
          lists[Int(end)] |= 1 << list
        }
      }
    }
  }

  /// Whether a list has words that end with a character: 0 `triggers`, 1 `weakTriggers`, 2 `atWords`,
  /// 3 `accounts`, 4 `plateWords`.
  func hasWords(_ list: Int, endingWith scalar: UInt32) -> Bool {
    scalar < 0x10000 && lists[Int(scalar)] & 1 << list != 0
  }

  /// What somebody is called on the net, and the words for it.
  private static let accountWords = [
    "微信", "微信号", "微讯", "威信", "薇信", "v信", "vx", "wx号", "v号", "wx", "wechat", "weixin", "wxid_", "qq",
    "q", "q号", "扣扣", "球球", "秋秋", "企鹅号",
    "企鹅",
    "抖音", "抖音号", "快手", "快手号", "小红书", "微博", "钉钉", "支付宝", "陌陌", "旺旺", "淘宝账号", "闲鱼号",
  ]

  subscript(scalar: UInt32) -> Kind {
    scalar < 0x10000 ? Kind(rawValue: table[Int(scalar)]) : []
  }

  /// Whether something may begin or end at a character of a kind; a name without a word in front of
  /// it only at the beginning of a clause.
  static func isInteresting(_ kind: Kind, inClause: Bool) -> Bool {
    kind.rawValue & (inClause ? 0x403F : 0x407F) != 0
  }

  /// Whether the character is a Chinese one.
  static func isHan(_ scalar: UInt32) -> Bool {
    (0x3400...0x9FFF).contains(scalar) || (0x20000...0x3FFFF).contains(scalar) || scalar == 0x3007
  }

  private mutating func add(_ kind: Kind, to scalar: UInt32) {
    if scalar < 0x10000 { table[Int(scalar)] |= kind.rawValue }
  }

  private mutating func add(_ kind: Kind, toEach words: [String]) {
    for word in words { for scalar in FoldedText.word(word) { add(kind, to: scalar) } }
  }
}
