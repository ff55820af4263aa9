import Findings
import FoundationEssentials
import HotlineModel
import LocalFiles

/// What is to be loaded on a switch and made live there, and what that changes: a file that people read
/// and that `apply` and `flip` obey.
package struct CutoverPlan: Codable, Hashable, Sendable {
  /// The switch, as `switches.csv` calls it.
  package var target: String
  /// When the plan was made, RFC 3339.
  package var made: String
  /// Who made it.
  package var by: String
  /// The SHA-256 of what the switch had then, the generation that is loaded left out.
  package var base: String
  /// The generation that was live; the way back leads there.
  package var live: String
  /// The SHA-256 of the generation that is loaded over.
  package var loaded = ""
  /// The generation that is loaded and made live.
  package var generation: String
  /// The snapshot of the table that is loaded; of the one that was live, where it says so.
  package var table: String
  package var tableBefore: String?
  /// The numbers that were named; none for all that change.
  package var only: [String]
  /// The lines that have a route in the table, by their ids.
  package var routed: [String]
  /// From when until when it may be made live, RFC 3339; `nil` for any time.
  package var from: String?
  package var until: String?
  /// The lines whose calls change, with the verdict of their checklists.
  package var lines: [Line]
  /// How calls change.
  package var changes: [Change]
  /// How the addresses of sets change.
  package var addresses: [AddressChange]
  /// How many rows the generation has, by table.
  package var rows: [String: Int]
  /// The merged lines that have no route in the table.
  package var withoutRoute: [String]

  /// A line whose calls change.
  package struct Line: Codable, Hashable, Sendable {
    /// The line's id.
    package var line: String
    /// Whether its checklist lets it be cut over; `nil` where it has none.
    package var ready: Bool?
    /// What its checklist still waits for.
    package var obstacles: [Obstacle]
  }

  /// An item that keeps a line from being cut over.
  package struct Obstacle: Codable, Hashable, Sendable {
    /// The item: `12366-06`.
    package var item: String
    /// Why it is not done.
    package var reason: String
  }

  /// A change of what becomes of calls.
  package struct Change: Codable, Hashable, Sendable {
    /// The number.
    package var number: String
    /// An example: dialled at this instant a call ends otherwise.
    package var at: String
    /// Where it ends now.
    package var before: String
    /// Where it ends then.
    package var after: String
    /// The set that is down in the example; `nil` where none is.
    package var down: String?
    /// In how many stretches of time.
    package var intervals: Int
    /// How many dialled forms change so.
    package var forms: Int
  }

  /// A change of a set's addresses.
  package struct AddressChange: Codable, Hashable, Sendable {
    /// The set.
    package var set: String
    /// Its addresses now, in the order in which they are tried.
    package var before: [String]
    /// Its addresses then.
    package var after: [String]
  }

  /// Whether nothing changes for any call.
  package var changesNothing: Bool { changes.isEmpty && addresses.isEmpty }

  // MARK: The file

  private struct File: Codable {
    var schema: String
    var plan: String
    var content: CutoverPlan
  }

  private static let schema = "hotline/plan/1"

  private static func encoded(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// The SHA-256 of the plan: which plan it is.
  package var hash: String {
    // A value of texts, numbers and lists can always be written.
    let text = (try? Self.encoded(self)) ?? ""
    return Fingerprint.hex(of: Array(text.utf8))
  }

  /// The plan as a file.
  package var document: String {
    (try? Self.encoded(File(schema: Self.schema, plan: hash, content: self))) ?? ""
  }

  /// Reads a plan.
  ///
  /// - Throws: `Unusable`: `HL1001` where there is no such file, `HL5420` where it is not a plan or
  ///   was changed.
  package init(contentsOf path: String) throws {
    func damaged(_ reason: String) -> Unusable {
      Unusable(.planDamaged(found: path, reason: reason), at: SourceLocation(file: path))
    }
    let bytes = try InputFile.bytes(of: path)
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)),
      file.schema == Self.schema
    else { throw damaged("it is not a plan of this program") }
    // Letter by letter: what another program would read otherwise is not a plan.
    guard file.content.hash == file.plan, Array(file.content.document.utf8) == bytes else {
      throw damaged("it was changed by hand")
    }
    self = file.content
  }

  init(
    target: String, made: CivilInstant, by: String, base: String, live: String,
    generation: String, table: String
  ) {
    (self.target, self.made, self.by, self.base) = (target, made.rfc3339, by, base)
    (self.live, self.generation, self.table) = (live, generation, table)
    (only, routed, lines, changes, addresses, rows) = ([], [], [], [], [], [:])
    withoutRoute = []
  }
}
