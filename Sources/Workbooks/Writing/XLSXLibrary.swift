import CXLSXWriter
package import Findings

/// Debian's libxlsxwriter, loaded when the first workbook is written.
package enum XLSXLibrary {
  /// The version that the program was built for.
  package static var version: String {
    unsafe withUnsafePointer(to: hotline_xlsx_version) { text in
      unsafe text.withMemoryRebound(to: CChar.self, capacity: 8) { unsafe String(cString: $0) }
    }
  }

  /// Whether workbooks can be written on this machine; what is wrong where they cannot.
  package static func finding() -> Finding? {
    do {
      _ = try functions()
      return nil
    } catch {
      return error.findings[0]
    }
  }

  /// Its functions.
  ///
  /// - Throws: `Unusable` with `HL6103` where the machine has no such library.
  static func functions() throws(Unusable) -> hotline_xlsx {
    switch loaded {
    case .success(let functions): return functions
    case .failure(let reason):
      throw Unusable(
        .workbookLibraryMissing(found: "libxlsxwriter", reason: reason.text),
        at: SourceLocation(file: "libxlsxwriter"))
    }
  }

  private struct Reason: Error { let text: String }

  private static let loaded: Result<hotline_xlsx, Reason> = {
    var functions = hotline_xlsx()
    if let reason = unsafe hotline_xlsx_load(&functions) {
      return .failure(Reason(text: unsafe String(cString: reason)))
    }
    return .success(functions)
  }()
}
