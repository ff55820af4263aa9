import Foundation

/// The sample city's policy with its signatures, made once for all tests: a proof takes a second.
public enum SignedPolicy {
  /// Who signs, when, and by which document, as the command takes them.
  public static let signature = "--by 示例签字人甲 --on 2021-10-11 --document 示例文号〔2021〕1号 --yes"

  /// The policy's folder.
  ///
  /// - Throws: `NotSigned` with what the command said.
  public static func folder() throws -> String { try made.get().path + "/policy" }

  /// The command did not sign.
  public struct NotSigned: Error {
    /// What it wrote to standard error.
    public let why: String
  }

  private static let made = Result<TemporaryFolder, any Error> {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      cp -r "$ROOT/Mappings/policy/foshan-2021" policy
      cp "$ROOT/SampleData/parameters.csv" policy/
      # Tests have a day of their own, years before the shipped cases were signed.
      rm -f policy/signatures.csv
      sed -i 's/,HotlineMerger,[0-9-]*,/,示例签字人甲,2021-10-11,/' policy/cases.csv
      hotline policy sign policy \(signature)
      """, in: folder.path)
    guard result.code == 0 else { throw NotSigned(why: result.errors) }
    return folder
  }
}
