import Findings
import LocalFiles

/// What a real switch did, call by call, beside what the model says.
package struct ProbeVerdict: Hashable, Sendable {
  /// A call that did not land where it must.
  package struct Misrouted: Hashable, Sendable {
    /// What was dialled.
    package let dialled: String
    /// When, in Unix seconds.
    package let at: Int
    /// Where the model says it lands.
    package let expected: String
    /// Where it landed; empty where the call left no trace.
    package let landed: String
  }

  /// The calls that were to be made.
  package private(set) var planned = 0
  /// The calls that landed where they must.
  package private(set) var landed = 0
  /// Different numbers as dialled and instants among them.
  package private(set) var distinct = 0
  /// The calls that landed elsewhere or nowhere.
  package private(set) var misrouted: [Misrouted] = []
  /// How many calls landed where.
  package private(set) var byLanding: [String: Int] = [:]

  /// Reads the calls of a probe and the logs of one run of it.
  ///
  /// - Throws: `Unusable`: `HL1001` where a file cannot be read, `HL5306` where no call was made: a run
  ///   that never started says nothing of the switch.
  package init(probe: String, run: String) throws {
    var seen: Set<String> = []
    for name in Folder.names(in: probe).sorted()
    where name.hasPrefix("calls") && name.hasSuffix(".csv") {
      let calls = try Self.lines(of: probe + "/" + name).dropFirst()
      if calls.isEmpty { continue }
      let log = run + "/" + name.dropLast(4) + ".log"
      var landings = Folder.exists(log) ? try Self.landings(in: log) : [:]
      for call in calls {
        let fields = call.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6 else { continue }
        planned += 1
        seen.insert(fields[0] + ";" + fields[1])
        let found = landings[call]?.popLast() ?? ""
        byLanding[fields[2], default: 0] += 1
        if found == fields[2] {
          landed += 1
        } else {
          misrouted.append(
            Misrouted(
              dialled: fields[0], at: Int(fields[1]) ?? 0, expected: fields[2], landed: found))
        }
      }
    }
    distinct = seen.count
    let isMade = misrouted.contains { !$0.landed.isEmpty } || landed > 0
    guard isMade else {
      let reason =
        planned == 0
        ? "the probe has no calls"
        : Folder.exists(run) ? "its logs hold no call" : "it is not there"
      throw Unusable(.probeNotRun(found: run, reason: reason), at: SourceLocation(file: run))
    }
  }

  /// Where the calls of a log landed, by the call's own line.
  private static func landings(in path: String) throws -> [String: [String]] {
    var landings: [String: [String]] = [:]
    for line in try lines(of: path) {
      guard let start = line.firstRange(of: "probe;")?.upperBound else { continue }
      let fields = line[start...].split(separator: ";", omittingEmptySubsequences: false)
        .map(String.init)
      guard fields.count >= 10 else { continue }
      landings[fields[..<6].joined(separator: ";"), default: []].append(landing(fields))
    }
    return landings
  }

  /// The landing as the caller saw it; the desk must have been told the number dialled.
  private static func landing(_ fields: [String]) -> String {
    let (status, queue, heard, legacy) = (fields[6], fields[7], fields[8], fields[9])
    let prefix = heard.isEmpty ? "" : heard + ">"
    switch status {
    case "200": return legacy == fields[0] ? prefix + queue : prefix + queue + " told \(legacy)"
    case "410": return prefix + queue
    case "404": return queue
    case _: return prefix + status + " " + queue
    }
  }

  private static func lines(of path: String) throws -> [String] {
    String(decoding: try InputFile.bytes(of: path), as: UTF8.self).split(separator: "\n")
      .map(String.init)
  }
}
