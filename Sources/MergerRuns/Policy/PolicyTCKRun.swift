package import Bytes
import DMN
import DecisionTables
import Findings
package import HotlineModel
import LocalFiles
package import Reports

/// Runs the public test kit of the DMN standard against the rules engine.
package struct PolicyTCKRun {
  private let folder: String
  private let suite: SearchPattern?
  private let now: FEELDateTime

  /// A run over a folder of suites, of levels, or over one suite.
  ///
  /// - Parameters:
  ///   - folder: where the suites lie.
  ///   - suite: a pattern that the names of the suites must hold; `nil` for all.
  ///   - now: the moment that rules may ask for.
  package init(folder: String, suite: SearchPattern?, now: CivilInstant) {
    self.folder = folder
    self.suite = suite
    self.now = FEELDateTime(
      wallSeconds: now.wallSeconds, zoneOffset: CivilInstant.zoneOffset)
  }

  /// Runs every case; what a case expects is compared after the engine has answered.
  ///
  /// - Throws: `Unusable` with `HL3507` where there are no cases; an unusable model fails its
  ///   cases and stops nothing.
  package func report() throws -> ConformanceReport {
    let cases = try suites(folder, depth: 0).flatMap { try self.cases(of: $0) }
    guard !cases.isEmpty else {
      throw Unusable(.kitWithoutCases(found: folder), at: SourceLocation(file: folder))
    }
    return ConformanceReport(cases: cases)
  }

  /// The folders with test cases at most two levels below.
  private func suites(_ path: String, depth: Int) -> [String] {
    let names = Folder.names(in: path)
    if names.contains(where: Self.isTest) {
      let isAsked = suite?.isFound(in: Folder.name(of: path)) ?? true
      return isAsked ? [path] : []
    }
    guard depth < 3 else { return [] }
    return names.map { path + "/" + $0 }.filter(Folder.isFolder)
      .flatMap { suites($0, depth: depth + 1) }
  }

  private static func isTest(_ name: String) -> Bool {
    name.hasSuffix(".xml") && name.contains("-test")
  }

  private func cases(of path: String) throws -> [ConformanceReport.Case] {
    let names = Folder.names(in: path)
    let models = try names.filter { $0.hasSuffix(".dmn") }.map { name in
      ModelFile(path: name, bytes: try InputFile.bytes(of: path + "/" + name))
    }
    let level = path.split(separator: "/").dropLast().last.map(String.init) ?? ""
    return try names.filter(Self.isTest).flatMap { name in
      let tests = ModelFile(
        path: path + "/" + name, bytes: try InputFile.bytes(of: path + "/" + name))
      return try verdicts(tests, models).map { verdict in
        ConformanceReport.Case(
          level: level, suite: Folder.name(of: path), file: String(name.dropLast(4)),
          id: verdict.id, isPassed: verdict.isPassed, isNullOnly: verdict.isNullOnly,
          difference: verdict.difference)
      }
    }
  }

  private func verdicts(_ tests: ModelFile, _ models: [ModelFile]) throws -> [TCKVerdict] {
    do {
      let suite = try TCKSuite(reading: tests)
      guard let file = models.first(where: { $0.path == suite.modelName }) ?? models.first else {
        return suite.unrun("there is no model \(suite.modelName)")
      }
      do {
        let model = try DecisionModel(reading: file, beside: models)
        return suite.verdicts(of: model, now: now)
      } catch {
        return suite.unrun(error.english)
      }
    } catch {
      throw error.unusable
    }
  }
}

extension PolicyTCKRun {
  /// Writes the kit's own result file.
  ///
  /// - Throws: `Unusable` with `HL6102` where the folder takes no file.
  package static func write(_ report: ConformanceReport, to path: String) throws {
    try OutputFile.write(report.csv, to: path)
  }
}
