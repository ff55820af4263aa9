import HotlineModel

/// The steps of a dialplan taken one after the other, as Asterisk takes them: exact extensions,
/// priorities in order, variables and expressions expanded as they come.
///
/// Asks any dialplan, one call at a time; `AsteriskNumbers` answers those of the usual shape faster.
struct AsteriskDialplan: Sendable {
  private let steps: [String: [AsteriskFiles.Step]]

  init(_ files: AsteriskFiles) { steps = files.steps }

  /// What becomes of a call; `seen` is given the jumps that were taken.
  func follow(_ call: SwitchReading.Call, _ seen: ((String) -> Void)?) -> SwitchAnswer {
    var channel = Channel(dialplan: self, second: call.second)
    var place = ("hotline,\(call.dialled)", 0)
    guard steps[place.0] != nil else { return .notOurs }
    var back: [(String, Int)] = []
    for _ in 0..<500 {
      guard let list = steps[place.0], list.indices.contains(place.1) else {
        return .damaged("\(place.0) has no priority \(place.1 + 1)")
      }
      let step = list[place.1]
      place.1 += 1
      switch step.application {
      case "Set": channel.set(step.data)
      case "ExecIf":
        let parts = step.data.split(separator: "?", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[1].hasPrefix("Set(") else { return .damaged(step.data) }
        if channel.expanded(parts[0]) == "1" {
          channel.set(String(parts[1].dropFirst(4).dropLast()))
        }
      case "Gosub":
        guard step.data.hasPrefix("hotline-now,s,1(") else { return .damaged(step.data) }
        back.append(place)
        channel.variables["ARG1"] = step.data.firstIndex(of: "(").map {
          String(step.data[$0...].dropFirst().dropLast())
        }
        place = ("hotline-now,s", 0)
      case "Return":
        guard let last = back.popLast() else { return .damaged("nowhere to return to") }
        place = last
      case "Goto", "GotoIf":
        guard let target = channel.target(step.application, step.data) else { continue }
        seen?("\(place.0) \(step.application)(\(step.data))")
        if target.hasPrefix("hotline-present,") { return .notOurs }
        place = (target, 0)
      case "Dial":
        let set = channel.variables["HM_SET"] ?? ""
        guard step.data.hasPrefix("PJSIP/hotline/sip:") else { return .damaged(step.data) }
        if !call.down.contains(set) {
          return .answered(set: set, heard: channel.variables["HM_HEARD"])
        }
      case "Hangup":
        switch step.data {
        case "1": return .nobody
        case "22": return .released(heard: channel.variables["HM_HEARD"] ?? "")
        case _: return .damaged("hung up with cause \(step.data)")
        }
      case "Progress", "Playback", "NoOp": continue
      case _: return .damaged("no application \(step.application)")
      }
    }
    return .damaged("the call comes to no end")
  }

  /// The variables of one call.
  private struct Channel {
    let dialplan: AsteriskDialplan
    let second: Int
    var variables: [String: String] = [:]

    init(dialplan: AsteriskDialplan, second: Int) {
      self.dialplan = dialplan
      self.second = second
    }

    mutating func set(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let name = parts[0].drop { $0 == "_" }
      variables[String(name)] = expanded(String(parts[1]))
    }

    /// `context,exten` of a jump; `nil` where its condition does not hold.
    func target(_ application: String, _ data: String) -> String? {
      var place = data
      if application == "GotoIf" {
        let parts = data.split(separator: "?", maxSplits: 1).map(String.init)
        guard parts.count == 2, expanded(parts[0]) == "1" else { return nil }
        place = parts[1]
      }
      return place.split(separator: ",").prefix(2).joined(separator: ",")
    }

    /// Text with its `${…}` and `$[…]` put in, the inner ones first.
    func expanded(_ text: String) -> String {
      guard text.contains("$") else { return text }
      var result = ""
      var rest = text[...]
      while let character = rest.popFirst() {
        guard character == "$", let open = rest.first, open == "{" || open == "[" else {
          result.append(character)
          continue
        }
        let close: Character = open == "{" ? "}" : "]"
        var depth = 0
        guard
          let end = rest.firstIndex(where: { other in
            depth += other == open ? 1 : other == close ? -1 : 0
            return depth == 0
          })
        else { return result }
        let inner = String(rest[..<end].dropFirst())
        rest = rest[end...].dropFirst()
        result += open == "{" ? value(of: inner) : (holds(expanded(inner)) ? "1" : "0")
      }
      return result
    }

    private func value(of text: String) -> String {
      if text.hasPrefix("IF(") {
        let parts = text.dropFirst(3).dropLast().split(separator: "?", maxSplits: 1)
        let ways = parts.count == 2 ? parts[1].split(separator: ":", maxSplits: 1) : []
        guard ways.count == 2 else { return "" }
        return expanded(String(expanded(String(parts[0])) == "1" ? ways[0] : ways[1]))
      }
      let inner = expanded(text)
      guard let open = inner.firstIndex(of: "(") else {
        return inner == "EPOCH" ? "\(second)" : variables[inner] ?? ""
      }
      let words = inner[open...].dropFirst().dropLast().split(separator: ",").map(String.init)
      switch inner[..<open] {
      case "STRFTIME" where words.count == 3 && words[1] == "Asia/Shanghai":
        return Int(words[0]).map { time($0, words[2]) } ?? ""
      case "DIALPLAN_EXISTS" where words.count == 3:
        return dialplan.steps["\(words[0]),\(words[1])"] == nil ? "0" : "1"
      case _: return ""
      }
    }

    private func time(_ second: Int, _ form: String) -> String {
      let at = CivilInstant(unixSeconds: second)
      return form.replacing("%Y%m%d", with: at.date.description.filter { $0 != "-" })
        .replacing("%H", with: padded(at.secondOfDay / 3600, to: 2))
        .replacing("%M", with: padded(at.secondOfDay / 60 % 60, to: 2))
    }

    /// Comparisons joined by `&`; numbers compare as numbers.
    private func holds(_ text: String) -> Bool {
      text.split(separator: "&").allSatisfy { part in
        let words = part.split(separator: " ").map(String.init)
        guard words.count == 3 else { return false }
        switch (words[1], Int(words[0]), Int(words[2])) {
        case ("=", _, _): return words[0] == words[2]
        case (">=", let left?, let right?): return left >= right
        case ("<", let left?, let right?): return left < right
        case (_, _, _): return false
        }
      }
    }
  }
}
