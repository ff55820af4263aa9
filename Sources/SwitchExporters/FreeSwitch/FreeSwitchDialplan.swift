import Bytes
import Findings

/// Extensions tried one after the other, as `mod_dialplan_xml` tries them.
///
/// The first whose conditions all hold is taken; `date-time` is half-open, `time-of-day` has an
/// inclusive end, weekdays are counted from Sunday = 1, all in the zone Asia/Shanghai. Asks any
/// dialplan, one call at a time; `FreeSwitchNumbers` answers those of the usual shape faster.
struct FreeSwitchDialplan: Sendable {
  /// The extensions of the public context.
  let entries: [FreeSwitchExtension]
  /// The extensions of our context.
  let own: [FreeSwitchExtension]
  /// Where the extensions of a dialled form are among `entries`.
  let entriesByForm: [String: [Int]]
  /// Where the extensions of a number are among `own`.
  let ownByNumber: [String: [Int]]

  init(entries: [FreeSwitchExtension], own: [FreeSwitchExtension]) {
    (self.entries, self.own) = (entries, own)
    entriesByForm = Self.index(entries)
    ownByNumber = Self.index(own)
  }

  /// Where in the list a number's extensions are; those for every number are not in it.
  private static func index(_ list: [FreeSwitchExtension]) -> [String: [Int]] {
    var index: [String: [Int]] = [:]
    for (place, entry) in list.enumerated() {
      for case .field("destination_number", let forms) in entry.tests {
        for form in forms { index[form, default: []].append(place) }
      }
    }
    return index
  }

  /// What becomes of a call; `seen` is given the extensions that were taken.
  func follow(_ call: SwitchReading.Call, _ seen: ((String) -> Void)?) -> SwitchAnswer {
    let local = call.second + 28_800
    var variables: [String: String] = ["destination_number": call.dialled]
    let others = entries.indices.prefix { entries[$0].goesOn }
    guard
      let first = hunt(entries, others + (entriesByForm[call.dialled] ?? []), &variables, local)
    else {
      return .notOurs
    }
    seen?(first.text)
    var actions = first.actions[...]
    var transfers = 0
    while let action = actions.popFirst() {
      let data = action.data
      switch action.application {
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
        guard data.contains("]sofia/external/sip:"), let set = variables["hm_set"] else {
          return .damaged("bridge \(data)")
        }
        if !call.down.contains(set) {
          return .answered(set: set, heard: variables["hm_heard"])
        }
      case "respond" where data == "404": return .nobody
      case "respond" where data.hasPrefix("410"):
        return .released(heard: variables["hm_heard"] ?? "")
      case "respond": return .damaged("respond \(data)")
      case "export", "log", "pre_answer", "playback": continue
      case _: return .damaged("\(action.application) \(data)")
      }
    }
    return .damaged("the actions come to no end")
  }

  /// The first extension whose conditions all hold; those that go on set their variables.
  private func hunt(
    _ list: [FreeSwitchExtension], _ places: [Int], _ variables: inout [String: String],
    _ local: Int
  ) -> FreeSwitchExtension? {
    for place in places {
      let entry = list[place]
      guard entry.tests.allSatisfy({ holds($0, variables, local) }) else { continue }
      guard entry.goesOn else { return entry }
      for action in entry.actions {
        let parts = action.data.split(separator: "=", maxSplits: 1).map(String.init)
        if parts.count == 2 { variables[parts[0]] = parts[1] }
      }
    }
    return nil
  }

  private func holds(
    _ test: FreeSwitchExtension.Test, _ variables: [String: String], _ local: Int
  ) -> Bool {
    switch test {
    case .field(let name, let alternatives):
      alternatives.contains(variables[name.filter { !"${}".contains($0) }] ?? "")
    case .zone(let hours): hours == 8
    case .dateTime(let window): window.contains(local)
    case .timeOfDay(let window): window.contains(local % 86_400)
    // 1970-01-01 was a Thursday, the fifth day from Sunday on.
    case .weekdays(let days): days.contains((local / 86_400 + 4) % 7 + 1)
    }
  }

  /// When calls to a form may begin to end otherwise.
  func edges(of form: String) -> SwitchReading.Edges {
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
        case .field("${hm_day}", _): edges.daily.insert(0)
        case .weekdays, .zone, .field: break
        }
      }
      for action in entry.actions where action.application == "transfer" {
        let next = String(action.data.prefix { $0 != " " })
        if met.insert(next).inserted { waiting += ownByNumber[next]?.map { own[$0] } ?? [] }
      }
    }
    return edges
  }
}
