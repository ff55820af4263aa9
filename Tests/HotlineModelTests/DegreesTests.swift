import HotlineModel
import Testing

@Suite struct `Decimal degrees` {
  @Test(arguments: [
    ("113.121416", true), ("-179.5", true), ("180", true), ("180.0", true), ("0.5", true),
    ("180.000001", false), ("213.1", false), ("", false), (".5", false), ("113.", false),
    ("+113.1", false), ("1.13E+02", false), ("007.5", false), ("113°07′", false), ("1e2", false),
    ("--1", false), ("１１３.１", false), ("113.12.1", false),
  ])
  func `are a number within the limit`(text: String, areValid: Bool) {
    #expect(Degrees.areValid(text, limit: 180) == areValid)
  }

  @Test func `a latitude is at most 90, so that a swapped longitude is none`() {
    #expect(Degrees.areValid("23.0215", limit: 90))
    #expect(!Degrees.areValid("113.1214", limit: 90))
  }

  @Test(arguments: [
    ("113.121416", "113.12"), ("-23.029", "-23.02"), ("113.1", "113.1"), ("113", "113"),
  ])
  func `are cut off where they are masked`(text: String, coarse: String) {
    #expect(Degrees.coarse(text) == coarse)
    #expect(Masking.value(text, privacy: .position) == coarse)
  }

  @Test func `what is none is masked as free text`() {
    #expect(Masking.value("张三", privacy: .position) == "[2 characters]")
  }
}
