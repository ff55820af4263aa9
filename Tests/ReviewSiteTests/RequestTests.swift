import HotlineModel
import TestSupport
import Testing

@testable import ReviewSite

/// Addresses, forms and files as browsers send them.
@Suite struct `Requests` {
  @Test func `a path and a query are decoded once`() {
    let request = SiteRequest(.get, "/numbers/%E4%BD%9B%2F1?q=a+b%26&page=2&q=c")
    #expect(request.path == ["numbers", "佛/1"])
    #expect(request.query["q"] == "a b&")
    #expect(request.query["page"] == "2")
    #expect(request.query.encoded(replacing: ["page": "3", "q": ""]) == "page=3")
    #expect(SiteRequest(.get, "/%zz%4").path == ["%zz%4"])
  }

  @Test func `fields come back as they were, whatever is in them`() {
    var digits = RandomDigits(seed: 21)
    for _ in 0..<2_000 {
      let pairs = (0..<digits.next(4)).map { _ in (name: digits.text(), value: digits.text()) }
      let fields = FormFields(pairs)
      let back = FormFields(fields.encoded())
      #expect(back == FormFields(pairs.filter { !$0.value.isEmpty }))
    }
  }

  @Test func `a form with a file comes back as it was, and a form that is cut off is none`() throws
  {
    var digits = RandomDigits(seed: 22)
    for _ in 0..<200 {
      let content = (0..<digits.next(300)).map { _ in UInt8(digits.next(256)) }
      let text = digits.text()
      var body = Array(
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(text)\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"C:\\fakepath\\批文%22.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
          .utf8)
      body += content + Array("\r\n--b--\r\n".utf8)
      let form = try #require(MultipartForm(body, type: "multipart/form-data; boundary=\"b\""))
      #expect(form.files.count == 1)
      #expect(Array(form.files[0].bytes) == content)
      #expect(form.files[0].name == "批文\".pdf")
      for end in stride(from: 0, to: body.count - 4, by: 7) {
        #expect(MultipartForm(Array(body[..<end]), type: "multipart/form-data; boundary=b") == nil)
      }
    }
    #expect(MultipartForm([], type: "multipart/form-data") == nil)
    #expect(MultipartForm(Array("--b--".utf8), type: "multipart/form-data; boundary=b") != nil)
  }

  @Test func `a body that is too long is refused before it is read`() async throws {
    #expect(Site.largestBody(of: .get, path: ["numbers"]) == 0)
    #expect(Site.largestBody(of: .post, path: ["logout"]) == Site.largestFields)
    #expect(
      Site.largestBody(of: .post, path: ["items", "x", "enter"])
        == Site.largestUpload + Site.largestFields)
    let city = try SiteCity()
    let browser = Browser(city, as: "reviewer-city")
    let long = String(repeating: "x", count: Site.largestFields)
    #expect(await browser.post("/logout", [("a", long)]) == 413)
  }

  @Test func `a style is allowed by its hash`() {
    #expect(SHA256Text.base64(of: "") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    #expect(SHA256Text.base64(of: "abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }
}

/// Numbers and texts that are the same in every run.
struct RandomDigits {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next(_ count: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % count
  }

  mutating func text() -> String {
    let letters = Array("ab =&+%?/\"<佛山😀;\n")
    return String((0..<next(9)).map { _ in letters[next(letters.count)] })
  }
}
