/// The words by which names, plates and addresses are found in free text; users edit them.
package struct ScanWords: Hashable, Sendable {
  /// Behind these a name is written, whatever it begins with: 我叫.
  package let triggers: [String]
  /// Behind these a name is written if it begins with a surname: 来电人, 妻子.
  package let weakTriggers: [String]
  /// Surnames, of one character or two.
  package let surnames: [String]
  /// Characters that many given names have: 伟.
  package let givenNames: [String]
  /// Characters by which names of other languages are written: 买买提.
  package let transliterations: [String]
  /// In front of these a name is written, or behind them: 先生.
  package let titles: [String]
  /// Words at which a name ends: 反映.
  package let followers: [String]
  /// Characters that end a name: 的.
  package let stops: [String]
  /// Words that begin like a name: 金额.
  package let notNames: [String]
  /// What a plate begins with: 粤.
  package let provinces: [String]
  /// Characters in front of a house number: 路.
  package let places: [String]
  /// Characters behind a house number: 号.
  package let units: [String]

  /// What names of units and districts end with: 局.
  package let institutions: [String]
  /// What they end with, and given names as well: 科.
  package let weakInstitutions: [String]
  /// Texts that are no person's, whatever they end with.
  package let known: [String]

  /// The words by their kinds, as a sheet gives them.
  package init(_ words: [String: [String]]) {
    triggers = words["trigger"] ?? []
    weakTriggers = words["weak-trigger"] ?? []
    surnames = words["surname"] ?? []
    givenNames = words["given-name"] ?? []
    transliterations = words["transliteration"] ?? []
    titles = words["title"] ?? []
    followers = words["follower"] ?? []
    stops = words["stop"] ?? []
    notNames = words["not-name"] ?? []
    provinces = words["province"] ?? []
    places = words["place"] ?? []
    units = words["unit"] ?? []
    institutions = words["institution"] ?? []
    weakInstitutions = words["weak-institution"] ?? []
    known = words["known"] ?? []
  }

  /// The kinds of words.
  package static let kinds = [
    "trigger", "weak-trigger", "surname", "given-name", "transliteration", "title", "follower",
    "stop", "not-name", "province", "place", "unit", "institution", "weak-institution", "known",
  ]
}
