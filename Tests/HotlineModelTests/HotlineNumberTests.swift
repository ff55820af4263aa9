import HotlineModel
import Testing

@Suite struct `Hotline numbers` {
  let home: AreaCode

  init() throws {
    home = try #require(AreaCode("0757"))
  }

  @Test(arguments: [
    "12345", "0757-12345", "075712345", "+86 757 12345", "+8675712345", "0086 757 12345",
    "１２３４５", "（0757）12345", " 12345 ", "12345.0",
    "0757 12345",
  ])
  func `every spelling of 12345 is one number`(spelling: String) throws {
    let number = try HotlineNumber(parsing: spelling, home: home)
    #expect(number.text == "12345")
    #expect(number.kind == .shortCode)
  }

  @Test(arguments: [
    ("82100001", "0757-82100001", HotlineNumber.Kind.local),
    ("+86 757 82100001", "0757-82100001", .local),
    ("020-12345", "020-12345", .shortCode),
    ("96119", "96119", .regional),
    ("95598", "95598", .national),
    ("0757-95598", "95598", .national),
    ("400-812-3456", "4008123456", .tollFree),
    ("013812345678", "13812345678", .mobile),
    ("+8613812345678", "13812345678", .mobile),
    ("86123456", "0757-86123456", .local),
    ("0757-110", "110", .shortCode),
  ])
  func `a number has one canonical spelling and a kind`(
    written: String, canonical: String, kind: HotlineNumber.Kind
  ) throws {
    let number = try HotlineNumber(parsing: written, home: home)
    #expect(number.text == canonical)
    #expect(number.kind == kind)
  }

  @Test(arguments: [
    ("", NumberFailure.empty), ("  ", .empty), ("1.2345E+4", .scientific), ("1.38e10", .scientific),
    ("12a45", .unexpectedCharacter("a")), ("8210001", .sevenDigits),
    ("12", .wrongLength(digits: 2)),
    ("+44 20 79460000", .wrongLength(digits: 12)), ("821000012", .wrongLength(digits: 9)),
  ])
  func `what is no number says why`(written: String, failure: NumberFailure) {
    #expect(throws: failure) { try HotlineNumber(parsing: written, home: home) }
  }

  @Test func `from another area only the forms with an area code reach a short code`() throws {
    let number = try HotlineNumber(parsing: "12329", home: home)
    #expect(
      number.formsFromOutside.sorted() == [
        "+86075712329", "+8675712329", "0086075712329", "008675712329", "075712329",
        "86075712329", "8675712329",
      ])
    #expect(number.dialledForms(home: home).contains("12329"))
  }

  @Test(arguments: ["110", "+86110", "0119", "0757110", "+86 757 120", "0086122", "11-0", "00110"])
  func `an emergency code is known behind any prefix`(dialled: String) {
    #expect(ProtectedNumbers().code(reachedBy: dialled, home: home) != nil)
  }

  @Test(arguments: ["12345", "0757-82100110", "1101", "110110", "020110", "75712345"])
  func `a number that only ends like an emergency code is none`(dialled: String) {
    #expect(ProtectedNumbers().code(reachedBy: dialled, home: home) == nil)
  }

  @Test func `the four emergency numbers are protected in every spelling`() throws {
    let numbers = ProtectedNumbers()
    for text in ["110", "0757-119", "0757120", "+86 757 122", "+86110"] {
      #expect(numbers.contains(try HotlineNumber(parsing: text, home: home)))
    }
    #expect(!numbers.contains(try HotlineNumber(parsing: "12345", home: home)))
  }
}
