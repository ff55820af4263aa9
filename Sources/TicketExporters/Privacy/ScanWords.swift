/// The words by which names, plates and addresses are found in free text; users edit them.
package struct ScanWords: Hashable, Sendable {
  /// Behind these stands a name: 我叫.
  package let triggers: [String]
  /// Behind these stands a name if it begins with a surname: 来电人.
  package let weakTriggers: [String]
  /// Surnames, each of one character.
  package let surnames: [String]
  /// In front of these stands a name: 先生.
  package let titles: [String]
  /// Characters that end a name: 的.
  package let stops: [String]
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
    titles = words["title"] ?? []
    stops = words["stop"] ?? []
    provinces = words["province"] ?? []
    places = words["place"] ?? []
    units = words["unit"] ?? []
    institutions = words["institution"] ?? []
    weakInstitutions = words["weak-institution"] ?? []
    known = words["known"] ?? []
  }

  /// The kinds of words.
  package static let kinds = [
    "trigger", "weak-trigger", "surname", "title", "stop", "province", "place", "unit",
    "institution", "weak-institution", "known",
  ]
}
