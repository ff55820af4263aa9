package import Findings
import HotlineModel
package import Reports

/// R21: an announcement names 12345, a player plays it, and every version has a recording of its own.
package struct AnnouncementsFit: RoutingCheck {
  package let id = "R21"
  package let title = Words("announcements name 12345", "公告说出12345，录音各不相同")

  /// The check.
  package init() {}

  package func report(on table: RoutingTable) -> CheckReport {
    var witnesses: [CheckReport.Witness] = []
    var owners: [String: String] = [:]
    for announcement in table.announcements {
      if let set = table.targetSet(announcement.set), set.kind != .announcement {
        witnesses.append(
          witness(
            .announcementAtDesks(
              found: announcement.id, set: set.id, kind: set.kind.rawValue), announcement))
      }
      for version in announcement.versions {
        if !Self.names12345(version.text) {
          witnesses.append(
            witness(
              .announcementSilent(found: announcement.id, language: version.language),
              announcement))
        }
        let owner = "\(announcement.id)/\(version.language)"
        if let other = owners.updateValue(owner, forKey: version.file.lowercased()) {
          witnesses.append(
            witness(
              .recordingShared(found: version.file, thing: other, other: owner), announcement))
        }
      }
    }
    return CheckReport(
      self,
      examined: [
        .init(table.announcements.flatMap(\.versions).count, "announcements", "条公告")
      ], witnesses: witnesses)
  }

  /// Whether a text has the number 12345, with no other digit beside it.
  private static func names12345(_ text: String) -> Bool {
    text.split { !$0.isASCII || !$0.isNumber }.contains { $0 == HotlineNumber.platformCode }
  }

  private func witness(
    _ kind: FindingKind, _ announcement: Announcement
  ) -> CheckReport.Witness {
    CheckReport.Witness(number: "", finding: Finding(kind, at: announcement.place))
  }
}
