package import Findings
import HotlineModel
package import Reports

/// R20: an address belongs to one set; two addresses on one machine are pointed out.
package struct MachinesApart: RoutingCheck {
  package let id = "R20"
  package let title = Words("every address belongs to one set", "每个地址只属于一个目标集")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var members: [String: [(set: TargetSet, member: TargetSet.Member)]] = [:]
    for set in table.targetSets {
      for member in set.members {
        let machine = member.machine
        if let other = other(than: member, of: set, among: members[machine] ?? []) {
          witnesses.append(
            CheckReport.Witness(number: "", finding: finding(member, of: set, and: other)))
        }
        members[machine, default: []].append((set, member))
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.targetSets.flatMap(\.members).count, "addresses", "个地址"),
        .init(members.count, "machines", "台设备"),
      ], witnesses: witnesses)
  }

  private typealias Entry = (set: TargetSet, member: TargetSet.Member)

  /// The same address of another set, or else another one on the machine.
  private func other(
    than member: TargetSet.Member, of set: TargetSet, among all: [Entry]
  ) -> Entry? {
    all.first { $0.set.id != set.id && $0.member.user == member.user } ?? all.first
  }

  private func finding(
    _ member: TargetSet.Member, of set: TargetSet, and other: Entry
  ) -> Finding {
    let places = [member.place, other.member.place]
    if other.set.id != set.id, other.member.user == member.user {
      return Finding(
        .addressShared(found: member.uri, set: set.id, other: other.set.id), at: places)
    }
    return Finding(
      .machineShared(
        found: member.uri, set: set.id, member: other.member.uri, other: other.set.id), at: places)
  }
}
