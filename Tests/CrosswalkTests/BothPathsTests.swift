import HotlineModel
import TestSupport
import Testing

@testable import Crosswalk

/// The fast road on bytes and the careful one on texts.
@Suite struct `Both ways of mapping` {
  static let fields = """
    caller.name,姓名,text,,,no,keep
    caller.phone,电话,phone,,,no,quarantine
    caller.contact,联系,phone,,,no,keep
    caller.gender,性别,code,,gender,no,empty
    caller.confidential,保密,flag,,,no,empty
    call.channel,,constant,phone,,no,empty
    call.receivedAt,来电,instant,yyyy-MM-dd HH:mm:ss|yyyy/M/d H:mm|yyyyMMddHHmmss|yyyy年M月d日|excel-1900,,yes,quarantine
    matter.type,类型,code,,type,yes,quarantine
    matter.categoryCode,分类,text,,,no,empty
    matter.content,内容,text,,,no,keep
    dispatch.unitCode,部门,text,,,no,quarantine
    handling.closedAt,办结,instant,yyyy-MM-dd HH:mm:ss|yyyy-MM-dd,,no,quarantine

    """
  static let header = [
    "编号", "姓名", "电话", "联系", "性别", "保密", "来电", "类型", "分类", "内容", "部门", "办结",
  ]
  static let codes = [
    "gender": "男,male\n女,female\n", "type": "投诉,complaint\n咨询,consultation\nother,other\n",
  ]

  /// Whole values and pieces of values, of which cells are made.
  static let values = [
    "", "无", "-", "A1", "B-02", "2.0211E+13", "1E5", "0102", "2021-02-28 01:02:03",
    "2021-02-30 01:02:03", "2021/2/3 4:05", "20210203040506", "2021年2月3日", "44000", "44000.5",
    "2021-03-01", "1900-01-01 00:00:00", "0021-01-01 00:00:00", "2021-02-28 24:00:00",
    "13800001234", "+86 13800001234", "0757-82100001", "075782100001", "1.38E+10", "82100001",
    "8210001", "１３８００００１２３４", "男", "女", "不明", "是", "否", "Y", "投诉", "咨询", "其他", "other",
  ]
  static let pieces = [
    " ", "\u{3000}", "\u{A0}", "\u{200B}", "\t", "\n", "\"", "\\", "\u{1}", "\u{7F}", "，", "张",
    "𠮷", "é", "e\u{301}", "1", "0", "E+", "/", "\u{FEFF}", "\u{2028}", "<", "\r",
  ]

  @Test func `give the same bytes for the same records, whatever stands in them`() throws {
    let fixture = try MappingFixture(
      fields: Self.fields, settings: "skip,类型=合计*\n", codes: Self.codes)
    let bound = try fixture.bound(Self.header)
    var random = SplitMix(state: 42)
    var records: [LegacyRecord] = []
    for number in 1...4000 {
      var fields = Self.header.map { _ in Self.cell(&random) }
      // Most records are good ones with one thing wrong, so that the fast road takes some.
      if random.next(4) > 0 {
        let good = [
          "N\(number)", "张三", "13800001234", "0757-82100001", "男", "是", "2021-02-28 01:02:03",
          "投诉", "0102", "内容", "0757", "2021-03-01",
        ]
        let kept = random.next(fields.count + 2)
        fields = good.indices.map { $0 == kept ? fields[$0] : good[$0] }
      }
      if random.next(50) == 0 { fields.removeLast() }
      records.append(fixture.record(Self.header, fields, number: number))
    }
    var batch = RecordBatch(file: "a.csv", offset: 0, headers: [Self.header], bytes: [])
    for record in records { batch.append(record) }
    let fast = bound.map(batch, file: "a.csv", batch: "B0001")
    let careful = BoundMapping.batch(
      of: records.map { ($0, bound.map($0)) }, line: fixture.line.id, file: "a.csv",
      batch: "B0001", mapping: fixture.mapping)
    #expect(fast.outcomes.count == records.count)
    for (index, pair) in zip(fast.outcomes, careful.outcomes).enumerated() {
      #expect(
        Self.words(pair.0, of: fast) == Self.words(pair.1, of: careful),
        "\(records[index].fields)")
    }
    // Both roads were taken: neither all nor none of the records are tickets.
    let tickets = careful.outcomes.count { if case .ticket = $0 { true } else { false } }
    #expect((1000..<3900).contains(tickets))
  }

  private static func cell(_ random: inout SplitMix) -> String {
    var cell = values[random.next(values.count)]
    while random.next(3) == 0 {
      let piece = pieces[random.next(pieces.count)]
      switch random.next(3) {
      case 0: cell = piece + cell
      case 1: cell += piece
      default: cell = piece
      }
    }
    return cell
  }

  private static func words(_ outcome: TicketBatch.Outcome, of batch: TicketBatch) -> String {
    switch outcome {
    case .ticket(let place):
      "\([place.ticket, place.content, place.number].map { Array(batch.text[$0]) })"
    case .unusable(let index):
      batch.complaints[index].map(\.code.rawValue).joined(separator: " ")
    case .skipped: "skipped"
    }
  }
}

/// Numbers that look random and are the same in every run.
struct SplitMix {
  var state: UInt64

  mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
