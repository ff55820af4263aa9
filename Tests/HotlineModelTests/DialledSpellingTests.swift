import Foundation
import HotlineModel
import TestSupport
import Testing

@Suite struct DialledSpellingTests {
  let home: AreaCode

  init() throws {
    home = try #require(AreaCode("0757"))
  }

  @Test func `what is looked up of every written spelling is what the switch looks up`() throws {
    let path = Shell.root + "/Tests/Facts/dialled-spellings.csv"
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    for row in rows {
      let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      #expect((DialledSpelling(cells[0])?.digits ?? "") == cells[1], "\(cells[0])")
    }
    #expect(rows.count > 60)
  }

  @Test func `the forms of a short code of the home area`() throws {
    let number = try HotlineNumber(parsing: "12329", home: home)
    #expect(
      number.dialledForms(home: home) == [
        "+86075712329", "+8612329", "+8675712329", "0086075712329", "008612329", "008675712329",
        "075712329", "12329", "86075712329", "8675712329",
      ])
  }

  /// The forms by what a caller may add, without regard to how they are put together.
  private func formsByDefinition(of number: HotlineNumber) -> [String] {
    let area = number.area?.text
    let inside = number.subscriber
    let isMobile = number.kind == .mobile
    let long = area.map { $0 + inside } ?? (isMobile ? "0" + inside : inside)
    let short = area.map { $0.dropFirst() + inside } ?? inside
    var forms = Set([long, short].flatMap { ["+86" + $0, "0086" + $0, "86" + $0] })
    if area == home.text, number.kind == .shortCode {
      forms.formUnion(["+86" + inside, "0086" + inside])
    }
    forms = forms.filter { !$0.hasPrefix("86") || $0.utf8.count > 8 }
    if area != nil || isMobile { forms.insert(long) }
    if area == nil || area == home.text { forms.insert(inside) }
    return forms.sorted()
  }

  @Test func `the forms of every kind of number, at home and elsewhere`() throws {
    let subscribers = [
      "110", "12345", "123456", "96123", "95588", "2345678", "82100001", "86110110", "4008210001",
      "19900000001",
    ]
    let areas = ["", "0757", "020", "010", "0771"]
    for text in areas.flatMap({ area in subscribers.map { area + $0 } }) {
      guard let number = try? HotlineNumber(parsing: text, home: home) else { continue }
      #expect(number.dialledForms(home: home) == formsByDefinition(of: number), "\(text)")
      #expect(number.text.hasSuffix(number.subscriber) && !number.subscriber.contains("-"))
    }
  }

  @Test func `digits behind at most one plus are looked up as they are`() {
    for text in ["110", "+86110", "0", "12345678901234567890"] {
      #expect(DialledSpelling(text)?.digits == text)
      #expect(DialledSpelling("tel:" + text)?.digits == text)
    }
    for text in ["", "+", "1+1", "++1", "１１０"] { #expect(DialledSpelling(text) == nil) }
  }

  @Test func `the forms of a fixed line`() throws {
    let number = try HotlineNumber(parsing: "0757-82100001", home: home)
    #expect(
      number.dialledForms(home: home) == [
        "+86075782100001", "+8675782100001", "0086075782100001", "008675782100001",
        "075782100001", "82100001", "86075782100001", "8675782100001",
      ])
    let away = try HotlineNumber(parsing: "020-12345", home: home)
    #expect(!away.dialledForms(home: home).contains("12345"))
    #expect(!away.dialledForms(home: home).contains("+8612345"))
    #expect(away.dialledForms(home: home).contains("+862012345"))
  }

  @Test func `86 before three digits of the home area is a fixed line`() throws {
    let emergency = try HotlineNumber(parsing: "110", home: home)
    #expect(!emergency.dialledForms(home: home).contains("86757110"))
    #expect(emergency.dialledForms(home: home).contains("860757110"))
    let spelling = try #require(DialledSpelling("86757110"))
    #expect(HotlineNumber(calledAs: spelling, home: home)?.text == "0757-86757110")
  }

  @Test(arguments: [
    "12345", "0757-82100001", "96119", "4008123456", "110", "95598", "13800000000", "020-12345",
  ])
  func `every form is sorted, once, and called as its number`(text: String) throws {
    let number = try HotlineNumber(parsing: text, home: home)
    let forms = number.dialledForms(home: home)
    #expect(forms == Set(forms).sorted())
    #expect(Set(number.formsFromOutside).isSubset(of: forms))
    for form in forms {
      let spelling = try #require(DialledSpelling(form))
      #expect(spelling.digits == form)
      #expect(HotlineNumber(calledAs: spelling, home: home) == number, "\(form)")
    }
  }

  @Test(arguments: [
    "0757-95598", "8612345", "0012345", "+12345", "0757012345", "00861382100", "8695598",
  ])
  func `what is no form reaches no number`(text: String) throws {
    let spelling = try #require(DialledSpelling(text))
    #expect(HotlineNumber(calledAs: spelling, home: home) == nil, "\(text)")
  }
}
