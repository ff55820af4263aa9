import Bytes
import Checklists
package import Console
import Findings
import HotlineModel
import Reports
package import ReviewRuns

/// How far items are signed.
package enum SignListing {
  /// Items with their signatures, a row each.
  package static func items(_ items: [SignedItem]) -> Listing {
    Listing(
      schema: "hotline/sign.status/1",
      columns: [
        .identifier("item", "item", "编号"), .state("state", "state", "状态"),
        .text("signers", "signed by", "签认人"), .name("at", "at", "签认时间"),
        .text("changed", "changed since", "变动内容"),
        .name("content", "content", "当前内容", rank: .detail),
        .name("signed", "signed content", "签认内容", rank: .detail),
      ],
      rows: items.map { item in
        let standing = item.signOff.standing
        let changes = standing.filter { $0.content != item.hash }
          .flatMap { item.content.changes(since: $0.text) }
        let keys = ItemContent.Key.allCases.filter(changes.contains)
        return Listing.Row(
          cells: [
            item.content.item, item.signOff.state.rawValue,
            standing.map { "\($0.person)(\($0.role.rawValue))" }.joined(separator: " "),
            standing.last.flatMap { CivilInstant($0.at) }.map(\.description) ?? "",
            keys.map(\.rawValue).joined(separator: " "), String(item.hash.prefix(12)),
            standing.map { String($0.content.prefix(12)) }.joined(separator: " "),
          ],
          words: [
            "state": item.signOff.state.words,
            "signers": Words(
              standing.map { "\($0.person)(\($0.role.rawValue))" }.joined(separator: " "),
              standing.map { "\($0.person)（\($0.role.chineseName)）" }.joined(separator: "、")),
            "changed": Words(
              keys.map(\.words.english).joined(separator: ", "),
              keys.map(\.words.chinese).joined(separator: "、")),
          ],
          json: [
            "item": .string(item.content.item), "state": .string(item.signOff.state.rawValue),
            "content": .string(item.hash),
            "changed": .array(keys.map { .string($0.rawValue) }),
            "signatures": .array(
              standing.map { entry in
                [
                  "account": .string(entry.account), "name": .string(entry.person),
                  "unit": .string(entry.unit), "role": .string(entry.role.rawValue),
                  "at": .string(entry.at), "because": .string(entry.because),
                  "content": .string(entry.content),
                ]
              }),
          ])
      })
  }
}
