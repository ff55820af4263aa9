import DMN
import DecisionTables
import Findings

extension ModelUnusable {
  /// The complaint as a finding.
  var unusable: Unusable {
    let place = SourceLocation(file: file, line: line)
    return switch kind {
    case .notWellFormed(let reason):
      Unusable(.modelNotReadable(reason: reason), at: place)
    case .tooDeep, .tooLarge:
      Unusable(.modelNotReadable(reason: english), at: place)
    case .doctypeRefused: Unusable(.modelDoctypeRefused, at: place)
    case .rootUnknown(let found, let expected):
      Unusable(.modelRootUnknown(found: found, expected: expected), at: place)
    case .identifierTwice(let id): Unusable(.modelIdentifierTwice(found: id), at: place)
    case .cycle(let names):
      Unusable(.modelInCircle(found: names.joined(separator: " → ")), at: place)
    case .importMissing(let name): Unusable(.modelImportMissing(found: name), at: place)
    }
  }
}
