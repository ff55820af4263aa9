/// One extension of `hotline-do`, taken apart: what is played, whose desks ring how long, where the
/// call goes on to.
struct AsteriskWay: Hashable, Sendable {
  /// What comes after the desks.
  enum End: Hashable {
    case goesOn(String)
    case hangsUp(cause: String)
  }

  /// The announcement that is played.
  private(set) var heard: String?
  /// The set whose desks ring.
  private(set) var set: String?
  /// For how many seconds each of its addresses is tried at most.
  private(set) var limits: [Int] = []
  /// Whether the call is told to have been diverted from the number dialled.
  private(set) var isDiverted = false
  private(set) var end = End.hangsUp(cause: "")

  /// The number the call goes on to.
  var next: String? {
    if case .goesOn(let next) = end { next } else { nil }
  }

  /// How long own desks ring.
  var ring: SwitchReading.Handling.Ring? {
    self.set.map { .init(set: $0, seconds: limits.reduce(0, +)) }
  }

  /// Takes the steps apart; `nil` for another shape.
  init?(_ steps: [AsteriskFiles.Step]) {
    var redirecting: [Substring: Substring] = [:]
    guard let last = steps.last else { return nil }
    for step in steps.dropLast() {
      switch step.application {
      case "Set":
        let parts = step.data.split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "HM_SET" where set == nil && !parts[1].contains("$"): set = String(parts[1])
        case "HM_HEARD" where heard == nil && set == nil && !parts[1].contains("$"):
          heard = String(parts[1])
        case let name where name.hasPrefix("REDIRECTING("): redirecting[name] = parts[1]
        case _: return nil
        }
      case "Dial":
        guard set != nil, let limit = Self.limit(of: step.data) else { return nil }
        limits.append(limit)
      case "Progress", "Playback": continue
      case _: return nil
      }
    }
    if set != nil, limits.isEmpty { return nil }
    let parts = last.data.split(separator: ",", omittingEmptySubsequences: false)
    switch last.application {
    case "Hangup": end = .hangsUp(cause: last.data)
    case "Goto" where parts.count == 3 && parts[0] == "hotline-number" && parts[2] == "1":
      end = .goesOn(String(parts[1]))
    case _: return nil
    }
    isDiverted =
      redirecting == [
        "REDIRECTING(from-num,i)": "${HM_CALLED}", "REDIRECTING(from-name,i)": "",
        "REDIRECTING(reason,i)": "cfu", "REDIRECTING(count,i)": "1",
      ]
    if !isDiverted, !redirecting.isEmpty { return nil }
  }

  /// The seconds of `PJSIP/hotline/sip:…,10,b(hotline-tell^s^1)`; `nil` where it has none, or does not
  /// tell the desk what was dialled.
  static func limit(of data: String) -> Int? {
    let parts = data.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].hasPrefix("PJSIP/hotline/sip:"),
      parts[2] == "b(hotline-tell^s^1)", let limit = Int(parts[1]), limit > 0
    else { return nil }
    return limit
  }
}
