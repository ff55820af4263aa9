import HotlineModel
import Testing

@Suite struct `Personal data` {
  @Test(arguments: [
    ("13800001234", "138****1234"), ("0757-82101234", "0757-8210****"), ("12345", "12345"),
    ("138000012345678", "138****"), ("1.38000012E+10", "1.3****"), ("1380000abcd", "138****"),
    ("075782101234", "075****"), ("张三丰", "****"), ("0086 138", "008****"),
  ])
  func `a phone number never shows enough to be dialled`(number: String, shown: String) {
    #expect(Masking.phone(number) == shown)
  }

  @Test func `an excerpt shows codes and dates, and nothing that may be somebody`() {
    #expect(Masking.excerpt("联系13800001234") == "联… (13 characters)")
    #expect(Masking.excerpt("13800001234") == "138****")
    #expect(Masking.excerpt("2021-02-30 10:11:12") == "2021-02-30 10:11:12")
    #expect(Masking.excerpt("2021年2月30日 9时5分") == "2021年2月30日 9时5分")
    #expect(Masking.excerpt("咨询类") == "咨询类")
    #expect(Masking.excerpt("440601199001011234") == "440****")
    #expect(Masking.excerpt("家住同济路12号3座501房李四光") == "家… (17 characters)")
    #expect(Masking.excerpt("甲\n乙") == "甲… (3 characters)")
  }

  @Test func `no number that could be dialled or name anybody passes the scrub`() {
    for number in [
      "13800001234", "075782101234", "440601199001011234", "6222021234567890123", "82101234",
    ] {
      #expect(!Masking.scrubbed("缴存 李四\(number)科").contains(number), "\(number)")
    }
    #expect(Masking.scrubbed("0101") == "0101")
    #expect(
      Masking.scrubbed("0757-82100001 首批 13882100001", sparing: "82100001")
        == "0757-82100001 首批 138****")
    #expect(Masking.scrubbed("20210230101112") == "20210230101112")
  }
}
