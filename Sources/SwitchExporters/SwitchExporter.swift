import Bytes
package import CallRouting
package import Findings
package import HotlineModel
import LocalFiles

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
  /// - Parameter file: the files.
  /// - Returns: what the switch does with calls.
  /// - Throws: `Unusable` with `HL5302` where rows are missing or contradict each other.
  func reading(_ file: SwitchTexts) throws -> SwitchReading
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
      _ = try file.emit { piece, _ in text += piece }
      texts[file.name] = text
    }
    return texts
  }
}

/// One file that is to be written, piece by piece: a table of a million rows is never held whole.
package struct RenderedFile: Sendable {
  /// Takes a row with the number it is of, or, without a number, text that belongs to all rows.
  package typealias Take = (_ text: String, _ number: HotlineNumber?) throws -> Void

  /// The name within the delivery's folder.
  package let name: String
  /// Gives the text piece by piece; returns how many rows it was.
  package let emit: @Sendable (_ take: Take) throws -> Int

  init(_ name: String, emit: @escaping @Sendable (Take) throws -> Int) {
    self.name = name
    self.emit = emit
  }

  init(_ name: String, rows: Int, _ text: String) {
    self.init(name) { take in
      try take(text, nil)
      return rows
    }
  }
}

/// The texts of rendered files, or of a part of their rows.
package struct SwitchTexts {
  /// Gives the text of a file by its name.
  let text: (String) throws -> String
  /// How many rows of a file its text does not have.
  var omitted: (String) -> Int = { _ in 0 }

  /// The text of a file.
  func callAsFunction(_ name: String) throws -> String { try text(name) }
}

extension SwitchExporter {
  /// Reads what would be written for a table.
  package func reading(of table: RoutingTable) throws -> SwitchReading {
    let texts = try render(table).texts()
    return try reading(SwitchTexts { texts[$0] ?? "" })
  }

  /// What is to be written for a table, or what the format cannot say of it (`HL5301`).
  package func rendering(of table: RoutingTable) throws -> Result<RenderedSwitch, Unusable> {
    do {
      return .success(try render(table))
    } catch let unusable as Unusable {
      return .failure(unusable)
    }
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
