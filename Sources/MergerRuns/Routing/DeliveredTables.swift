import Bytes
import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles
import Reports

/// Tables for Kamailio as they were exported, each byte held against their manifest.
struct DeliveredTables {
  /// A file of the delivery with its bytes.
  typealias File = (name: String, bytes: [UInt8])

  /// The files, the manifest left out.
  let files: [File]

  private struct Manifest: Decodable {
    let schema: String
    let snapshot: String
    let generation: String
    let files: [DeliveryFile]
  }

  /// Reads a delivery.
  ///
  /// - Parameters:
  ///   - folder: the folder that `export routes` wrote.
  ///   - snapshot: the table that it must hold.
  ///   - generation: which it must be.
  /// - Throws: `Unusable`: `HL1001` where the manifest is not there, `HL5309` where the delivery is of
  ///   another table, format or generation, or not what its manifest says.
  init(_ folder: String, of snapshot: String, generation: Generation) throws {
    let path = "\(folder)/manifest.json"
    func unfit(_ reason: String) -> Unusable {
      Unusable(
        .probeDeliveryUnfit(found: folder, reason: reason), at: SourceLocation(file: path))
    }
    let bytes = Data(try InputFile.bytes(of: path))
    struct Kind: Decodable { let schema: String }
    let kind = try? JSONDecoder().decode(Kind.self, from: bytes)
    guard let kind else { throw unfit("its manifest cannot be read") }
    guard kind.schema == "hotline/kamailio/1",
      let manifest = try? JSONDecoder().decode(Manifest.self, from: bytes)
    else { throw unfit("it does not hold tables for Kamailio") }
    guard manifest.generation == generation.rawValue else {
      throw unfit("it was exported as generation \(manifest.generation)")
    }
    guard manifest.snapshot == snapshot else { throw unfit("it holds another table") }
    files = try manifest.files.map { file in
      guard let bytes = try? InputFile.bytes(of: "\(folder)/\(file.name)"),
        Fingerprint.hex(of: bytes) == file.sha256
      else { throw unfit("\(file.name) is not what its manifest says") }
      return (file.name, bytes)
    }
  }

  /// The list of addresses.
  var list: String {
    files.first { $0.name == "dispatcher.list" }.map { String(decoding: $0.bytes, as: UTF8.self) }
      ?? ""
  }
}
