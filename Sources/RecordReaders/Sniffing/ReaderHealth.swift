import Charsets
import CCSV
import CXML
import Findings
import HotlineModel
package import Reports

/// Whether the libraries and tables that readers rest on are what they should be.
package enum ReaderHealth {
  /// The libraries by version, and a proof of the charset table.
  package static var checks: [HealthCheck] {
    libraries.map { HealthCheck($0.name, .ok, $0.version) } + [table]
  }

  /// Their names; the version of libxml2 that this process runs with, and that of libcsv, which
  /// only its header states.
  package static var libraries: [(name: String, version: String)] {
    let xml = Int(hotline_xml_version())
    return [
      ("libxml2", "\(xml / 10_000).\(xml / 100 % 100).\(xml % 100)"),
      ("libcsv", "\(CSV_MAJOR).\(CSV_MINOR).\(CSV_RELEASE)"),
    ]
  }

  /// Characters that tell the editions and the four-byte area apart, read back from their bytes.
  private static var table: HealthCheck {
    let proofs: [([UInt8], String)] = [
      ([0xB7, 0xF0, 0xC9, 0xBD], "佛山"), ([0x86, 0xB4], "喆"), ([0xA6, 0xD9], "\u{FE10}"),
      ([0x82, 0x30, 0xAB, 0x33], "㙍"), ([0x82, 0x35, 0x90, 0x37], "\u{9FB4}"),
      ([0x95, 0x32, 0x82, 0x36], "\u{20000}"),
    ]
    let wrong = proofs.filter { Charset.gb18030.decode($0.0[...]) != .text($0.1) }
    var characters = 0
    var text: [UInt8] = []
    for lead in UInt8(0x81)...0xFE {
      for trail in UInt8(0x40)...0xFE where trail != 0x7F {
        if Charset.gb18030.decode([lead, trail][...], into: &text) == nil { characters += 1 }
      }
    }
    return HealthCheck(
      Words("charset table", "字符集表"), characters == 23_940 && wrong.isEmpty ? .ok : .broken,
      Words(
        "GB 18030-2022, \(characters) characters of two bytes",
        "GB 18030-2022，双字节字符 \(characters) 个"))
  }
}
