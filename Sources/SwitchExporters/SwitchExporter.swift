import Bytes
package import CallRouting
import HotlineModel
import LocalFiles
package import Reports

/// Renders a routing table for one kind of switch, and reads back what was rendered: one folder
/// each, held to the contract tests.
///
/// The same table gives the same bytes. What the switch's format cannot say is refused with the
/// row, never approximated.
package protocol SwitchExporter: Sendable {
  /// What users call the format: `kamailio`.
  var name: String { get }
  /// What is to be written for a table; nothing is written yet.
  ///
  /// - Throws: `Unusable` with every row the format cannot say (`HL5301`).
  func render(_ table: RoutingTable) throws -> RenderedSwitch
  /// Reads rendered files, by code that shares nothing with what rendered them.
  ///
  /// - Parameter file: gives the text of a file by its name.
  /// - Returns: what the switch does with calls.
  /// - Throws: `Unusable` with `HL5302` where rows are missing or contradict each other.
  func reading(_ file: (String) throws -> String) throws -> SwitchReading
}

/// What is to be written for a switch.
package struct RenderedSwitch: Sendable {
  /// The hash of the neutral table: which table it is.
  package let snapshot: String
  /// The files in the order of their names, the manifest left out.
  package let files: [RenderedFile]
  /// What the manifest says besides the files.
  let facts: [String: JSONValue]

  init(snapshot: String, files: [RenderedFile], facts: [String: JSONValue] = [:]) {
    self.snapshot = snapshot
    self.files = files.sorted { $0.name < $1.name }
    self.facts = facts
  }

  /// All files at once, by name.
  package func texts() throws -> [String: String] {
    var texts: [String: String] = [:]
    for file in files {
      var text = ""
      _ = try file.emit { text += $0 }
      texts[file.name] = text
    }
    return texts
  }
}

/// One file that is to be written, piece by piece: a table of a million rows is never held whole.
package struct RenderedFile: Sendable {
  /// The name within the delivery's folder.
  package let name: String
  /// Gives the text piece by piece; returns how many rows it was.
  package let emit: @Sendable (_ take: (String) throws -> Void) throws -> Int

  init(_ name: String, emit: @escaping @Sendable ((String) throws -> Void) throws -> Int) {
    self.name = name
    self.emit = emit
  }

  init(_ name: String, rows: Int, _ text: String) {
    self.init(name) { take in
      try take(text)
      return rows
    }
  }
}

/// What an exporter has written.
package struct SwitchExport: Hashable, Sendable {
  /// The hash of the neutral table: which table it was.
  package let snapshot: String
  /// The files in the order of their names, the manifest left out.
  package let files: [DeliveryFile]
  /// The manifest, which lists the files with their hashes.
  package let manifest: DeliveryFile

  /// What an exporter has written.
  package init(snapshot: String, files: [DeliveryFile], manifest: DeliveryFile) {
    self.snapshot = snapshot
    self.files = files
    self.manifest = manifest
  }
}

extension SwitchExporter {
  /// Writes the files into a folder, each whole or not at all, the manifest last.
  ///
  /// - Throws: `Unusable` with what the format cannot say (`HL5301`) before anything is written,
  ///   or `HL6102` where a file cannot be written.
  package func export(_ table: RoutingTable, to folder: String) throws -> SwitchExport {
    let rendered = try render(table)
    let files = try rendered.files.map { try write($0, to: folder) }
    var facts = rendered.facts
    facts["schema"] = .string("hotline/\(name)/1")
    facts["snapshot"] = .string(rendered.snapshot)
    facts["files"] = .array(files.map(\.json))
    let text = JSONValue.object(facts).document
    let manifest = RenderedFile("manifest.json", rows: files.count, text)
    return SwitchExport(
      snapshot: rendered.snapshot, files: files, manifest: try write(manifest, to: folder))
  }

  /// Reads the files of a folder.
  package func reading(folder: String) throws -> SwitchReading {
    try reading { String(decoding: try InputFile.bytes(of: "\(folder)/\($0)"), as: UTF8.self) }
  }

  /// Reads what would be written for a table.
  package func reading(of table: RoutingTable) throws -> SwitchReading {
    let texts = try render(table).texts()
    return try reading { texts[$0] ?? "" }
  }

  private func write(_ rendered: RenderedFile, to folder: String) throws -> DeliveryFile {
    let path = "\(folder)/\(rendered.name)"
    try Folder.make(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? folder)
    var file = try OutputFile(path)
    let rows = try rendered.emit { try file.write($0) }
    let size = file.size
    return DeliveryFile(name: rendered.name, sha256: try file.commit(), size: size, count: rows)
  }
}

extension RoutingTable {
  /// The hash of the canonical text: which table it is.
  package var snapshot: String {
    var fingerprint = Fingerprint()
    eachCanonicalLine { fingerprint.update($0.utf8) }
    return fingerprint.hex
  }
}
