package import CallRouting
package import HotlineModel

/// Writes a routing table for one kind of switch: one file each, held to the contract tests.
///
/// The same table gives the same bytes. What the switch's format cannot say is refused with the
/// row, never approximated.
package protocol SwitchExporter: Sendable {
  /// What users call the format: `kamailio`.
  var name: String { get }
  /// Writes the files into a folder, each whole or not at all.
  ///
  /// - Throws: `Unusable` with what the format cannot say (`HL5301`) before anything is written,
  ///   or `HL6102` where a file cannot be written.
  func export(_ table: RoutingTable, to folder: String) throws -> SwitchExport
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
