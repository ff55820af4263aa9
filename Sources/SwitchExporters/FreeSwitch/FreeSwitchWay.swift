/// The actions of one extension, taken apart: what is played, whose desks ring how long, where the
/// call goes on to.
struct FreeSwitchWay: Hashable, Sendable {
  /// What comes after the desks.
  enum End: Hashable {
    case goesOn(String)
    case responds(String)
    case hangsUp
  }

  /// The announcement that is played.
  private(set) var heard: String?
  /// The set whose desks ring.
  private(set) var set: String?
  /// For how many seconds its addresses ring in sum.
  private(set) var seconds = 0
  /// Whether the call is told to have been diverted from the number dialled.
  private(set) var isDiverted = false
  private(set) var end = End.hangsUp

  /// Takes the actions apart; `nil` for another shape.
  init?(_ actions: [FreeSwitchExtension.Action]) {
    var isDialled = false
    guard let last = actions.last else { return nil }
    for action in actions.dropLast() {
      let data = action.data
      switch action.application {
      case "set":
        let parts = data.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "hm_set" where set == nil: set = parts[1]
        case "hm_heard" where heard == nil && set == nil: heard = parts[1]
        case "hangup_after_bridge" where parts[1] == "true": continue
        case "continue_on_fail" where parts[1] == "true": continue
        case "call_timeout": continue
        case _: return nil
        }
      case "export" where data == Self.diversion: isDiverted = true
      case "export" where data == "nolocal:sip_h_X-Legacy-Called=${hm_called}": continue
      case "bridge":
        guard set != nil, let limits = Self.limits(of: data) else { return nil }
        seconds += limits.ring
        isDialled = true
      case "pre_answer", "playback": continue
      case _: return nil
      }
    }
    if (set != nil) != isDialled { return nil }
    let words = last.data.split(separator: " ").map(String.init)
    switch last.application {
    case "transfer" where words.count == 3 && words[1...] == ["XML", "hotline"]:
      end = .goesOn(words[0])
    case "respond": end = .responds(words.first ?? "")
    case "hangup": end = .hangsUp
    case _: return nil
    }
  }

  private static let diversion =
    "nolocal:sip_h_Diversion=<sip:${hm_called}@${sip_local_network_addr}>;"
    + "reason=unconditional;counter=1"

  /// The seconds of `[leg_progress_timeout=10,leg_timeout=180]sofia/external/sip:…`.
  static func limits(of data: String) -> (progress: Int, ring: Int)? {
    guard data.hasPrefix("["), let close = data.firstIndex(of: "]"),
      data[close...].hasPrefix("]sofia/external/sip:")
    else { return nil }
    var limits: [Substring: Int] = [:]
    for part in data[..<close].dropFirst().split(separator: ",") {
      let words = part.split(separator: "=")
      guard words.count == 2, let seconds = Int(words[1]), seconds > 0 else { return nil }
      limits[words[0]] = seconds
    }
    guard let progress = limits["leg_progress_timeout"], let ring = limits["leg_timeout"] else {
      return nil
    }
    return (progress, ring)
  }
}
