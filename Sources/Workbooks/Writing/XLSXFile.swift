import CXLSXWriter
import Findings
import Glibc
import HotlineModel
import LocalFiles

/// A workbook that the library is writing in a folder of its own, which nobody else may look into.
@safe final class XLSXFile {
  typealias Format = UnsafeMutablePointer<lxw_format>

  /// The library.
  let library: hotline_xlsx
  /// Where the workbook will be when it is whole.
  let path: String
  /// Texts that the library needs until the workbook is closed.
  let texts = CTexts()
  /// Lists of choices that are too long for a cell's own list.
  var lists: [[String]] = []
  private let folder: String
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var names: Set<String> = [XLSXFile.listSheet]
  private var styles: [CellStyle: Format] = unsafe [:]
  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = unsafe []

  /// The sheet that holds long lists.
  static let listSheet = "_lists"

  /// Begins a workbook.
  ///
  /// - Parameters:
  ///   - draft: title, author and time are taken from it.
  ///   - isStreamed: whether rows are put into a temporary file as they come, so that memory does not
  ///     grow with them.
  /// - Throws: `Unusable` with `HL6103` where the library is missing, `HL6102` where no temporary
  ///   file can be made.
  init(_ draft: WorkbookDraft, isStreamed: Bool) throws {
    library = try XLSXLibrary.functions()
    folder = try Folder.makeTemporary()
    path = folder + "/workbook.xlsx"
    var options = unsafe lxw_workbook_options(
      constant_memory: isStreamed ? 1 : 0, tmpdir: texts.pointer(folder), use_zip64: 1)
    unsafe book = library.workbook_new_opt(path, &options)
    var properties = unsafe lxw_doc_properties()
    unsafe properties.title = texts.pointer(String(draft.title.prefix(255)))
    unsafe properties.author = texts.pointer(String(draft.author.prefix(255)))
    // Zero would be the clock of this machine.
    unsafe properties.created = draft.created.unixSeconds == 0 ? 1 : draft.created.unixSeconds
    try check(unsafe library.workbook_set_properties(book, &properties))
  }

  deinit {
    if let book = unsafe book { unsafe library.lxw_workbook_free(book) }
    Folder.remove(folder)
  }

  /// Adds a sheet under the name that programs allow.
  func addSheet(_ name: String) throws -> (sheet: UnsafeMutablePointer<lxw_worksheet>, name: String)
  {
    let allowed = name == Self.listSheet ? name : SheetName.allowed(name, among: &names)
    guard let sheet = unsafe library.workbook_add_worksheet(book, allowed) else {
      throw failure("the library takes no sheet of the name \(allowed)")
    }
    unsafe sheets.append(sheet)
    return unsafe (sheet, allowed)
  }

  /// The format of a style; the workbook holds each one once.
  func format(_ style: CellStyle) -> Format? {
    if let known = unsafe styles[style] { return unsafe known }
    guard let format = unsafe library.workbook_add_format(book) else { return nil }
    unsafe style.describe(format, by: library)
    unsafe styles[style] = format
    return unsafe format
  }

  /// Ends the workbook; it is at `path` then, whole.
  ///
  /// The library does not notice all that a full disk refuses: what it wrote is read back.
  ///
  /// - Parameter rows: how many rows of each sheet hold something.
  /// - Throws: `Unusable` with `HL6105` where not all of it could be written.
  func close(rows: [Int]) throws {
    let isIntact = unsafe sheets.allSatisfy { unsafe hotline_xlsx_is_intact($0) != 0 }
    guard isIntact else {
      throw failure(unsafe String(cString: strerror(errno)))
    }
    let code = silently { unsafe library.workbook_close(book) }
    unsafe book = nil
    guard code == LXW_NO_ERROR else { throw failure("not all of it could be written") }
    do {
      guard try Self.rows(of: path) == rows else { throw failure("rows are missing") }
    } catch let unusable as Unusable where unusable.findings[0].code == .workbookTooLarge {
      // Readers refuse rows that are alike a million times; they are written all the same.
    } catch let unusable as Unusable where unusable.findings[0].code != .workbookNotWritten {
      throw failure("not all of it could be written")
    }
  }

  /// Takes the workbook away; who has it open reads on.
  func remove() { Folder.remove(folder) }

  /// Does something while nothing reaches standard error: the library prints its own complaints there,
  /// which a finding states for people.
  private func silently(_ body: () -> lxw_error) -> lxw_error {
    let errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    let nowhere = unsafe open("/dev/null", O_WRONLY | O_CLOEXEC)
    defer {
      for descriptor in [errors, nowhere] where descriptor >= 0 { _ = Glibc.close(descriptor) }
    }
    guard errors >= 0, nowhere >= 0 else { return body() }
    dup2(nowhere, STDERR_FILENO)
    let code = body()
    dup2(errors, STDERR_FILENO)
    return code
  }

  /// How many rows of each sheet hold something.
  private static func rows(of path: String) throws -> [Int] {
    let book = try XLSXWorkbook(path)
    return try book.sheets.map { sheet in
      let source = try book.rows(of: sheet)
      var count = 0
      while let rows = try source.next() {
        count += rows.rows.count { row in rows.cells[row.cells].contains { !$0.range.isEmpty } }
      }
      return count
    }
  }

  /// Throws what the library has refused.
  func check(_ code: lxw_error) throws {
    guard code != LXW_NO_ERROR else { return }
    throw failure(
      unsafe library.lxw_strerror(code).map { unsafe String(cString: $0) } ?? "\(code.rawValue)")
  }

  private func failure(_ reason: String) -> Unusable {
    let parent = folder.lastIndex(of: "/").map { String(folder[..<$0]) } ?? folder
    return Unusable(
      .workbookNotWritten(found: parent, reason: reason), at: SourceLocation(file: parent))
  }
}

/// Texts as C has them, kept as long as this is.
@safe final class CTexts {
  private var all: [UnsafeMutablePointer<CChar>] = unsafe []
  private var arrays: [UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>] = unsafe []

  deinit {
    unsafe all.forEach { unsafe free($0) }
    unsafe arrays.forEach { unsafe $0.deallocate() }
  }

  /// A text.
  func pointer(_ text: String) -> UnsafeMutablePointer<CChar>? {
    guard let copy = unsafe strdup(text) else { return nil }
    unsafe all.append(copy)
    return unsafe copy
  }

  /// Texts, and nothing behind the last one.
  func pointer(_ texts: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let array = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: texts.count + 1)
    for (index, text) in texts.enumerated() {
      unsafe (array + index).initialize(to: pointer(text))
    }
    unsafe (array + texts.count).initialize(to: nil)
    unsafe arrays.append(array)
    return unsafe array
  }
}
