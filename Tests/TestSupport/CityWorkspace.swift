import Foundation

/// The sample city's workspace `w` with all its deliveries, made once for all tests that only look.
public enum CityWorkspace {
  /// The folder that holds `w`, and the sample files in `sample`.
  ///
  /// - Throws: `NotMade` with what the commands said.
  public static func folder() throws -> String { try made.get().path }

  /// A copy to change, with the key that seals its ledger.
  ///
  /// - Throws: `NotMade` with what the commands said.
  public static func copy() throws -> TemporaryFolder {
    let copy = try TemporaryFolder()
    let result = try Shell.run("cp -r '\(try folder())/.' .", in: copy.path)
    guard result.code == 0 else { throw NotMade(why: result.errors) }
    return copy
  }

  /// A command failed.
  public struct NotMade: Error {
    /// What it wrote to standard error.
    public let why: String
  }

  private static let made = Result<TemporaryFolder, any Error> {
    let folder = try TemporaryFolder()
    let prelude = try String(
      contentsOfFile: Shell.root + "/Tests/Cases/prelude.sh", encoding: .utf8)
    let result = try Shell.run(
      """
      CASE=none
      SIGNED='\(try SignedPolicy.folder())'
      \(prelude)
      city
      sed 1d sample/deliveries.csv | sed 's,exports/,sample/exports/,g' |
        while IFS=, read -r files mapping line; do
          hotline -C w -q import ${files//|/ } -m "$mapping" --line "$line" --tolerance 5% \
            < /dev/null > /dev/null || exit
        done
      hotline -C w -q classify --record --by 示例签字人甲 > /dev/null
      hotline -C w -q route build > /dev/null
      test -d w/.hotline/routes
      """, in: folder.path)
    guard result.code == 0 else { throw NotMade(why: result.errors) }
    return folder
  }
}
