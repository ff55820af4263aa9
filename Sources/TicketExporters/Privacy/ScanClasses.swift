import HotlineModel

/// What each character means to the scan of free text, in one table.
final class ScanClasses: Sendable {
  /// What a character means.
  struct Kind: OptionSet, Sendable {
    let rawValue: UInt64

    private init(bit: UInt64) { rawValue = 1 << bit }
    init(rawValue: UInt64) { self.rawValue = rawValue }

    // Where something may begin or end; the first seven also at the beginning of a clause alone.
    static let digit = Kind(bit: 0)
    static let province = Kind(bit: 1)
    static let triggerEnd = Kind(bit: 2)
    static let titleStart = Kind(bit: 3)
    static let at = Kind(bit: 4)
    static let middleDot = Kind(bit: 5)
    static let surname = Kind(bit: 6)
    static let building = Kind(bit: 7)

    // Parts of names and what is around them.
    static let stop = Kind(bit: 8)
    static let filler = Kind(bit: 9)
    static let given = Kind(bit: 10)
    static let transliteration = Kind(bit: 11)
    static let preposition = Kind(bit: 12)
    static let formEnd = Kind(bit: 13)
    static let verbEnd = Kind(bit: 14)
    static let unitEnd = Kind(bit: 15)
    static let districtEnd = Kind(bit: 16)
    static let officeEnd = Kind(bit: 17)
    static let documentEnd = Kind(bit: 18)

    // Parts of addresses.
    static let place = Kind(bit: 19)
    static let unit = Kind(bit: 20)
    static let notHouse = Kind(bit: 21)
    static let road = Kind(bit: 22)
    static let side = Kind(bit: 23)
    static let lettered = Kind(bit: 24)
    static let behindHash = Kind(bit: 25)
    static let numbered = Kind(bit: 26)
    static let village = Kind(bit: 27)
    static let measure = Kind(bit: 28)
    static let notRoad = Kind(bit: 29)
    static let behindHouse = Kind(bit: 30)
    static let behindNumber = Kind(bit: 31)
    static let counting = Kind(bit: 32)
    static let notGroup = Kind(bit: 33)

    // Parts of plates and accounts.
    static let plateFiller = Kind(bit: 34)
    static let plateTail = Kind(bit: 35)
    static let plateSign = Kind(bit: 36)
    static let cityWord = Kind(bit: 37)
    static let behindEmbassy = Kind(bit: 54)
    static let accountFiller = Kind(bit: 39)

    // 32 bits above `surname`: see `wantedBehind`.
    /// Behind the character a clause begins, or something else in front of a name.
    static let clauseStart = Kind(bit: 38)

    // Parts of numbers.
    /// A digit that has a value: not 十 and 百.
    static let value = Kind(bit: 40)
    /// What may be written between two groups of a number.
    static let gap = Kind(bit: 41)

    // The beginnings of words, and their ends: a list is asked only where it may have one.
    static let follower = Kind(bit: 42)
    static let compound = Kind(bit: 43)
    static let notName = Kind(bit: 44)
    static let office = Kind(bit: 45)
    static let group = Kind(bit: 46)
    static let groupEnd = Kind(bit: 47)
    static let placeWordEnd = Kind(bit: 48)
    static let strongEnd = Kind(bit: 49)
    static let weakEnd = Kind(bit: 50)
    static let atEnd = Kind(bit: 51)
    static let accountEnd = Kind(bit: 52)
    static let plateWordEnd = Kind(bit: 53)

    /// Where something may begin or end within a clause.
    static let inClause: Kind = [
      .digit, .province, .triggerEnd, .titleStart, .at, .middleDot, .building,
    ]
    /// Where something may begin or end; a name without a word in front of it only at the beginning
    /// of a clause.
    static let atClause: Kind = [.inClause, .surname]

    /// Where something may begin or end at the character behind one of this kind.
    @inline(__always)
    var wantedBehind: Kind {
      Kind(rawValue: (rawValue >> 32 | Self.inClause.rawValue) & Self.atClause.rawValue)
    }
  }

  private let table: [UInt64]
  /// The code points by which the first 65,536 are recognised; FFFF where they are left out.
  private let folds: [UInt16]
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
  let plateWords = WordIndex(["车牌", "车牌号", "号牌", "牌照", "车号", "牌号"], byLast: true)
  /// Words in front of which a name is written.
  let titles: WordIndex
  /// Words at which a name ends.
  let followers: WordIndex
  /// Surnames of two characters.
  let compounds: WordIndex
  /// Words that begin like names.
  let notNames: WordIndex
  /// Words for authorities.
  let offices = WordIndex(ScanClasses.officeWords)
  /// Words for places that end in front of a house number.
  let placeWords = WordIndex(
    ["院子", "湾子", "寨子", "坝子", "屋场", "大院", "自编", "门牌"], byLast: true)
  /// Words for groups of villages; those that are nothing else; those in front of a number.
  let groups = WordIndex(ScanClasses.certainGroupWords + ScanClasses.groupWords)
  let certainGroups = WordIndex(ScanClasses.certainGroupWords)
  let groupEnds = WordIndex(ScanClasses.certainGroupWords, byLast: true)

  init(_ words: ScanWords) {
    titles = WordIndex(words.titles)
    followers = WordIndex(words.followers + words.titles)
    notNames = WordIndex(words.notNames)
    compounds = WordIndex(words.surnames.filter { $0.unicodeScalars.count == 2 })
    triggers = WordIndex(words.triggers, byLast: true)
    weakTriggers = WordIndex(words.weakTriggers + words.titles, byLast: true)
    accounts = WordIndex(Self.accountWords, byLast: true)
    var table = KindTable()
    table.add(.at, to: 0x40)
    table.add(.province, toEach: words.provinces + ["使领"])
    table.add(.surname, toEach: words.surnames.filter { $0.unicodeScalars.count == 1 })
    table.add(.stop, toEach: words.stops)
    table.add(.place, toEach: words.places)
    table.add(.unit, toEach: words.units)
    table.add(.given, toEach: words.givenNames)
    table.add(.transliteration, toEach: words.transliterations)
    for (kind, signs) in Self.signs { table.add(kind, toEach: [signs]) }
    for code in UInt32(0x30)...0x39 { table.add(.digit, to: code) }
    for key in titles.keys { table.add(.titleStart, to: key) }
    let lists: [(kind: Kind, words: WordIndex)] = [
      (.follower, followers), (.compound, compounds), (.notName, notNames), (.office, offices),
      (.group, groups), (.groupEnd, groupEnds), (.placeWordEnd, placeWords),
      (.strongEnd, triggers), (.weakEnd, weakTriggers), (.atEnd, atWords),
      (.accountEnd, accounts), (.plateWordEnd, plateWords),
    ]
    for (kind, words) in lists { table.add(kind, toKeysOf: words) }
    let triggerEnds: Kind = [.strongEnd, .weakEnd, .atEnd, .accountEnd, .plateWordEnd]
    for scalar in UInt32(0)..<0x10000 {
      if FoldedText.digit(scalar) != nil { table.add(.value, to: scalar) }
      if !table[scalar].isDisjoint(with: triggerEnds) { table.add(.triggerEnd, to: scalar) }
      let isChinese = scalar &- 0x3400 < 0x6C00
      if !isChinese || table[scalar].contains(.preposition) { table.add(.clauseStart, to: scalar) }
    }
    self.table = table.rows
    folds = (UInt32(0)..<0x10000).map { UInt16(truncatingIfNeeded: FoldedText.folded($0)) }
  }

  /// What somebody is called on the net, and the words for it.
  private static let accountWords = [
    "微信", "微信号", "微讯", "威信", "薇信", "v信", "vx", "wx号", "v号", "wx", "wechat", "weixin", "wxid_", "qq",
    "q", "q号", "扣扣", "球球", "秋秋", "企鹅号",
    "企鹅",
    "抖音", "抖音号", "快手", "快手号", "小红书", "微博", "钉钉", "支付宝", "陌陌", "旺旺", "淘宝账号", "闲鱼号",
  ]

  private static let officeWords = [
    "交警大队", "交警中队", "交警支队", "交警队", "公安", "法院", "检察院", "税务", "人社", "医保局", "社保局", "城管局",
    "街道办", "消防", "派出所", "民政", "住建", "市监", "市场监", "供电", "政府", "分局", "支行", "管委会", "居委会",
    "村委会",
  ]

  private static let certainGroupWords = [
    "村民小组", "村小组", "村民组", "居民小组", "居民组", "生产队", "生产小组", "经济社", "经济合作社", "股份社",
    "股份合作社", "股份合作经济社", "股份经济合作社", "股份经济社", "经济联合社", "经济联社",
  ]

  private static let groupWords = [
    "小组", "小队", "队", "组", "社", "屯", "自然村", "片区", "网格", "合作社", "农业社", "分社", "分队", "连队",
    "联队", "作业组", "作业队", "互助组",
  ]

  /// Signs of kinds that no sheet lists.
  private static let signs: [(Kind, String)] = [
    (.middleDot, "·."), (.digit, "零〇○一二两三四五六七八九幺拐勾十百壹贰叁肆伍陆柒捌玖拾廿卅①②③④⑤⑥⑦⑧⑨⑩"),
    (.filler, ":是为叫“「\"'( ,—-"), (.preposition, "给向由找叫是与跟和对让请为被将及的"), (.formEnd, "人者员"),
    // What ends words for what is done to somebody: 投诉, 联系, 感谢.
    (.verbEnd, "诉报系知谢扬"), (.unitEnd, "区市县镇街乡局州省厂路道巷村园苑城厦院校司馆店港湾"),
    (.districtEnd, "区市县省局厂乡街"), (.officeEnd, "心口处科室部办会所站队院"),
    (.documentEnd, "函发办字规令文告通政府改"),
    (.building, "栋幢座"), (.notHouse, "线码文令机口窗井桩房产价租屋间源贷地"), (.road, "路街巷道"), (.side, "东南西北中"),
    (.lettered, "栋幢座门梯"), (.behindHash, "楼栋幢座单室房铺门"), (.numbered, "号楼层"),
    (.village, "村庄寨屯湾社里会民委联产"), (.measure, "年月日天点时个人户次元万米分秒"),
    (
      .notRoad,
      "月第字初终执申破再调监赔复保函发办令告通证照单据编案档序排是在到于至从约截日今明后昨天周期号型风线车工规文会议要年的了和及与每逢数件"
    ), (.behindHouse, "栋座幢楼铺房室单的住门前后旁对之附首地负院店阳墙围"), (.behindNumber, "铺楼房档"),
    (.counting, "第在有共建了约近余这那每各盖拆及和与是为成到多"), (.notGroup, "区织合伍会团"),
    (.plateFiller, "号码是为: (“\""), (.plateTail, "学警港澳挂领使试超应"), (.cityWord, "临字牌,"),
    (.plateSign, " -.·_/~():\u{2219}\u{25CF}|"),
    // What makes a word with 使: 使用.
    (.behindEmbassy, "用得其我人他她它者劲出"), (.accountFiller, "号码是为: (“\"叫加账帐户名id,的好友联系方式搜索添"),
    (.gap, " -)(./_~·\\|,、:*"),
  ]

  subscript(scalar: UInt32) -> Kind {
    Int(scalar) < table.count ? Kind(rawValue: table[Int(scalar)]) : .clauseStart
  }

  /// Lends the kinds of the first 65,536 characters, and the code points they are recognised by.
  @inline(__always)
  func withTables(_ body: (UnsafePointer<UInt64>, UnsafePointer<UInt16>) -> Void) {
    unsafe table.withUnsafeBufferPointer { table in
      unsafe folds.withUnsafeBufferPointer { folds in
        if let table = table.baseAddress, let folds = folds.baseAddress {
          unsafe body(table, folds)
        }
      }
    }
  }

  /// Whether the character is a Chinese one.
  @inline(__always)
  static func isHan(_ scalar: UInt32) -> Bool {
    scalar &- 0x3400 < 0x6C00 || scalar &- 0x20000 < 0x20000 || scalar == 0x3007
  }
}

/// The kinds of characters, while they are entered.
private struct KindTable {
  var rows = [UInt64](repeating: 0, count: 1 << 16)

  subscript(scalar: UInt32) -> ScanClasses.Kind {
    ScanClasses.Kind(rawValue: rows[Int(scalar)])
  }

  mutating func add(_ kind: ScanClasses.Kind, to scalar: UInt32) {
    if scalar < 0x10000 { rows[Int(scalar)] |= kind.rawValue }
  }

  mutating func add(_ kind: ScanClasses.Kind, toEach words: [String]) {
    for word in words { for scalar in FoldedText.word(word) { add(kind, to: scalar) } }
  }

  /// Adds a kind to the characters with which words begin, or end, in letters of both sizes.
  mutating func add(_ kind: ScanClasses.Kind, toKeysOf words: WordIndex) {
    for key in words.keys {
      add(kind, to: key)
      if FoldedText.isLetter(key) { add(kind, to: key - 0x20) }
    }
  }
}
