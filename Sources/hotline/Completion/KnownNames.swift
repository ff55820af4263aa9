import CommandHelp
import Console
import Findings
import HotlineModel
import MergerRuns

/// The names that the workspace of a command line knows, each with what it means behind a tab.
struct KnownNames {
  /// All words of the command line; the last is the one being typed.
  let words: [String]

  private var names: WorkspaceNames {
    let before = words.dropLast()
    let named = before.indices.dropLast().last { before[$0] == "-C" }.map { before[$0 + 1] }
    return WorkspaceNames(
      folder: CommonOptions.folder(named: named), today: Environment.now().date)
  }

  func mappings() -> [String] { names.mappings }
  func lines() -> [String] { names.lines.map { "\($0.id)\t\($0.name)" } }
  func batches() -> [String] { names.batches }
  func quarantined() -> [String] { names.openRecords }
  func policies() -> [String] { names.policies }
  func savedTables() -> [String] { names.savedTables }

  func findingCodes() -> [String] {
    FindingCode.allCases.map {
      "\($0.rawValue)\t\($0.entry.message.filled(in: .ofProcess))"
    }
  }

  func rowFilters() -> [String] {
    let isProof = CommandLineWalk(words.dropLast()).named.path == ["hotline", "route", "check"]
    return isProof ? WorkspaceNames.checks.map { "check=\($0)" } : []
  }

  func commands() -> [String] {
    let asked = CommandLineWalk(words.dropLast()).values
    return CommandNode.root.descendant(along: asked).children.map { "\($0.name)\t\($0.abstract)" }
  }
}
