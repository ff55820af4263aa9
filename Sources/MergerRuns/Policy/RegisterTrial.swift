import LocalFiles
package import RecordReaders
package import Sheets

extension Workspace {
  /// Reads a register from bytes that are to be written, before they are.
  ///
  /// - Throws: `Unusable` with every complaint about it, `HL6102` where no copy can be made.
  package func readBack(register bytes: [UInt8]) throws -> (register: Register, cells: SheetCells) {
    let folder = try Folder.makeTemporary()
    defer { Folder.remove(folder) }
    let copy = "\(folder)/register.csv"
    var trial = try OutputFile(copy)
    try trial.write(bytes)
    _ = try trial.commit()
    return (try Register(contentsOf: copy, home: home), try SheetCells(contentsOf: copy))
  }
}
