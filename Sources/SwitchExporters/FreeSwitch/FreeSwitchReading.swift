import Bytes
import Findings

/// Both rendered files read back, to answer calls as `mod_dialplan_xml` does in the zone
/// Asia/Shanghai.
struct FreeSwitchReading: Sendable {
  private let dialplan: FreeSwitchDialplan
  private let numbers: FreeSwitchNumbers
  private static let publicName = "dialplan/public/00_hotline.xml"
  private static let ownName = "dialplan/hotline.xml"

  /// Reads both files.
  ///
  /// - Throws: `Unusable` with `HL5302` where one is cut off, has lost an extension, has a condition
  ///   that cannot be read, decides by time in another zone, lets an address ring without a limit, or
  ///   passes the caller's headers on.
  init(_ file: SwitchTexts) throws {
    let roots = try [Self.publicName, Self.ownName].map { name in
      guard let root = XMLElement.root(of: try file(name)) else {
        throw FreeSwitchExtension.damaged("it is cut off", name)
      }
      return root
    }
    dialplan = FreeSwitchDialplan(
      entries: try FreeSwitchExtension.all(in: roots[0], of: Self.publicName, file),
      own: try FreeSwitchExtension.all(
        in: roots[1].first("context") ?? roots[1], of: Self.ownName, file))
    numbers = FreeSwitchNumbers(dialplan)
    try checkZone()
    try checkBridges()
    try checkHeaders()
  }

  /// What the dialplan does with calls.
  var reading: SwitchReading {
    SwitchReading(
      file: Self.ownName, forms: Set(dialplan.entriesByForm.keys),
      rows: { form in
        dialplan.entriesByForm[form]?.map { place in
          let entry = dialplan.entries[place]
          return entry.actions.map(\.data).joined(separator: " ") + entry.text
        }.joined(separator: "\n")
      },
      kind: { numbers.kind($0) }, handling: { numbers.handling($0) ?? .unknown },
      edges: { numbers.edges($0) ?? dialplan.edges(of: $0) },
      follow: { call, seen in
        (seen == nil ? numbers.answer(call) : nil) ?? dialplan.follow(call, seen)
      })
  }

  // MARK: Another zone

  /// In another zone no condition of time holds; the log is told, and what changes with time is left
  /// to the switch's own routing or refused.
  private func checkZone() throws {
    for (list, name) in [(dialplan.entries, Self.publicName), (dialplan.own, Self.ownName)] {
      for entry in list {
        for tests in entry.conditions
        where tests.contains(where: \.isOfTime) && !tests.contains(.zone(8)) {
          throw FreeSwitchExtension.damaged("\(entry.name) decides by time in any zone", name)
        }
      }
    }
    let noOther = FreeSwitchExtension.Test.field("${timezone}${tod_tz_offset}", alternatives: [""])
    let guardian = dialplan.entries.first
    guard guardian?.goesOn == true, guardian?.conditions == [[noOther], [.zone(8)]],
      guardian?.antiActions.allSatisfy({ $0.map(\.application) == ["log"] }) == true
    else { throw FreeSwitchExtension.damaged("another zone is not told", Self.publicName) }
    for entry in dialplan.entries.dropFirst()
    where entry.tests.contains(where: \.isOfTime) && !entry.tests.contains(noOther) {
      throw FreeSwitchExtension.damaged(
        "\(entry.name) decides by time where timezone is set", Self.publicName)
    }
    try checkOwnZone(noOther)
  }

  private func checkOwnZone(_ noOther: FreeSwitchExtension.Test) throws {
    let marker = dialplan.own.first
    let isSet = marker?.actions.map(\.data) == ["hm_zone=8"]
    guard marker?.goesOn == true, marker?.conditions == [[noOther], [.zone(8)]], isSet else {
      throw FreeSwitchExtension.damaged("another zone is not found out", Self.ownName)
    }
    for (number, places) in dialplan.ownByNumber.sorted(by: { $0.key < $1.key }) {
      let all = places.map { dialplan.own[$0] }
      guard all.contains(where: { $0.tests.contains(where: \.isOfTime) }) else { continue }
      let asked: [FreeSwitchExtension.Test] = [
        .field("${hm_zone}", alternatives: [""]),
        .field("destination_number", alternatives: [number]),
      ]
      guard all[0].tests == asked, all[0].actions.map(\.application) == ["log", "respond"],
        all[0].actions[1].data.hasPrefix("503")
      else {
        throw FreeSwitchExtension.damaged("\(number) decides by time in any zone", Self.ownName)
      }
    }
  }

  // MARK: Addresses and headers

  /// Every address has two limits: until it rings, which all addresses of a set share, and for its
  /// ringing.
  private func checkBridges() throws {
    for entry in dialplan.own {
      let bridges = entry.actions.filter { $0.application == "bridge" }
      if bridges.isEmpty { continue }
      let limits = bridges.map { FreeSwitchWay.limits(of: $0.data) }
      let untilRinging = limits.reduce(0) { $0 + ($1?.progress ?? 1_000) }
      guard untilRinging <= max(10, bridges.count), limits.allSatisfy({ ($0?.ring ?? 181) <= 180 })
      else {
        throw FreeSwitchExtension.damaged("a bridge of \(entry.name) has no limit", Self.ownName)
      }
      guard
        entry.actions.contains(where: {
          $0.application == "export"
            && $0.data == "nolocal:sip_h_X-Legacy-Called=${hm_called}"
        })
      else {
        throw FreeSwitchExtension.damaged(
          "\(entry.name) does not tell desks what was dialled", Self.ownName)
      }
    }
  }

  private func checkHeaders() throws {
    for entry in dialplan.entries.dropFirst()
    where !entry.actions.contains(where: { $0.data == "sip_copy_custom_headers=false" }) {
      throw FreeSwitchExtension.damaged(
        "\(entry.name) passes the caller's headers on", Self.publicName)
    }
  }
}
