import Bytes
import Findings

/// A rendered dialplan read back, to answer calls as `mod_dialplan_xml` does.
///
/// Extensions in order, conditions in order, the first that fails ends its extension; `date-time`
/// half-open, `time-of-day` with an inclusive end, weekdays counted from Sunday = 1, all in the
/// zone of the process, which is Asia/Shanghai. Shares no code with what rendered it.
struct FreeSwitchDialplan: Sendable {
  private enum Test: Sendable {
    case field(String, alternatives: Set<String>)
    case dateTime(Range<Int>)
    case timeOfDay(ClosedRange<Int>)
    case weekdays(Set<Int>)
  }

  private struct Extension: Sendable {
    let name: String
    let goesOn: Bool
    let tests: [Test]
    let actions: [(application: String, data: String)]
    let text: String
  }

  private let entries: [Extension]
  private let own: [Extension]
  private let entriesByForm: [String: [Int]]
  private let ownByNumber: [String: [Int]]

  /// Reads both files.
  ///
  /// - Throws: `Unusable` with `HL5302` where one is cut off, has lost an extension, or has a
  ///   condition that cannot be read.
  init(_ file: SwitchTexts) throws {
    let names = ["dialplan/public/00_hotline.xml", "dialplan/hotline.xml"]
    let roots = try names.map { name in
      guard let root = XMLElement.root(of: try file(name)) else {
        throw Self.damaged("it is cut off", name)
      }
      return root
    }
    entries = try Self.extensions(roots[0], names[0], file)
    own = try Self.extensions(roots[1].first("context") ?? roots[1], names[1], file)
    entriesByForm = Self.index(entries)
    ownByNumber = Self.index(own)
  }

  private static func damaged(_ reason: String, _ name: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: name))
  }

  /// Where in the list a number's extensions stand; those for every number are not in it.
  private static func index(_ list: [Extension]) -> [String: [Int]] {
    var index: [String: [Int]] = [:]
    for (place, entry) in list.enumerated() {
      for case .field("destination_number", let forms) in entry.tests {
        for form in forms { index[form, default: []].append(place) }
      }
    }
    return index
  }

  private static func extensions(
    _ parent: XMLElement, _ name: String, _ file: SwitchTexts
  ) throws -> [Extension] {
    let all = try parent.all("extension").map { element in
      var tests: [Test] = []
      var actions: [(application: String, data: String)] = []
      for condition in element.all("condition") {
        guard let own = Self.tests(condition.attributes) else {
          throw damaged("a condition of \(element.attributes["name"] ?? "") cannot be read", name)
        }
        tests += own
        actions += condition.all("action").map {
          ($0.attributes["application"] ?? "", $0.attributes["data"] ?? "")
        }
      }
      let text = element.all("condition").map { condition in
        condition.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
          .joined(separator: " ")
      }
      return Extension(
        name: element.attributes["name"] ?? "", goesOn: element.attributes["continue"] == "true",
        tests: tests, actions: actions,
        text: "\(element.attributes["name"] ?? ""): \(text.joined(separator: ", "))")
    }
    let count = all.count { !$0.goesOn } - 1 + file.omitted(name)
    guard all.last?.name == "manifest", all.last?.actions.first?.data.hasSuffix(",\(count)") == true
    else { throw damaged("extensions are missing, or the manifest is not the last", name) }
    return Array(all.dropLast())
  }

  // MARK: Conditions

  private static func tests(_ attributes: [String: String]) -> [Test]? {
    var tests: [Test] = []
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) where name != "expression" {
      switch name {
      case "field":
        guard let expression = attributes["expression"],
          let alternatives = alternatives(expression)
        else { return nil }
        tests.append(.field(value, alternatives: alternatives))
      case "date-time":
        let ends = value.split(separator: "~").map { second(String($0)) }
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else {
          return nil
        }
        tests.append(.dateTime(from..<until))
      case "time-of-day":
        let ends = value.split(separator: "-").map { clock($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last else {
          return nil
        }
        tests.append(.timeOfDay(first...last))
      case "wday":
        let ends = value.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return nil }
        tests.append(.weekdays(Set(first...last)))
      case _: return nil
      }
    }
    return tests
  }

  /// The texts that `^12366$` or `^(?:12366|\+8675712366)$` matches.
  private static func alternatives(_ expression: String) -> Set<String>? {
    guard expression.hasPrefix("^"), expression.hasSuffix("$") else { return nil }
    var inner = expression.dropFirst().dropLast()
    if inner.hasPrefix("(?:"), inner.hasSuffix(")") { inner = inner.dropFirst(3).dropLast() }
    let texts = inner.replacing("\\+", with: "+").split(separator: "|").map(String.init)
    let isPlain = texts.allSatisfy { text in
      text.utf8.allSatisfy {
        (48...57).contains($0) || (97...122).contains($0) || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "+")
      }
    }
    return isPlain && !texts.isEmpty ? Set(texts) : nil
  }

  /// Seconds since 1970 by the area's clock.
  private static func second(_ text: String) -> Int? {
    let parts = text.split { $0 == "-" || $0 == " " || $0 == ":" }.compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    // Days since 1970, year by year and month by month.
    var days = 0
    for year in 1970..<max(parts[0], 1970) { days += isLeap(year) ? 366 : 365 }
    let months = [31, isLeap(parts[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(parts[1]), (1...months[parts[1] - 1]).contains(parts[2]) else {
      return nil
    }
    days += months[..<(parts[1] - 1)].reduce(0, +) + parts[2] - 1
    return days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func clock(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    return parts.count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : nil
  }

  // MARK: Calls

  /// What the dialplan does with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "dialplan/hotline.xml", forms: Set(entriesByForm.keys),
      rows: { form in
        entriesByForm[form]?.map { place in
          entries[place].actions.map(\.data).joined(separator: " ") + entries[place].text
        }.joined(separator: "\n")
      }, edges: { edges(of: $0) }, follow: { follow($0, $1) })
  }

  private func follow(_ call: SwitchReading.Call, _ seen: ((String) -> Void)?) -> SwitchAnswer {
    let local = call.second + 28_800
    var variables: [String: String] = ["destination_number": call.dialled]
    guard let first = hunt(entries, entriesByForm[call.dialled] ?? [], &variables, local) else {
      return .notOurs
    }
    seen?(first.text)
    var actions = first.actions[...]
    var transfers = 0
    while let (application, data) = actions.popFirst() {
      switch application {
      case "set":
        let parts = data.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2 { variables[parts[0]] = parts[1] }
      case "transfer":
        let words = data.split(separator: " ").map(String.init)
        guard words.count == 3, words[1...] == ["XML", "hotline"], transfers < 4 else {
          return .damaged("transfer \(data)")
        }
        transfers += 1
        variables["destination_number"] = words[0]
        let days = own.indices.prefix { own[$0].goesOn }
        guard
          let next = hunt(own, days + (ownByNumber[words[0]] ?? []), &variables, local)
        else { return .damaged("no extension for \(words[0])") }
        seen?(next.text)
        actions = next.actions[...]
      case "bridge":
        guard data.hasPrefix("sofia/external/sip:"), let set = variables["hm_set"] else {
          return .damaged("bridge \(data)")
        }
        if !call.down.contains(set) {
          return .answered(set: set, heard: variables["hm_heard"])
        }
      case "respond" where data == "404": return .nobody
      case "respond" where data.hasPrefix("410"):
        return .released(heard: variables["hm_heard"] ?? "")
      case "export", "unset", "pre_answer", "playback": continue
      case _: return .damaged("\(application) \(data)")
      }
    }
    return .damaged("the actions come to no end")
  }

  /// The first extension whose conditions all hold; those that go on set their variables.
  private func hunt(
    _ list: [Extension], _ places: [Int], _ variables: inout [String: String], _ local: Int
  ) -> Extension? {
    for place in places {
      let entry = list[place]
      guard entry.tests.allSatisfy({ holds($0, variables, local) }) else { continue }
      guard entry.goesOn else { return entry }
      for (_, data) in entry.actions {
        let parts = data.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2 { variables[parts[0]] = parts[1] }
      }
    }
    return nil
  }

  private func holds(_ test: Test, _ variables: [String: String], _ local: Int) -> Bool {
    switch test {
    case .field(let name, let alternatives):
      alternatives.contains(variables[name.filter { !"${}".contains($0) }] ?? "")
    case .dateTime(let window): window.contains(local)
    case .timeOfDay(let window): window.contains(local % 86_400)
    // 1970-01-01 was a Thursday, the fifth day from Sunday on.
    case .weekdays(let days): days.contains((local / 86_400 + 4) % 7 + 1)
    }
  }

  private func edges(of form: String) -> SwitchReading.Edges {
    var edges = SwitchReading.Edges()
    var waiting = entriesByForm[form]?.map { entries[$0] } ?? []
    waiting += own.prefix { $0.goesOn }
    var met: Set<String> = []
    while let entry = waiting.popLast() {
      for test in entry.tests {
        switch test {
        case .dateTime(let window):
          edges.seconds.formUnion([window.lowerBound - 28_800, window.upperBound - 28_800])
        case .timeOfDay(let window):
          edges.daily.formUnion([0, window.lowerBound, window.upperBound + 1])
        case .weekdays, .field: break
        }
      }
      for (application, data) in entry.actions where application == "transfer" {
        let next = String(data.prefix { $0 != " " })
        if met.insert(next).inserted { waiting += ownByNumber[next]?.map { own[$0] } ?? [] }
      }
    }
    return edges
  }
}
