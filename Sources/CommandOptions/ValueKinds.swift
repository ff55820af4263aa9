package import ArgumentParser

/// What a value on the command line can be, beyond a fixed list: names that only the workspace knows.
///
/// Each kind is asked for when the user presses the tab key, with all words of the command line.
extension CompletionKind {
  /// Names of mappings.
  package static var mappings: Self { known { $0.mappings() } }
  /// Numbers of lines in the register.
  package static var lines: Self { known { $0.lines() } }
  /// Names of batches.
  package static var batches: Self { known { $0.batches() } }
  /// Open records in quarantine.
  package static var quarantined: Self { known { $0.quarantined() } }
  /// Folders of policies.
  package static var policies: Self { known { $0.policies() } }
  /// Names of profiles of feeds.
  package static var feedProfiles: Self { known { $0.feedProfiles() } }
  /// Hashes of saved routing tables.
  package static var savedTables: Self { known { $0.savedTables() } }
  /// Names of switches.
  package static var switches: Self { known { $0.switches() } }
  /// Codes of findings.
  package static var findingCodes: Self { known { $0.findingCodes() } }
  /// Words of commands.
  package static var commands: Self { known { $0.commands() } }
  /// Filters of listings: the checks of a routing table.
  package static var rowFilters: Self { known { $0.rowFilters() } }

  private static func known(
    _ names: @escaping @Sendable (KnownNames) -> [String]
  ) -> CompletionKind {
    .custom { words, _, _ in names(KnownNames(words: words)) }
  }
}
