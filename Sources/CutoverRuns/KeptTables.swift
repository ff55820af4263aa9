import CallRouting
import Findings
import HotlineModel
import LiveSwitch
import LocalFiles
import MergerRuns
import SwitchExporters

/// What a table loads on a switch, from the bytes that are exported of it.
struct TableLoad {
  /// The script for the database.
  let script: String
  /// The rows that the script loads.
  let rows: KamailioLoad
  /// The addresses of the generation.
  let addresses: AddressList

  /// What a table loads as a generation.
  ///
  /// - Throws: `Unusable` with `HL5301` where the switch's format cannot say it.
  init(_ table: RoutingTable, as generation: Generation) throws {
    let texts = try KamailioExporter(generation: generation).render(table).texts()
    script = texts["mg_num.sql"] ?? ""
    let list = texts["dispatcher.list"] ?? ""
    rows = KamailioLoad(script: script, addresses: list, generation: generation)
    addresses = AddressList(list)
  }

  /// What the switch should have of the generation.
  func expected(as generation: Generation) -> ExpectedGeneration {
    var tables = SwitchSnapshot.Tables()
    (tables.numbers, tables.plans, tables.days) = (rows.numbers, rows.plans, rows.days)
    return ExpectedGeneration(tables: tables, addresses: addresses.rows(of: generation))
  }
}

extension SwitchSnapshot {
  /// What the switch does with calls by the tables of a generation.
  func reading(of generation: Generation) -> SwitchReading {
    let tables = tables(of: generation)
    return KamailioLoad(
      numbers: tables.numbers, plans: tables.plans, days: tables.days,
      addresses: addressRows(of: generation).map { $0.text + "\n" }.joined(),
      generation: generation
    ).reading
  }
}

/// The tables that `route build` and `plan` have kept in the workspace, by their snapshots.
struct KeptTables {
  private let folder: String

  init(_ workspace: Workspace) {
    folder = "\(workspace.folder)/.hotline/routes"
  }

  /// A kept table; `nil` where it was not kept here, or is not what it was.
  func table(_ snapshot: String) -> RoutingTable? {
    let isName = snapshot.utf8.count == 64 && snapshot.allSatisfy(\.isHexDigit)
    let path = "\(folder)/\(snapshot)/table.txt"
    guard isName, let bytes = try? InputFile.bytes(of: path),
      Fingerprint.hex(of: bytes) == snapshot
    else { return nil }
    return try? RoutingTable(canonicalText: String(decoding: bytes, as: UTF8.self), file: path)
  }
}
