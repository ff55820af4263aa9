import Findings

/// Rendered files read back, to answer calls as Asterisk does.
struct AsteriskReading: Sendable {
  private let files: AsteriskFiles
  private let dialplan: AsteriskDialplan
  private let numbers: AsteriskNumbers

  /// Reads the files.
  ///
  /// - Throws: `Unusable` with `HL5302` where rows are missing, the forms of the table differ, a
  ///   `Dial` waits without a limit or longer than it may, or a desk is not told what was dialled.
  init(_ file: SwitchTexts) throws {
    files = try AsteriskFiles(file)
    dialplan = AsteriskDialplan(files)
    numbers = AsteriskNumbers(files)
    try checkDials()
    let told = [
      AsteriskFiles.Step(
        application: "Set", data: "PJSIP_HEADER(add,X-Legacy-Called)=${HM_CALLED}"),
      AsteriskFiles.Step(application: "Return", data: ""),
    ]
    guard files.steps["hotline-tell,s"] == told else {
      throw AsteriskFiles.damaged("hotline-tell does not tell desks what was dialled")
    }
    let reset = AsteriskFiles.Step(application: "Set", data: "REDIRECTING(count,i)=0")
    guard files.steps["hotline-now,s"]?.contains(reset) == true else {
      throw AsteriskFiles.damaged("a diversion that came with a call is passed on")
    }
  }

  /// Every `Dial` has a limit.
  ///
  /// Of addresses behind which no other number comes, all but the last share ten seconds: a dead
  /// one must not hold the caller.
  private func checkDials() throws {
    for (place, steps) in files.steps.sorted(by: { $0.key < $1.key }) {
      var limits: [Int] = []
      for step in steps where step.application == "Dial" {
        guard let limit = AsteriskWay.limit(of: step.data), limit <= 180 else {
          throw AsteriskFiles.damaged("a Dial of \(place) has no limit")
        }
        limits.append(limit)
      }
      let early = limits.dropLast()
      if steps.last?.application == "Hangup", early.reduce(0, +) > max(10, early.count) {
        throw AsteriskFiles.damaged("\(place) waits too long before its last address")
      }
    }
  }

  /// What the dialplan does with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: "extensions_hotline.conf", forms: files.forms,
      rows: { form in numbers.rows(form) ?? words(of: form) },
      kind: { numbers.kind($0) }, handling: { numbers.handling($0) ?? .unknown },
      edges: { numbers.edges($0) ?? edges(of: $0) },
      follow: { call, seen in
        (seen == nil ? numbers.answer(call) : nil) ?? dialplan.follow(call, seen)
      })
  }

  /// The steps of a form; the form itself is told to the call, all else is the number's.
  private func words(of form: String) -> String? {
    files.steps["hotline,\(form)"]?.map { step in
      "\(step.application) \(step.data.replacing("(\(form))", with: "(form)"))"
    }.joined(separator: "\n")
  }

  /// When calls to a form of any shape may begin to end otherwise.
  private func edges(of form: String) -> SwitchReading.Edges {
    var edges = SwitchReading.Edges()
    var waiting = ["hotline,\(form)"]
    var met: Set<String> = []
    while let place = waiting.popLast() {
      guard met.insert(place).inserted else { continue }
      for step in files.steps[place] ?? []
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
