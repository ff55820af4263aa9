import HotlineModel
import Testing

@testable import TicketExporters

@Suite struct `Texts that are known to be no person's` {
  private func isKnown(_ text: String, known: [String] = []) -> Bool {
    let words = ScanWords([
      "surname": ["王", "张", "石"], "institution": ["局", "区", "镇", "街道", "中心", "公司"],
      "weak-institution": ["科", "所"], "known": known, "title": ["先生"], "trigger": ["我叫"],
    ])
    var room = KnownText.Room()
    return KnownText(words, FreeTextScan(words)).contains(Array(text.utf8).span, using: &room)
  }

  @Test(arguments: [
    "市教育局", "禅城区", "石湾镇", "高明区", "石湾镇街道", "信息中心（二科）办事中心", "综合科一科", "张槎街道",
    "D0009", "JF-03", "440604", "440604012003", "5", "第2公司",
  ])
  func `units, districts and codes are known`(text: String) {
    #expect(isKnown(text))
  }

  @Test(arguments: [
    "诸葛孔明", "王小红", "王建科", "王科", "张所", "局", "13987654321", "139 8765 4321", "0757-83217654",
    "１３９８７６５４３２１", "44060419800101123X", "季华五路18号3栋502", "孔明502室", "粤EZG502", "QQ99887766",
    "zhuge99@163.com", "zhugekongming", "075783217654", "诸葛孔明13987654321局", "我叫王小红中心", "440604012",
    "张三\n教育局", "",
  ])
  func `names, numbers and addresses are not`(text: String) {
    #expect(!isKnown(text))
  }

  @Test func `what the sheet lists is known`() {
    #expect(!isKnown("文化站点甲"))
    #expect(isKnown("文化站点甲", known: ["文化站点甲"]))
  }
}
