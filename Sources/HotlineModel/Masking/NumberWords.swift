/// The words that tell what a number behind them is.
package enum NumberWords: Sendable {
  /// A paper of a person: 护照.
  case paper
  /// An account at a bank: 卡号.
  case card
  /// A telephone: 电话.
  case phone
  /// A document, an order, an organisation: 编号; its number stays.
  case document
  /// Money: 金额; its amount stays.
  case amount

  private static let lists: [(kind: NumberWords, words: WordIndex)] = [
    (
      .paper,
      index(
        "护照|通行证|回乡证|台胞证|居住证|居留证|居留卡|身份证|证件|证号|香港|澳门|驾驶证|驾照|军官证|士兵证|学生证|残疾证|社保卡"
          + "|医保卡|社保|港澳证|签注|hkid|passport|id")
    ),
    (
      .card, index("卡号|账号|帐号|银行卡|储蓄卡|信用卡|借记卡|工资卡|存折|账户|帐户|社保卡|卡")
    ),
    (
      .phone,
      index(
        "电话|座机|固话|手机|致电|拨打|回电|联系|来电|传真|小灵通|分机|拨|打|tel|phone|mobile|call|固定电话|热线|办公室|家里|家中")
    ),
    (
      .document,
      index(
        "编号|工单|单号|案号|文号|流水号|受理号|代码|注册号|许可证|备案|批号|条码|合同号|发票|票号|订单|运单|快递|标准|版本|字|第|备案号"
          + "|登记号|执照|编码|序列号|型号|批准|准字|事项|诉求号|流水|凭证|单据")
    ),
    (
      .amount, index("¥|￥|$|金额|人民币|合计|总计|共计|总额|造价|rmb|cny|投资")
    ),
  ]

  private static func index(_ words: String) -> WordIndex {
    WordIndex(words.split(separator: "|").map(String.init), byLast: true)
  }

  /// What may be written between the word and its number.
  private static let fillers = Set(FoldedText.word("号码是为: (“\",的方式编no.#；;“”「【["))

  /// What words in front of a position tell.
  package static func before(_ position: Int, in text: borrowing FoldedText) -> NumberWords? {
    var best: Int?
    var end = position
    while position - end <= 6 {
      for rank in 0..<(best ?? lists.count)
      where lists[rank].words.length(in: text, endingBefore: end) > 0 {
        best = rank
        break
      }
      guard fillers.contains(FoldedText.small(text[end - 1])) else { break }
      end -= 1
    }
    return best.map { lists[$0].kind }
  }

  /// What follows an amount: 元, and behind its decimals too.
  package static func isAmount(behind position: Int, in text: borrowing FoldedText) -> Bool {
    var next = position
    if text[next] == 0x2E, FoldedText.isDigit(text[next + 1]) {
      next += 1
      while FoldedText.isDigit(text[next]) { next += 1 }
    }
    next = text.behindBlanks(next, atMost: 1)
    return units.length(in: text, at: next) > 0
  }

  private static let units = WordIndex(
    "元|万|亿|米|平方|平米|㎡|吨|公斤|千克|克|升|千瓦|度|人次|户|件|辆|份|%|股|亩|字|岁|日元|美元|欧元|港元|港币|块|立方|mb|kb|kw|kg|km|像素"
      .split(separator: "|").map(
        String.init))
}
