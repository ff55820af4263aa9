import DMN
import DecisionTables
import Findings

extension ModelUnusable {
  /// The complaint as a finding.
  var unusable: Unusable {
    let place = SourceLocation(file: file, line: line)
    return switch kind {
    case .notWellFormed(let reason):
      Unusable(.modelNotReadable, at: place, ["reason": reason])
    case .tooDeep, .tooLarge:
      Unusable(.modelNotReadable, at: place, ["reason": english])
    case .doctypeRefused: Unusable(.modelDoctypeRefused, at: place)
    case .rootUnknown(let found, let expected):
      Unusable(.modelRootUnknown, at: place, ["found": found, "expected": expected])
    case .identifierTwice(let id): Unusable(.modelIdentifierTwice, at: place, ["found": id])
    case .cycle(let names):
      Unusable(.modelInCircle, at: place, ["found": names.joined(separator: " → ")])
    case .importMissing(let name): Unusable(.modelImportMissing, at: place, ["found": name])
    }
  }
}
