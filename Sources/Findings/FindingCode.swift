/// The catalogue of findings.
///
/// A code never changes its meaning; a retired one stays listed.
/// `HL1xxx` reading, `HL2xxx` mapping and sheets, `HL3xxx` policy, `HL4xxx` checklists,
/// `HL5xxx` routing, `HL6xxx` store and audit, `HL9xxx` our own faults.
package enum FindingCode: String, CaseIterable, Sendable {
  // MARK: Reading
  case fileUnreadable = "HL1001"
  case fileEmpty = "HL1002"
  case fileNotWhatItSays = "HL1003"
  case headerNotFound = "HL1004"
  case fileChanged = "HL1006"
  case recordsAboveHeader = "HL1007"
  case headerInside = "HL1008"
  case blankRows = "HL1009"
  case headerNameTwice = "HL1010"
  case headerNameNumber = "HL1011"
  case columnUnnamed = "HL1012"
  case delimiterTrailing = "HL1013"
  case bytesUndecodable = "HL1301"
  case textControls = "HL1302"
  case textReplaced = "HL1303"
  case textMisread = "HL1304"
  case encodingForeign = "HL1305"
  case quoteNeverClosed = "HL1412"
  case textAfterQuote = "HL1413"
  case recordTooLong = "HL1414"
  case quoteNeverOpened = "HL1415"
  case quoteStray = "HL1416"
  case recordsRecovered = "HL1417"
  case recoveredUnsure = "HL1418"
  case recordQuoted = "HL1419"
  case xmlNotWellFormed = "HL1501"
  case xmlDoctypeRefused = "HL1502"
  case xmlRecordMissing = "HL1503"
  case xmlRecordNested = "HL1504"
  case xmlRecordDamaged = "HL1505"
  case xmlCutOff = "HL1506"

  // MARK: Sheets and numbers
  case sheetColumnUnknown = "HL2001"
  case sheetColumnTwice = "HL2002"
  case sheetColumnMissing = "HL2003"
  case sheetRowWidth = "HL2004"
  case sheetCellEmpty = "HL2005"
  case sheetValueUnknown = "HL2006"
  case sheetValueMalformed = "HL2007"
  case sheetKeyTwice = "HL2008"
  case sheetHeaderMissing = "HL2009"
  case numberMalformed = "HL2101"
  case numberScientific = "HL2102"
  case numberSevenDigits = "HL2104"

  // MARK: Mapping
  case mappingNotFound = "HL2201"
  case mappingColumnMissing = "HL2202"
  case mappingCodeTableMissing = "HL2204"
  case fieldMissing = "HL2205"
  case dateMalformed = "HL2206"
  case codeUnknown = "HL2207"
  case recordWidth = "HL2208"
  case timesOutOfOrder = "HL2209"
  case keyConflict = "HL2210"
  case lineUnknown = "HL2211"
  case lineProtected = "HL2212"
  case phoneMalformed = "HL2213"
  case flagMalformed = "HL2214"
  case columnsAdded = "HL2215"
  case columnRenamed = "HL2216"
  case columnTwice = "HL2217"
  case outsideLife = "HL2218"
  case skipColumnMissing = "HL2219"
  case dateAmbiguous = "HL2231"
  case patternMissed = "HL2232"
  case columnsRival = "HL2233"
  case columnAbsent = "HL2234"
  case columnsRefused = "HL2236"
  case numberUnfit = "HL2239"
  case listMalformed = "HL2240"
  case codeAmbiguous = "HL2241"

  // MARK: Policy
  case policyMissing = "HL3001"
  case conditionEmpty = "HL3101"
  case conditionValueUnknown = "HL3102"
  case intervalMalformed = "HL3103"
  case intervalOutside = "HL3104"
  case parameterUnknown = "HL3105"
  case ruleTwice = "HL3106"
  case outputValueUnknown = "HL3107"
  case domainMalformed = "HL3108"
  case hitPolicyUnknown = "HL3109"
  case columnRoleUnknown = "HL3110"
  case tableColumnTwice = "HL3111"
  case tableWithout = "HL3112"
  case tableTwice = "HL3113"
  case ruleGap = "HL3201"
  case ruleOverlap = "HL3202"
  case tableNotProven = "HL3203"
  case tablesInCircle = "HL3204"
  case outputTwice = "HL3205"
  case valueNotAccepted = "HL3206"
  case factUnknown = "HL3207"
  case factValueMissing = "HL3208"
  case outcomeMissing = "HL3209"
  case outcomeUnknown = "HL3210"
  case ruleNeverMatches = "HL3211"
  case hiddenGuess = "HL3212"
  case needlessQuestion = "HL3213"
  case invariantBroken = "HL3214"
  case invariantIdle = "HL3215"
  case ruleDuplicate = "HL3216"
  case ruleSubsumed = "HL3217"
  case rulesMergeable = "HL3218"
  case columnUnasked = "HL3219"
  case graphNotProven = "HL3220"
  case ruleMasked = "HL3221"
  case ruleMisleading = "HL3222"
  case parameterUnsigned = "HL3301"
  case parametersOutOfOrder = "HL3302"
  case certaintyUnknown = "HL3303"
  case questionMissing = "HL3304"
  case policyTouchesProtected = "HL3305"
  case policyTouchesUndecided = "HL3306"
  case designationsDisagree = "HL3307"
  case noRuleMatches = "HL3401"
  case severalRulesMatch = "HL3402"
  case factOutsideDomain = "HL3403"
  case factNotGiven = "HL3404"
  case annexDisagrees = "HL3405"
  case rulingMissing = "HL3406"

  // MARK: Decision models
  case modelNotReadable = "HL3501"
  case modelDoctypeRefused = "HL3502"
  case modelRootUnknown = "HL3503"
  case modelIdentifierTwice = "HL3504"
  case modelInCircle = "HL3505"
  case modelImportMissing = "HL3506"
  case kitWithoutCases = "HL3507"
  case modelOutsideSheets = "HL3508"

  // MARK: Routing
  case protectedTouched = "HL5001"
  case lineNotToBeRouted = "HL5002"
  case routedLineUnknown = "HL5003"
  case lineWithoutPhases = "HL5101"
  case ownSetMissing = "HL5102"
  case announcementMissing = "HL5103"
  case phasesOutOfOrder = "HL5104"
  case nameUnknown = "HL5105"
  case rowsDisagree = "HL5107"
  case calendarTooShort = "HL5108"
  case platformQueueMissing = "HL5109"
  case phaseOutsideLife = "HL5110"
  case routesOverlap = "HL5111"
  case hoursDiffer = "HL5112"
  case platformLater = "HL5113"
  case addressIsRouted = "HL5114"
  case callLost = "HL5201"
  case callLoops = "HL5202"
  case protectedCovered = "HL5203"
  case pathTooLong = "HL5204"
  case divertedTwice = "HL5205"
  case partMissing = "HL5210"
  case partUnused = "HL5211"
  case setWithoutAddress = "HL5212"
  case planWithoutEnd = "HL5213"
  case serviceGap = "HL5220"
  case stepShadowed = "HL5221"
  case servedOtherwise = "HL5222"
  case subCenterEdge = "HL5223"
  case stageGap = "HL5224"
  case graceTooShort = "HL5225"
  case cancelledReachesSeat = "HL5226"
  case numberNotApproved = "HL5227"
  case formsClash = "HL5228"
  case prefixCovers = "HL5229"
  case changeUnexplained = "HL5230"
  case seatsShort = "HL5231"
  case legacyNumberLost = "HL5232"
  case callPathOpen = "HL5119"
  case changeInFreeze = "HL5233"
  case singleFault = "HL5235"
  case switchCannotSay = "HL5301"
  case switchDiffers = "HL5302"
  case callLandedElsewhere = "HL5303"
  case snapshotDamaged = "HL5304"
  case snapshotMissing = "HL5305"

  // MARK: Checklists
  case checklistTemplateUnknown = "HL4001"
  case checklistTemplateMisfit = "HL4002"
  case checklistItemUnknown = "HL4003"
  case checklistCycle = "HL4004"
  case checklistOwnerUnknown = "HL4005"
  case checklistOrder = "HL4006"
  case checklistWindowShort = "HL4007"
  case checklistDueTooEarly = "HL4008"
  case checklistAnchorNotBefore = "HL4009"
  case checklistTaskForbidden = "HL4010"
  case checklistTaskMissing = "HL4011"
  case checklistWindowUnmeasured = "HL4012"

  // MARK: Store
  case ledgerLocked = "HL6001"
  case ledgerMissing = "HL6002"
  case ledgerDamaged = "HL6003"
  case booksOpen = "HL6004"
  case interrupted = "HL6005"
  case ledgerNewer = "HL6006"
  case outputExists = "HL6101"
  case outputUnwritable = "HL6102"
  case deliveryFileMissing = "HL6110"
  case deliveryFileDiffers = "HL6111"
  case deliveryFileUnlisted = "HL6112"
  case deliveryListMalformed = "HL6113"
  case deliveryUnreadable = "HL6114"
  case deliveryTotalsDiffer = "HL6115"
  case deliveryValueUnknown = "HL6116"
  case keyUnusable = "HL6120"
  case characterUnsayable = "HL6121"
  case descriptionCut = "HL6122"
  case requestWithoutTime = "HL6123"
  case requestTimeIsDay = "HL6124"
  case deltaImpossible = "HL6125"
  case instantUnsayable = "HL6126"
  case valueEncoded = "HL6127"
  case stateUnmapped = "HL6128"
  case deltaBaseUnfit = "HL6129"
  case manifestMissing = "HL6130"
  case manifestDisagrees = "HL6131"
  case deliveryEmpty = "HL6132"

  // MARK: Drafts, quarantine, batches
  case mappingFieldUnfilled = "HL2221"
  case mappingColumnShared = "HL2222"
  case mappingCodesOpen = "HL2223"
  case mappingCodesUnused = "HL2224"
  case mappingExists = "HL2226"
  case quarantineUnknown = "HL6201"
  case quarantineNotOpen = "HL6202"
  case headerUnknown = "HL6203"
  case batchUnknown = "HL6204"
  case batchNeeded = "HL6205"
  case batchUndone = "HL6206"
  case repairColumnsMissing = "HL6207"
  case repairStale = "HL6208"
  case totalsDiffer = "HL6209"
  case segmentMissing = "HL6210"
  case catalogueWrong = "HL6211"
  case auditBroken = "HL6212"
  case dialectsMixed = "HL6213"
  case waiverEmpty = "HL6214"
  case purposeMissing = "HL6215"
  case auditKeyUnusable = "HL6216"
  case sealBroken = "HL6217"
  case auditUnsealed = "HL6218"
  case sealUnchecked = "HL6219"
  case fileSetAside = "HL6221"
  case headDiffers = "HL6222"
  case batchInterrupted = "HL6220"
  case repairRepeated = "HL6223"
  case headNotKept = "HL6224"
  case ledgerShared = "HL6225"
  case keyFileMissing = "HL6226"
  case keyFilesNotMerged = "HL6227"
  case undoneUnknown = "HL6228"
  case sampleDiffers = "HL2237"
  case sampleMissing = "HL2238"

  // MARK: Ours
  case unexpected = "HL9001"

  /// How bad it is wherever it is found.
  package var severity: Severity {
    switch self {
    case .blankRows, .columnsAdded, .columnRenamed, .columnAbsent, .recordQuoted, .ruleNeverMatches,
      .hoursDiffer,
      .mappingColumnShared, .mappingCodesUnused, .invariantIdle, .ruleDuplicate, .ruleSubsumed,
      .rulesMergeable, .columnUnasked, .auditUnsealed, .sealUnchecked:
      .note
    case .headerNameTwice, .headerNameNumber, .columnUnnamed, .delimiterTrailing,
      .textControls, .textReplaced, .textMisread, .quoteStray, .recordsRecovered,
      .lineWithoutPhases, .ownSetMissing,
      .announcementMissing, .phaseOutsideLife, .partUnused,
      .prefixCovers, .seatsShort, .needlessQuestion, .callPathOpen,
      .mappingFieldUnfilled, .mappingCodesOpen, .sampleMissing, .descriptionCut,
      .requestTimeIsDay, .valueEncoded, .ruleMasked, .ruleMisleading,
      .fileSetAside, .headNotKept, .keyFilesNotMerged, .undoneUnknown:
      .warning
    default: .error
    }
  }

  /// The words for it.
  package func text(in language: Language) -> FindingText {
    switch language {
    case .english: FindingText.english[self] ?? FindingText.missing
    case .chinese: FindingText.chinese[self] ?? FindingText.missing
    }
  }
}

/// The words for one code: gaps such as `{found}` are filled with a finding's facts.
package struct FindingText: Hashable, Sendable {
  /// What is found, lower case, no full stop.
  let message: String
  /// The harm it does.
  let why: String
  /// What to do.
  let fix: String

  init(_ message: String, why: String, fix: String) {
    self.message = message
    self.why = why
    self.fix = fix
  }

  static let missing = FindingText("no words for this code", why: "", fix: "")

  /// What is found, with the facts in the `{name}` gaps; `…` stands for one that is not known.
  package func message(with facts: [String: String] = [:]) -> String { Self.filled(message, facts) }

  /// The harm it does, with the facts.
  package func why(with facts: [String: String] = [:]) -> String { Self.filled(why, facts) }

  /// What to do, with the facts.
  package func fix(with facts: [String: String] = [:]) -> String { Self.filled(fix, facts) }

  private static func filled(_ template: String, _ facts: [String: String]) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      text += facts[String(rest[rest.index(after: open)..<close])] ?? "…"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// The names of the facts that the words leave room for.
  package var gaps: Set<String> {
    Set([message, why, fix].flatMap { $0.matches(of: /\{([a-z]+)\}/).map { String($0.1) } })
  }
}

extension FindingCode {
  /// The names of the facts that a finding of this code must carry.
  var gaps: Set<String> { Self.gapsByCode[self] ?? [] }

  private static let gapsByCode: [FindingCode: Set<String>] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.text(in: .english).gaps) })
}
