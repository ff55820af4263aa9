import LocalFiles
import MergerStore
import RecordReaders

/// The C libraries that the program calls.
package enum LinkedLibraries {
  /// Their names, and the versions that this process runs with; of libcsv and xxHash, whose
  /// libraries do not state one or are part of the program, the version it was compiled with.
  package static var all: [(name: String, version: String)] {
    ReaderHealth.libraries + [("SQLite", Ledger.library)] + FileLibraries.all
  }
}
