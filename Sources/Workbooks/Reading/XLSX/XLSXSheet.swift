import CXML
import Findings

/// The rows of one worksheet of a workbook, read piece by piece.
@safe final class XLSXSheet: SheetRowSource {
  private let path: String
  private let part: ZipPart
  private let parser: PartParser
  private let scan: UnsafeMutablePointer<SheetScan>
  private var isAtEnd = false

  /// How much is expanded at once: so little that cells far to the right do not fill memory.
  private static let pieceSize = 1 << 13

  init(_ entry: ZipArchive.Entry, of workbook: XLSXWorkbook) throws {
    path = workbook.archive.path
    part = try ZipPart(entry, in: workbook.archive)
    let scan = UnsafeMutablePointer<SheetScan>.allocate(capacity: 1)
    unsafe scan.initialize(
      to: SheetScan(path: path, strings: workbook.strings, styles: workbook.styles))
    unsafe self.scan = scan
    parser = unsafe PartParser(path: path, part: entry.name, handlers: Self.handlers, user: scan)
  }

  deinit {
    unsafe scan.deinitialize(count: 1)
    unsafe scan.deallocate()
  }

  var notes: SheetNotes {
    var notes = unsafe scan.pointee.notes
    notes.bytesRead = part.bytesRead
    return notes
  }

  func next() throws -> SheetRows? {
    while !isAtEnd {
      let bytes = try part.read(upTo: Self.pieceSize)
      isAtEnd = bytes.isEmpty
      try parser.push(bytes)
      if let failure = unsafe scan.pointee.failure { throw failure }
      if let rows = unsafe scan.pointee.take(isAtEnd: isAtEnd) { return rows }
    }
    return nil
  }

  private static var handlers: xmlSAXHandler {
    var handlers = unsafe xmlSAXHandler()
    unsafe handlers.startElementNs = { user, name, _, _, _, _, count, _, attributes in
      guard let name = unsafe name else { return }
      unsafe user?.assumingMemoryBound(to: SheetScan.self).pointee.begin(
        name, Attributes(attributes, count: count))
    }
    unsafe handlers.endElementNs = { user, name, _, _ in
      guard let name = unsafe name else { return }
      unsafe user?.assumingMemoryBound(to: SheetScan.self).pointee.end(name)
    }
    unsafe handlers.characters = { user, bytes, count in
      unsafe user?.assumingMemoryBound(to: SheetScan.self).pointee.add(
        UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe handlers.cdataBlock = unsafe handlers.characters
    unsafe handlers.internalSubset = { user, _, _, _ in
      unsafe user?.assumingMemoryBound(to: SheetScan.self).pointee.refuseDoctype()
    }
    return unsafe handlers
  }
}
