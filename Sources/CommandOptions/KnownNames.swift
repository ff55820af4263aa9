import CommandHelp
import Console
import Findings
import HotlineModel
import MergerRuns

/// The names that the workspace of a command line knows, each with what it means behind a tab.
package struct KnownNames {
  /// All words of the command line; the last is the one being typed.
  package let words: [String]

  private var names: WorkspaceNames {
    let before = words.dropLast()
    let named = before.indices.dropLast().last { before[$0] == "-C" }.map { before[$0 + 1] }
    return WorkspaceNames(
      folder: CommonOptions.folder(named: named), today: Environment.now().date)
  }

  package func mappings() -> [String] { names.mappings }
  package func lines() -> [String] { names.lines.map { "\($0.id)\t\($0.name)" } }
  package func batches() -> [String] { names.batches }
  package func quarantined() -> [String] { names.openRecords }
  package func policies() -> [String] { names.policies }
  package func switches() -> [String] { names.switches }
  package func feedProfiles() -> [String] { names.feedProfiles }
  package func savedTables() -> [String] { names.savedTables }

  package func findingCodes() -> [String] {
    FindingCode.allCases.map {
      "\($0.rawValue)\t\($0.entry.message.filled(in: .ofProcess))"
    }
  }

  package func rowFilters() -> [String] {
    let isProof = CommandLineWalk(words.dropLast()).named.path == ["hotline", "route", "check"]
    return isProof ? WorkspaceNames.checks.map { "check=\($0)" } : []
  }

  package func commands() -> [String] {
    let asked = CommandLineWalk(words.dropLast()).values
    return CommandNode.root.descendant(along: asked).children.map { "\($0.name)\t\($0.abstract)" }
  }
}
