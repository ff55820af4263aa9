import Findings
import HotlineModel

/// A rendered dialplan read back, to answer calls as Asterisk does.
///
/// Exact extensions, priorities in order, variables and expressions expanded as they come. Shares
/// no code with what rendered it.
struct AsteriskDialplan: Sendable {
  /// One priority.
  private struct Step: Hashable, Sendable {
    let application: String
    let data: String
  }

  /// Steps by `context,exten`.
  private let steps: [String: [Step]]
  private let forms: Set<String>

  /// Reads the configuration and the realtime rows, which must say the same.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, a priority is skipped, or the two
  ///   forms differ.
  init(_ file: SwitchTexts) throws {
    let name = "extensions_hotline.conf"
    let rows = Self.rows(ofConfiguration: try file(name))
    let script = try file("extensions.sql")
    guard let last = rows.last, last[0] == "hotline-manifest",
      last[4].split(separator: " ").last == "\(rows.count + file.omitted(name))"
    else { throw Self.damaged("rows are missing, or the manifest row is not the last") }
    guard script.hasSuffix("COMMIT;\n"), Self.rows(ofScript: script) == rows else {
      throw Self.damaged("extensions.sql has other rows")
    }
    var steps: [String: [Step]] = [:]
    for row in rows {
      let place = "\(row[0]),\(row[1])"
      guard row[2] == "\((steps[place]?.count ?? 0) + 1)" else {
        throw Self.damaged("\(place) skips a priority")
      }
      steps[place, default: []].append(Step(application: row[3], data: row[4]))
    }
    self.steps = steps
    forms = Set(rows.filter { $0[0] == "hotline" }.map { $0[1] })
  }

  private static func damaged(_ reason: String) -> Unusable {
    Unusable(.switchDiffers(reason: reason), at: SourceLocation(file: "extensions_hotline.conf"))
  }

  /// Context, exten, priority, application, data of every `exten =>` line.
  private static func rows(ofConfiguration text: String) -> [[String]] {
    var context = ""
    return text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("["), line.hasSuffix("]") { context = String(line.dropFirst().dropLast()) }
      guard line.hasPrefix("exten => "), line.hasSuffix(")") else { return nil }
      let parts = line.dropFirst(9).split(
        separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let open = parts[2].firstIndex(of: "(") else { return nil }
      return [
        context, String(parts[0]), String(parts[1]), String(parts[2][..<open]),
        String(parts[2][open...].dropFirst().dropLast()),
      ]
    }
  }

  private static func rows(ofScript text: String) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("INSERT INTO extensions ") }.map { line in
      let quoted = line.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
      guard quoted.count == 9 else { return quoted }
      return [quoted[1], quoted[3], quoted[4].filter { $0.isNumber }, quoted[5], quoted[7]]
    }
  }

  /// What the dialplan does with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "extensions_hotline.conf", forms: forms,
      rows: { form in
        steps["hotline,\(form)"]?.map { step in
          // The dialled form itself is told to the call; all else is the number's.
          "\(step.application) \(step.data.replacing("(\(form))", with: "(form)"))"
        }.joined(separator: "\n")
      }, edges: { edges(of: $0) }, follow: { follow($0, $1) })
  }

  // MARK: Calls

  private func follow(_ call: SwitchReading.Call, _ seen: ((String) -> Void)?) -> SwitchAnswer {
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

  // MARK: Edges

  private func edges(of form: String) -> SwitchReading.Edges {
    var edges = SwitchReading.Edges()
    var waiting = ["hotline,\(form)"]
    var met: Set<String> = []
    while let place = waiting.popLast() {
      guard met.insert(place).inserted else { continue }
      for step in steps[place] ?? []
      where step.application == "Goto" || step.application == "GotoIf" {
        let parts = step.data.split(separator: "?")
        waiting.append((parts.last ?? "").split(separator: ",").prefix(2).joined(separator: ","))
        if parts.count < 2 { continue }
        let words = parts[0].dropFirst(2).dropLast().split(separator: " ")
        for (index, word) in words.enumerated() where index % 4 == 0 && index + 2 < words.count {
          let value = Int(words[index + 2])
          switch (word, value) {
          case ("${HM_NOW}", let second?): edges.seconds.insert(second)
          case ("${HM_CLOCK}", let clock?):
            edges.daily.formUnion(
              [0, ((clock - 10_000) / 100 * 60 + clock % 100) * 60])
          case (_, _): edges.daily.insert(0)
          }
        }
      }
    }
    return edges
  }
}
