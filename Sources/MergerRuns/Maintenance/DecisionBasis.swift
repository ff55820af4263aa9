import HotlineModel
import LocalFiles
import RecordReaders

/// Everything that the decisions and late cut-overs of a status follow from, as one SHA-256.
///
/// Two runs with the same basis have the same answer: it covers the bytes and names of the sheets
/// (the settings, the register, the policy, and all other sheets below `Mappings` but those of legacy
/// exports), what people have ruled, the day, and which program it is. When a sheet was changed makes
/// no difference.
struct DecisionBasis: Equatable {
  /// 64 hexadecimal digits.
  let sha256: String

  /// The basis of a workspace at this moment.
  ///
  /// - Parameters:
  ///   - workspace: the workspace, as its settings were when it was opened.
  ///   - rulings: what people have ruled, by line.
  ///   - program: version and commit of the program.
  /// - Throws: `Unusable` with `HL1001` where a sheet cannot be read.
  init(_ workspace: Workspace, rulings: [String: PersonRuling], program: String) throws {
    var basis = Basis()
    // A build without a commit differs from others in its size and time.
    basis.add([program, FileState(ofFile: "/proc/self/exe")?.text ?? "", "\(workspace.today)"])
    basis.add([workspace.registerName, workspace.policyName, workspace.home.text])
    for ruling in rulings.values.sorted(by: { $0.line < $1.line }) {
      basis.add([
        ruling.line, ruling.mode.rawValue, ruling.number?.rawValue ?? "-",
        ruling.seats?.rawValue ?? "-", ruling.callPath?.rawValue ?? "-", ruling.because,
        ruling.document, ruling.who,
      ])
    }
    for name in [Workspace.settingsName, workspace.registerName] {
      try basis.add(sheet: name, in: workspace.folder)
    }
    for name in Folder.names(in: workspace.mappings) where !["sources", "policy"].contains(name) {
      try basis.add(name, in: workspace.mappings, depth: 0)
    }
    // Only the policy that applies, wherever the settings place it.
    try basis.add(workspace.policyName, in: "\(workspace.mappings)/policy", depth: 0)
    sha256 = basis.fingerprint.hex
  }
}

/// Collects parts, each with its length before it, so that no two lists of parts look alike.
private struct Basis {
  var fingerprint = Fingerprint()
  /// Folders within folders, beyond what workspaces have: a link may lead round in a circle.
  private static let deepest = 6

  mutating func add(_ bytes: [UInt8]) {
    fingerprint.update(Array("\(bytes.count):".utf8))
    fingerprint.update(bytes)
  }

  mutating func add(_ texts: [String]) {
    add(Array("\(texts.count)".utf8))
    for text in texts { add(Array(text.utf8)) }
  }

  /// Adds a sheet in whichever form it is there; both are refused when it is read.
  mutating func add(sheet name: String, in folder: String) throws {
    let path = "\(folder)/\(name)"
    let files = SheetPath.files(of: path)
    for file in files.isEmpty ? [path] : files { try add(file: file) }
  }

  private mutating func add(file path: String) throws {
    add(Array(Folder.name(of: path).utf8))
    add(try InputFile.bytes(of: path))
  }

  /// Adds a sheet, or all sheets below a folder.
  mutating func add(_ name: String, in folder: String, depth: Int) throws {
    let path = "\(folder)/\(name)"
    guard depth < Self.deepest, Folder.isFolder(path) else { return }
    add(["folder", name])
    for name in Folder.names(in: path) {
      if SheetPath.isSheet(name) {
        try add(file: "\(path)/\(name)")
      } else {
        try add(name, in: path, depth: depth + 1)
      }
    }
    add(["end"])
  }
}
