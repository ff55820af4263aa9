import Bytes
package import CallRouting
import HotlineModel

/// FreeSWITCH's XML dialplan: one file that takes our numbers out of the public context, and one
/// with a context of our own.
///
/// Source: the files' form is our own, see Documentation/Reference/freeswitch-dialplan.md.
package struct FreeSwitchExporter: SwitchExporter {
  package let name = "freeswitch"

  /// The exporter.
  package init() {}

  package func render(_ table: RoutingTable) throws -> RenderedSwitch {
    var maker = FreeSwitchMaker(table: table)
    for route in table.routes { _ = maker.extensions(of: route) }
    try maker.refusals.check()
    let snapshot = table.snapshot
    let head = "<!-- hotline/freeswitch/1 snapshot \(snapshot) -->\n<include>\n"
    return RenderedSwitch(
      snapshot: snapshot,
      files: [
        RenderedFile("dialplan/hotline.xml") { take in
          var maker = FreeSwitchMaker(table: table)
          var count = 0
          try take(
            head + " <context name=\"hotline\">\n" + FreeSwitchZone.inOurs + maker.days, nil)
          for route in table.routes {
            for text in maker.extensions(of: route) {
              count += 1
              try take(text, route.number)
            }
          }
          try take(Self.manifest(snapshot, count) + " </context>\n</include>\n", nil)
          return count
        },
        RenderedFile("dialplan/public/00_hotline.xml") { take in
          let maker = FreeSwitchMaker(table: table)
          var count = 0
          try take(head + FreeSwitchZone.inPublic, nil)
          for route in table.routes {
            for text in maker.entries(of: route) {
              count += 1
              try take(text, route.number)
            }
          }
          try take(Self.manifest(snapshot, count) + "</include>\n", nil)
          return count
        },
      ], facts: ["timezone": "Asia/Shanghai"])
  }

  package func reading(_ file: SwitchTexts) throws -> SwitchReading {
    try FreeSwitchReading(file).reading
  }

  /// A call to `__manifest__` is answered by which table it is; the last extension of a file.
  private static func manifest(_ snapshot: String, _ count: Int) -> String {
    """
      <extension name="manifest">
        <condition field="destination_number" expression="^__manifest__$">
          <action application="log" data="NOTICE \(snapshot),\(count)"/>
        </condition>
      </extension>

    """
  }
}
