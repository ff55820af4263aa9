import Bytes
import DMN
import DecisionTables
import Findings
import HotlineModel
import LocalFiles
import MergePolicy
package import Reports
import Sheets

/// Makes cases to try a policy with, says which rules cases reach, and takes models in as sheets.
package struct PolicyTestsRun {
  private let policy: Policy
  private let tests: PolicyTests
  private let home: AreaCode

  /// A run over a workspace's policy, signed or not.
  ///
  /// - Throws: `Unusable` with every complaint about the policy.
  package init(_ workspace: Workspace) throws {
    policy = try Policy(draft: workspace.policyFolder)
    tests = PolicyTests(policy)
    home = workspace.home
  }

  /// Writes cases in the form of the DMN test kit.
  ///
  /// - Returns: how many cases there are.
  /// - Throws: `Unusable` with `HL3220` where the policy is too large, `HL6102` where the folder
  ///   takes no file.
  package func write(isBoundary: Bool, to path: String) throws -> Int {
    let (xml, count) = try tests.cases(isBoundary: isBoundary, model: policy.name + ".dmn")
    try OutputFile.write(xml, to: path)
    return count
  }

  /// How often each rule answers the cases of a file: cases of the DMN test kit, or a register.
  ///
  /// - Throws: `Unusable` with the complaints about the file.
  package func coverage(of path: String) throws -> [RuleCoverage] {
    path.hasSuffix(".xml")
      ? try tests.coverage(ofCases: path)
      : try tests.coverage(of: Register(contentsOf: path, home: home).lines)
  }
}

/// Takes a decision model in as a folder of sheets.
package struct PolicyImportRun {
  private let sheets: ModelSheets

  /// Reads a model.
  ///
  /// - Throws: `Unusable` where the file is no model (`HL35xx`) or says what no sheet can say
  ///   (`HL3508`).
  package init(model path: String) throws {
    sheets = try ModelSheets(of: path)
  }

  /// Writes one sheet a table, and the limits and words that they use, which nobody has signed
  /// yet.
  ///
  /// - Returns: the names of the files.
  /// - Throws: `Unusable` with `HL6101` where the folder is there already.
  package func write(to folder: String) throws -> [String] {
    guard !Folder.exists(folder) else {
      throw Unusable(.outputExists(found: folder), at: SourceLocation(file: folder))
    }
    let draft = try DeliveryDraft(folder, replacing: false)
    var names: [String] = []
    for table in sheets.tables {
      let name = table.name.text.filter { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      try OutputFile.write(table.sheet, to: "\(draft.path)/\(name).csv")
      names.append("\(name).csv")
    }
    let parameters = sheets.parameters.mapValues { FactValue.number($0).description }
      .merging(sheets.words) { limit, _ in limit }
    if !parameters.isEmpty {
      let rows = parameters.sorted { $0.key < $1.key }
        .map { CSVForm().row([$0.key, $0.value, "", "", ""]) }
      try OutputFile.write(
        "name,value,signed_by,signed_on,document\n" + rows.joined(),
        to: "\(draft.path)/parameters.csv")
      names.append("parameters.csv")
    }
    try draft.publish()
    return names
  }
}

extension ModelSheets {
  /// The tables of a model's file.
  ///
  /// - Throws: `Unusable` where the file is no model (`HL35xx`) or says more than can be proven
  ///   (`HL3508`).
  init(of path: String, isForProof: Bool = false) throws {
    do {
      try self.init(
        reading: ModelFile(path: path, bytes: InputFile.bytes(of: path)),
        isForProof: isForProof)
    } catch let error as ModelUnusable {
      throw error.unusable
    } catch let error as ModelSheets.NotProvable {
      throw Unusable(
        error.complaints.map {
          Finding(
            .modelOutsideSheets(found: $0.found), at: SourceLocation(file: path, line: $0.line))
        })
    }
  }
}
