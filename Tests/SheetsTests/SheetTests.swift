import Findings
import HotlineModel
import Sheets
import TestSupport
import Testing

@Suite struct `Sheets` {
  static let form = SheetForm(
    thing: "line",
    columns: [
      SheetColumn("number", "号码", .text),
      SheetColumn("level", "层级", .oneOf(["state", "city", "unknown"])),
      SheetColumn("calls", "话务量", .countOrUnknown),
      SheetColumn("day", "日期", .optionalDate, absent: ""),
    ], key: ["number"])

  @Test(arguments: ["0757-12395", "１２３９５", "12", "123456789", "12395x", "12 395"])
  func `a protected number in another form than its digits is refused`(text: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "protected.csv", "number,name,basis,confidence\n\(text),水上遇险求救,emergency,certain\n")
    let refusal = #expect(throws: Unusable.self) { try ProtectedNumbers(contentsOf: path) }
    #expect(refusal?.findings.map(\.code) == [.sheetValueMalformed])
  }

  @Test func `a column that the form does not have is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      // A thrown error would look like an exit with failure as well.
      do {
        let folder = try TemporaryFolder()
        let path = try folder.file("s.csv", "number,level,calls,day\n12329,city,1,\n")
        let rows = try Sheet(contentsOf: path, form: Sheets.form).rows
        guard rows.count == 1 else { return }
        _ = rows[0]["colour"]
      } catch {}
    }
  }

  func sheet(_ text: String) throws -> Sheet {
    let folder = try TemporaryFolder()
    return try Sheet(contentsOf: folder.file("s.csv", text), form: Self.form)
  }

  func findings(_ text: String) -> [Finding] {
    do {
      _ = try sheet(text)
      return []
    } catch let unusable as Unusable {
      return unusable.findings
    } catch {
      return []
    }
  }

  @Test func `a sheet may be headed in Chinese and leave out what has a default`() throws {
    let rows = try sheet("号码,层级,话务量\n12329,city,41300\n\n12333,state,unknown\n").rows
    #expect(rows.map { $0["number"] } == ["12329", "12333"])
    #expect(rows[0].count("calls") == 41300)
    #expect(rows[1].count("calls") == nil)
    #expect(rows[1].place.line == 4)
    #expect(rows[0].date("day") == nil)
  }

  @Test func `a sheet is the same in UTF-8, with a byte order mark, and in GB18030`() throws {
    let folder = try TemporaryFolder()
    let form = SheetForm(
      thing: "place", columns: [SheetColumn("name", "名称", .text)])
    // 北滘㙍 in GB18030: two characters of two bytes, one of four.
    let gb: [UInt8] = [0xB1, 0xB1, 0x9C, 0xF2, 0x82, 0x30, 0xA1, 0x31]
    let head = Array("name\n".utf8)
    let inGB = try Sheet(contentsOf: folder.file("a.csv", head + gb), form: form)
    let name = try #require(inGB.rows.first?["name"])
    #expect(name.hasPrefix("北滘"))
    for bytes in [head + Array(name.utf8), [0xEF, 0xBB, 0xBF] + head + Array(name.utf8)] {
      let sheet = try Sheet(contentsOf: folder.file("b.csv", bytes), form: form)
      #expect(sheet.rows.first?["name"] == name)
    }
  }

  @Test func `bytes of no charset are refused with their place`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x.csv", Array("number\n".utf8) + [0xFF, 0x41])
    #expect {
      try Sheet(contentsOf: path, form: Self.form)
    } throws: { error in
      (error as? Unusable)?.findings.first?.code == .bytesUndecodable
        && (error as? Unusable)?.findings.first?.places.first?.offset == 7
    }
  }

  @Test func `every complaint is made at once, each with row and column`() {
    let found = findings("number,level,calls\n12329,citty,many\n12333,,3\n")
    #expect(found.map(\.code) == [.sheetValueUnknown, .sheetValueMalformed, .sheetCellEmpty])
    #expect(found.map { $0.places[0].line } == [2, 2, 3])
    #expect(found.map { $0.places[0].column } == [2, 3, 2])
    #expect(found[0].facts["nearest"] == "city")
  }

  @Test(arguments: [
    ("number,level,calls,colour\n", FindingCode.sheetColumnUnknown),
    ("number,level,calls,level\n", .sheetColumnTwice),
    ("number,level,calls,层级\n", .sheetColumnTwice),
    ("number,level\n", .sheetColumnMissing),
    ("", .sheetHeaderMissing),
    ("number,level,calls\n12329,city\n", .sheetRowWidth),
    ("number,level,calls\n12329,city,1\n12329,state,2\n", .sheetKeyTwice),
    ("number,level,calls,day\n12329,city,1,2021-02-30\n", .sheetValueMalformed),
    ("number,level,calls\n\"12329,city,1\n", .quoteNeverClosed),
    ("number,level,calls\n12329,\"city\"x,1\n", .textAfterQuote),
  ])
  func `a sheet that cannot be trusted is refused`(text: String, code: FindingCode) {
    #expect(findings(text).map(\.code).contains(code))
  }

  @Test func `a row keeps its line though cells hold line breaks and blank lines stand between`()
    throws
  {
    let rows = try sheet("number,level,calls\n\"1\n2\",city,1\n\n\n12333,city,2\n").rows
    #expect(rows.map { $0.place.line } == [2, 6])
    #expect(rows[0]["number"] == "1\n2")
  }
}

@Suite struct `The register` {
  let head =
    "number,name,owner,owner_level,vertical,emergency,utility,answered,secrecy,lifecycle,annex,"
    + "awareness,retain,movable,monthly_calls,seats,hours,valid_from,valid_to\n"
  let facts = "city,no,no,no,local,no,live,none,low,silent,yes,unknown,unknown,24h"

  func register(_ rows: String...) throws -> Register {
    let folder = try TemporaryFolder()
    let home = try #require(AreaCode("0757"))
    return try Register(
      contentsOf: folder.file("register.csv", head + rows.joined(separator: "\n")), home: home)
  }

  @Test func `a line is found under every spelling of its number`() throws {
    let home = try #require(AreaCode("0757"))
    let register = try register("（0757）１２３２９,公积金,中心,\(facts),,")
    for text in ["12329", "0757-12329", "+86 757 12329", "１２３２９"] {
      #expect(register.line(text, home: home)?.id == "12329")
    }
    #expect(register.lines[0].monthlyCalls == nil)
  }

  @Test func `a number that was issued again is two lines, one after the other`() throws {
    let register = try register(
      "12356,人口,局,\(facts),,2024-12-31", "12356,心理,局,\(facts),2025-01-01,")
    #expect(register.lines.map(\.id) == ["12356", "12356@2025-01-01"])
    let day = try #require(CivilDate("2025-01-01"))
    #expect(register.lines.map { $0.isValid(on: day) } == [false, true])
  }

  @Test func `two lines cannot hold one number on the same day`() {
    #expect {
      try register("12356,人口,局,\(facts),,2025-01-01", "0757-12356,心理,局,\(facts),2025-01-01,")
    } throws: { error in
      (error as? Unusable)?.findings.map(\.code) == [.sheetKeyTwice]
    }
  }

  @Test(arguments: ["12345", "12319", "96968", "110"])
  func `a service code of another city is refused, our own is not`(code: String) throws {
    #expect(try register("0757-\(code),甲,局,\(facts),,").lines.count == 1)
    #expect(try register("020-82300000,甲,局,\(facts),,").lines.count == 1)
    #expect {
      try register("020-\(code),甲,局,\(facts),,")
    } throws: { error in
      let found = (error as? Unusable)?.findings
      return found?.map(\.code) == [.shortCodeElsewhere]
        && found?[0].facts["found"] == "020-\(code)"
    }
  }

  @Test func `numbers that are none are refused, all at once`() {
    #expect {
      try register(
        "1.2329E+4,甲,局,\(facts),,", "8210001,乙,局,\(facts),,", "12a,丙,局,\(facts),,")
    } throws: { error in
      (error as? Unusable)?.findings.map(\.code)
        == [.numberScientific, .numberSevenDigits, .numberMalformed]
    }
  }
}
