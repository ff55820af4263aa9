import LocalFiles
import MergerStore
import RecordReaders
import Workbooks

/// The C libraries that the program calls.
package enum LinkedLibraries {
  /// Their names, and the versions that this process runs with; of libcsv and xxHash, whose
  /// libraries do not state one or are part of the program, and of libxlsxwriter, which is loaded
  /// when a workbook is written, the version it was compiled with.
  package static var all: [(name: String, version: String)] {
    ReaderHealth.libraries + [("SQLite", Ledger.library)] + FileLibraries.all
      + [("libxlsxwriter", XLSXLibrary.version)]
  }
}
