import HotlineModel
import RoutingSamples
import TestSupport
import Testing

@testable import CallRouting

/// R11 compares forms as words; these hold it against dictionaries of texts.
@Suite struct OwnedFormsTests {
  /// Forms of chance, short enough to meet and to begin with one another.
  private func forms(
    _ count: Int, using random: inout SeededRandom
  ) -> [(form: String, owner: Int)] {
    var owner = 0
    return (0..<count).map { _ in
      owner += Int.random(in: 0...1, using: &random)
      let length = Int.random(in: 1...(Bool.random(using: &random) ? 4 : 16), using: &random)
      let digits = (0..<length).map { _ in "\(Int.random(in: 0...2, using: &random) * 4)" }.joined()
      let isAbroad = length < 16 && Bool.random(using: &random)
      return ((isAbroad ? "+" : "") + digits, owner)
    }
  }

  @Test(arguments: 0..<60)
  func `meetings of forms are those that dictionaries of texts find`(seed: Int) throws {
    var random = SeededRandom(state: UInt64(seed))
    let all = forms([3, 40, 400][seed % 3], using: &random)
    var owned = OwnedForms(numbers: 1)
    var owners: [String: Int] = [:]
    var clashes: [String] = []
    for (form, owner) in all {
      owned.add(form, of: owner)
      if let other = owners.updateValue(owner, forKey: form) {
        clashes.append("\(form) \(owner) \(other)")
      }
    }
    let index = PrefixIndex(Array(owners.keys))
    let covers = all.flatMap { form, owner in
      index.prefixes(of: form).filter { $0 != form }.compactMap { shorter in
        owners[shorter].map { "\(form) \(owner) \($0)" }
      }
    }
    let found = owned.compared()
    #expect(found.clashes.map { "\($0.form) \($0.owner) \($0.other)" } == clashes)
    #expect(found.covers.map { "\($0.form) \($0.owner) \($0.other)" } == covers)
    #expect(found.count == owners.count)
  }

  @Test func `words sort and begin as the forms do, and are these forms`() {
    var random = SeededRandom(state: 7)
    let all = forms(300, using: &random).map(\.form)
    for (form, other) in zip(all, all.shuffled(using: &random)) {
      let (word, otherWord) = (PackedForm(form), PackedForm(other))
      #expect(word.text == form)
      #expect((word.word < otherWord.word) == (form < other))
      #expect(word.begins(otherWord) == other.hasPrefix(form))
    }
  }

  @Test(arguments: [
    "12345", "110", "96123", "95588", "0757-82100001", "020-12345", "021-96123", "0771-8210001",
    "4008210001", "8008210001", "19900000001", "010-110", "0999-82100001",
  ])
  func `no form of any kind of number is too long for a word`(text: String) throws {
    let number = try HotlineNumber(parsing: text, home: SampleCity.home)
    for form in number.dialledForms(home: try SampleCity.home) {
      #expect(PackedForm(form).text == form)
    }
  }
}
