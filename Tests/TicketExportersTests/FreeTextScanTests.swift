import Foundation
import HotlineModel
import TestSupport
import Testing

@testable import TicketExporters

@Suite struct `The scan of free text` {
  /// The words that the project ships.
  static let words: ScanWords = {
    let sheet = try? String(
      contentsOfFile: Shell.root + "/Mappings/privacy/words.csv", encoding: .utf8)
    let rows = (sheet ?? "").split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    return ScanWords(
      Dictionary(
        uniqueKeysWithValues: rows.map {
          (String($0[0]), $0[1].split(separator: "|").map(String.init))
        }))
  }()
  private static let scan = FreeTextScan(words)

  static func masked(_ text: String, name: String = "") -> (String, PrivacyCounts) {
    var room = FreeTextScan.Room()
    var counts = PrivacyCounts()
    var out: [UInt8] = []
    scan.mask(
      Array(text.utf8).span, name: name.unicodeScalars.map(\.value), using: &room,
      counting: &counts, into: &out)
    return (String(decoding: out, as: UTF8.self), counts)
  }

  private func masked(_ text: String, name: String = "") -> (String, PrivacyCounts) {
    Self.masked(text, name: name)
  }

  @Test(arguments: [
    ("电话13800001234请回", "电话138****1234请回", PrivacyCounts.Kind.phone),
    ("138 0000 1234", "138****1234", .phone),
    ("138-0000-1234，谢谢", "138****1234，谢谢", .phone),
    ("+86 138 0000 1234", "138****1234", .phone),
    ("请拨(+86)138-0000-1234。", "请拨138****1234。", .phone),
    ("0086 138 0000 1234", "138****1234", .phone),
    ("008613801201234", "138****1234", .phone),
    ("（＋８６）１３８－００００－１２３４", "138****1234", .phone),
    ("+86（138 0000 1234）", "138****1234", .phone),
    ("（+86 138 0000 1234）", "（138****1234）", .phone),
    ("１３８００００１２３４", "138****1234", .phone),
    ("（0757）82101234转", "0757-8210****转", .phone),
    ("(0757) 8210-1234", "0757-8210****", .phone),
    ("（电话0757-82101234）", "（电话0757-8210****）", .phone),
    ("0757-82101234", "0757-8210****", .phone),
    ("075782101234", "0757-8210****", .phone),
    ("０７５７－８２１０１２３４", "0757-8210****", .phone),
    ("+86 757 8210 1234", "0757-8210****", .phone),
    ("+86（0757）82101234", "0757-8210****", .phone),
    ("(+86)(0)757-82101234", "0757-8210****", .phone),
    ("0086-20-82101234", "020-8210****", .phone),
    ("0951-2101234", "0951-210****", .phone),
    ("0757-82101234-801", "0757-8210****", .phone),
    ("0757-82101234转801分诉", "0757-8210****分诉", .phone),
    ("（0757）82101234 分机：801", "0757-8210****", .phone),
    ("0757-82101234（转分机801）反映", "0757-8210****反映", .phone),
    ("０７５７－８２１０１２３４转８０１", "0757-8210****", .phone),
    ("（0757-82101234转801）", "（0757-8210****）", .phone),
    ("0757-82101234转12345", "0757-8210****转12345", .phone),
    ("13800001234转1234", "138****1234", .phone),
    ("13800001234-2021-05-01来电", "138****1234-2021-05-01来电", .phone),
    ("82101234-2021年登记", "8210****-2021年登记", .phone),
    ("打82101234找我", "打8210****找我", .phone),
    ("打82101234-801找我", "打8210****找我", .phone),
    ("一三八零零零零一二三四", "138****1234", .phone),
    ("身份证11010519491231002X。", "身份证110****。", .identityCard),
    ("身份证440524188001010014", "身份证440****", .identityCard),
    ("卡号6222021234567890128", "卡号****0128", .bankCard),
    ("合同2019121200003003", "合同201****", .number),
    ("车牌粤E12345停在", "车牌粤E*****停在", .plate),
    ("京A·D12345", "京A·*****", .plate),
    ("季华五路12号3栋", "季华五路**号**栋", .address),
    ("同心巷三十二号", "同心巷**号", .address),
    ("邮箱zhang.san@example.com", "邮箱***@example.com", .email),
    ("我叫张三丰，住在", "我叫张**，住在", .name),
    ("我叫尉迟恭", "我叫尉迟**", .name),
    ("姓名：李四", "姓名：李**", .name),
    ("我姓王小明", "我姓王**", .name),
    ("来电人陈小红反映", "来电人陈**反映", .name),
    ("被刘大海先生骂", "被刘**先生骂", .name),
    ("何静女士", "何**女士", .name),
  ])
  func `finds and masks`(text: String, shown: String, kind: PrivacyCounts.Kind) {
    let (out, counts) = masked(text)
    #expect(out == shown)
    #expect(counts[kind] >= 1)
  }

  @Test(arguments: [
    "拨打12345和12329未有结果", "2019年12月12日13:05", "20191212缴费", "地铁3号线延误", "来电人反映路灯不亮",
    "涉及金额约3800元", "王先生", "事由①②③", "热线400-830-8888", "热线+86 400 830 8888", "身份证需提供复印件", "第1010号文件",
  ])
  func `leaves alone`(text: String) {
    let (out, counts) = masked(text)
    #expect(out == text)
    #expect(counts == PrivacyCounts())
  }

  @Test func `the caller's own name is found wherever it stands`() {
    let (out, counts) = masked("尉迟恭恭敬敬地说，尉迟恭要", name: "尉迟恭")
    #expect(out == "尉**恭敬敬地说，尉**要")
    #expect(counts[.name] == 2)
  }

  @Test func `two numbers side by side are both found`() {
    #expect(masked("13800001234 13800005678").0 == "138****1234 138****5678")
    #expect(masked("2019 13800001234").0 == "2019 138****1234")
    #expect(masked("1380000123413800005678").0 == "138****")
  }

  /// Whatever is written around a number, its mask is that of the number in a column.
  @Test func `a number is masked as in a column, however it is spelled`() throws {
    var random = SeededRandom(state: 13)
    func digits(_ count: Int) -> String {
      (0..<count).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
    }
    func fullWidth(_ text: String) -> String {
      let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
        switch scalar.value {
        case 0x20: "\u{3000}"
        case 0x21...0x7E: Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
        default: scalar
        }
      }
      return String(String.UnicodeScalarView(scalars))
    }
    var wrong: [String] = []
    for _ in 0..<500 {
      let number = "1\(Int.random(in: 3...9, using: &random))\(digits(9))"
      let (head, middle, tail) = (number.prefix(3), number.dropFirst(3).prefix(4), number.suffix(4))
      let codes = ["010", "0\(Int.random(in: 20...29, using: &random))", "0757", "0951"]
      let code = try #require(codes.randomElement(using: &random))
      let local = "\(Int.random(in: 2...8, using: &random))\(digits(code == "0951" ? 6 : 7))"
      let spellings = [
        number: [
          number, "0\(number)", "\(head) \(middle) \(tail)", "\(head)-\(middle)-\(tail)",
          "+86\(number)", "+86 \(head) \(middle) \(tail)", "+86-\(number)", "86 \(number)",
          "(+86)\(head)-\(middle)-\(tail)", "0086 \(head) \(middle) \(tail)", "0086\(number)",
          "(0086)\(number)", "+86(\(number))", "\(number)转\(digits(3))",
        ],
        "\(code)-\(local)": [
          "\(code)-\(local)", "\(code)\(local)", "(\(code))\(local)", "(\(code)) \(local)",
          "+86 \(code.dropFirst()) \(local)", "+86(\(code))\(local)", "(+86)\(code)-\(local)",
          "0086-\(code.dropFirst())-\(local)", "\(code)-\(local)-\(digits(3))",
          "(\(code))\(local)转\(digits(4))", "\(code)-\(local) 分机 \(digits(2))",
          "\(code) \(local.prefix(4)) \(local.dropFirst(4))",
        ],
      ]
      for (plain, forms) in spellings {
        for form in forms + forms.map(fullWidth) {
          let out = masked("电话\(form)，谢谢").0
          if out != "电话\(Masking.phone(plain))，谢谢" { wrong.append("\(form) is \(out)") }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(10))")
  }

  /// Numbers at any place of any text, in the spellings that callers' words have.
  @Test func `no telephone number gets through, whatever stands around it`() {
    var random = SeededRandom(state: 7)
    let around = Array("，。路号a电王的 0-1９@（）粤A")
    for _ in 0..<4000 {
      let digits =
        "1\(Int.random(in: 3...9, using: &random))"
        + (0..<9).map { _ in "\(Int.random(in: 0...9, using: &random))" }.joined()
      let left = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        String(around.randomElement(using: &random) ?? "，")
      }.joined()
      let right = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        String(around.randomElement(using: &random) ?? "，")
      }.joined()
      let (out, _) = masked(left + digits + right)
      #expect(!out.contains(digits), "\(left)|\(digits)|\(right) -> \(out)")
    }
  }
}
