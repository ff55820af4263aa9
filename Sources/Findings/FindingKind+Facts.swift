extension FindingKind {
  /// The code, and its facts in the order in which its words name them.
  var codeAndFacts: (FindingCode, [String]) {
    switch self {
    // MARK: Reading
    case .fileUnreadable(let reason): (.fileUnreadable, [reason])
    case .fileEmpty(let owner): (.fileEmpty, [owner])
    case .fileNotWhatItSays(let found, let expected): (.fileNotWhatItSays, [found, expected])
    case .headerNotFound(let searched): (.headerNotFound, [searched])
    case .fileChanged: (.fileChanged, [])
    case .recordsAboveHeader: (.recordsAboveHeader, [])
    case .headerInside: (.headerInside, [])
    case .blankRows(let found): (.blankRows, ["\(found)"])
    case .headerNameTwice(let found, let count): (.headerNameTwice, [found, "\(count)"])
    case .headerNameNumber(let column, let found): (.headerNameNumber, ["\(column)", found])
    case .columnUnnamed(let column, let count): (.columnUnnamed, ["\(column)", "\(count)"])
    case .delimiterTrailing: (.delimiterTrailing, [])
    case .rowsNotRecords(let count, let found): (.rowsNotRecords, ["\(count)", found])
    case .syntaxDoubtful(let found, let width, let other, let otherWidth):
      (.syntaxDoubtful, [found, "\(width)", other, "\(otherWidth)"])
    case .headerIsRecord: (.headerIsRecord, [])
    case .recordsMissing: (.recordsMissing, [])
    case .syntaxOther(let setting, let found, let expected):
      (.syntaxOther, [setting, found, expected])
    case .columnSingle: (.columnSingle, [])
    case .widthsDiffer(let count, let width): (.widthsDiffer, ["\(count)", "\(width)"])
    case .workbookDamaged(let reason): (.workbookDamaged, [reason])
    case .workbookCutOff: (.workbookCutOff, [])
    case .workbookLocked: (.workbookLocked, [])
    case .workbookMacros: (.workbookMacros, [])
    case .workbookLinked(let found): (.workbookLinked, [found])
    case .workbookTooLarge(let reason): (.workbookTooLarge, [reason])
    case .workbookForeign(let found): (.workbookForeign, [found])
    case .sheetChoiceOpen(let count, let found): (.sheetChoiceOpen, ["\(count)", found])
    case .sheetNotFound(let found, let expected): (.sheetNotFound, [found, expected])
    case .sheetNotRead(let found, let count): (.sheetNotRead, [found, "\(count)"])
    case .rowsHidden(let count): (.rowsHidden, ["\(count)"])
    case .columnsHidden(let found): (.columnsHidden, [found])
    case .cellsMerged(let count, let found): (.cellsMerged, ["\(count)", found])
    case .cellFaulty(let found): (.cellFaulty, [found])
    case .cellDateUncertain(let found): (.cellDateUncertain, [found])
    case .sheetContradictory(let reason): (.sheetContradictory, [reason])
    case .sheetTooLarge(let reason): (.sheetTooLarge, [reason])
    case .pageWithoutTable: (.pageWithoutTable, [])
    case .pageCutOff(let reason, let count): (.pageCutOff, [reason, "\(count)"])
    case .bytesUndecodable(let found, let offset, let charset):
      (.bytesUndecodable, [found, offset, charset])
    case .textControls(let count): (.textControls, ["\(count)"])
    case .textReplaced(let count): (.textReplaced, ["\(count)"])
    case .textMisread(let count): (.textMisread, ["\(count)"])
    case .encodingForeign(let found): (.encodingForeign, [found])
    case .textForeign(let found, let charset): (.textForeign, [found, charset])
    case .textPrivateUse(let count): (.textPrivateUse, ["\(count)"])
    case .quoteNeverClosed: (.quoteNeverClosed, [])
    case .textAfterQuote: (.textAfterQuote, [])
    case .recordTooLong(let limit): (.recordTooLong, ["\(limit)"])
    case .quoteNeverOpened: (.quoteNeverOpened, [])
    case .quoteStray(let count): (.quoteStray, ["\(count)"])
    case .recordsRecovered(let count): (.recordsRecovered, ["\(count)"])
    case .recoveredUnsure: (.recoveredUnsure, [])
    case .recordQuoted(let count, let line): (.recordQuoted, ["\(count)", "\(line)"])
    case .escapeKept(let count): (.escapeKept, ["\(count)"])
    case .xmlNotWellFormed(let reason): (.xmlNotWellFormed, [reason])
    case .xmlDoctypeRefused: (.xmlDoctypeRefused, [])
    case .xmlRecordMissing(let expected): (.xmlRecordMissing, [expected])
    case .xmlRecordNested(let found): (.xmlRecordNested, [found])
    case .xmlRecordDamaged(let reason): (.xmlRecordDamaged, [reason])
    case .xmlCutOff(let reason, let count): (.xmlCutOff, [reason, "\(count)"])

    // MARK: Sheets and numbers
    case .sheetColumnUnknown(let found, let nearest, let expected):
      (.sheetColumnUnknown, [found, nearest, expected])
    case .sheetColumnTwice(let found): (.sheetColumnTwice, [found])
    case .sheetColumnMissing(let expected): (.sheetColumnMissing, [expected])
    case .sheetRowWidth(let found, let expected): (.sheetRowWidth, [found, expected])
    case .sheetCellEmpty(let column, let expected): (.sheetCellEmpty, [column, expected])
    case .sheetValueUnknown(let found, let column, let nearest, let expected):
      (.sheetValueUnknown, [found, column, nearest, expected])
    case .sheetValueMalformed(let found, let expected, let example):
      (.sheetValueMalformed, [found, expected, example])
    case .sheetKeyTwice(let found, let thing): (.sheetKeyTwice, [found, thing])
    case .sheetHeaderMissing(let expected, let example): (.sheetHeaderMissing, [expected, example])
    case .sheetMissing(let maker): (.sheetMissing, [maker])
    case .sheetUnreadable(let reason): (.sheetUnreadable, [reason])
    case .sheetTwice(let found, let other): (.sheetTwice, [found, other])
    case .sheetsSeveral(let count, let found): (.sheetsSeveral, ["\(count)", found])
    case .sheetInWorkbook(let found): (.sheetInWorkbook, [found])
    case .sheetCellsMerged(let count, let found): (.sheetCellsMerged, ["\(count)", found])
    case .sheetCellFaulty(let found): (.sheetCellFaulty, [found])
    case .sheetRowsHidden(let count): (.sheetRowsHidden, ["\(count)"])
    case .sheetKindForeign(let found): (.sheetKindForeign, [found])
    case .settingEmpty(let setting, let example): (.settingEmpty, [setting, example])
    case .numberMalformed(let found, let reason): (.numberMalformed, [found, reason])
    case .numberScientific(let found): (.numberScientific, [found])
    case .numberSevenDigits: (.numberSevenDigits, [])
    case .shortCodeElsewhere(let found, let expected): (.shortCodeElsewhere, [found, expected])

    // MARK: Mapping
    case .mappingNotFound(let found, let expected): (.mappingNotFound, [found, expected])
    case .mappingColumnMissing(let mapping, let expected, let field, let sheet, let found):
      (.mappingColumnMissing, [mapping, expected, field, sheet, found])
    case .mappingCodeTableMissing(let found, let field, let expected):
      (.mappingCodeTableMissing, [found, field, expected])
    case .fieldMissing(let column, let field, let sheet): (.fieldMissing, [column, field, sheet])
    case .dateMalformed(let found, let sheet): (.dateMalformed, [found, sheet])
    case .codeUnknown(let found, let table, let sheet): (.codeUnknown, [found, table, sheet])
    case .recordWidth(let found, let expected): (.recordWidth, ["\(found)", "\(expected)"])
    case .timesOutOfOrder(let field, let later, let other, let earlier):
      (.timesOutOfOrder, [field, later, other, earlier])
    case .keyConflict(let sheet): (.keyConflict, [sheet])
    case .lineUnknown(let found, let register, let nearest):
      (.lineUnknown, [found, register, nearest])
    case .lineProtected(let found): (.lineProtected, [found])
    case .phoneMalformed(let found, let reason, let sheet):
      (.phoneMalformed, [found, reason, sheet])
    case .flagMalformed(let found): (.flagMalformed, [found])
    case .columnsAdded(let found, let sheet, let settings):
      (.columnsAdded, [found, sheet, settings])
    case .columnRenamed(let found, let expected, let owner):
      (.columnRenamed, [found, expected, owner])
    case .columnTwice(let found): (.columnTwice, [found])
    case .outsideLife(let found, let expected): (.outsideLife, [found, expected])
    case .skipColumnMissing(let found, let sheet): (.skipColumnMissing, [found, sheet])
    case .dateAmbiguous(let found, let first, let other, let sheet):
      (.dateAmbiguous, [found, first, other, sheet])
    case .patternMissed(let column, let found, let sheet): (.patternMissed, [column, found, sheet])
    case .columnsRival(let found, let other, let field, let sheet):
      (.columnsRival, [found, other, field, sheet])
    case .columnAbsent(let expected, let field): (.columnAbsent, [expected, field])
    case .columnsRefused(let found, let sheet, let settings):
      (.columnsRefused, [found, sheet, settings])
    case .numberUnfit(let column): (.numberUnfit, [column])
    case .listMalformed(let column, let reason, let sheet):
      (.listMalformed, [column, reason, sheet])
    case .codeAmbiguous(let found, let first, let other, let table, let sheet):
      (.codeAmbiguous, [found, first, other, table, sheet])
    case .degreesMalformed(let found, let limit, let sheet):
      (.degreesMalformed, [found, "\(limit)", sheet])
    case .valuesUnwrapped(let count, let found): (.valuesUnwrapped, ["\(count)", found])
    case .timesDoubtful(let count, let later, let earlier):
      (.timesDoubtful, ["\(count)", later, earlier])
    case .fillDownMissed(let column, let sheet): (.fillDownMissed, [column, sheet])
    case .relatedMissing(let count, let found, let checked):
      (.relatedMissing, ["\(count)", found, "\(checked)"])
    case .relatedChained(let count, let found): (.relatedChained, ["\(count)", found])

    // MARK: Surveys
    case .surveyForeign(let reason): (.surveyForeign, [reason])
    case .surveyIdsChanged: (.surveyIdsChanged, [])
    case .surveyStale(let found): (.surveyStale, [found])
    case .surveyUnanswered(let count, let found): (.surveyUnanswered, ["\(count)", found])
    case .surveyColumnMissing(let column): (.surveyColumnMissing, [column])
    case .surveyColumnTwice(let column): (.surveyColumnTwice, [column])
    case .surveyColumnAdded(let found, let count): (.surveyColumnAdded, [found, "\(count)"])
    case .surveyRowTwice(let found, let count): (.surveyRowTwice, [found, "\(count)"])
    case .surveyRowUnknown(let found): (.surveyRowUnknown, [found])
    case .surveyAnswerIllegal(let found, let column, let expected):
      (.surveyAnswerIllegal, [found, column, expected])
    case .surveyAnswerDeleted(let column, let found): (.surveyAnswerDeleted, [column, found])
    case .surveyAnswersDiffer(let line, let column, let found):
      (.surveyAnswersDiffer, [line, column, found])
    case .surveyRegisterDiffers(let line, let column, let found, let expected):
      (.surveyRegisterDiffers, [line, column, found, expected])
    case .surveyRowMissing(let line): (.surveyRowMissing, [line])
    case .surveySentBefore(let found, let survey): (.surveySentBefore, [found, survey])
    case .surveyNumberOther(let found, let expected): (.surveyNumberOther, [found, expected])
    case .surveyLinesUnasked(let count, let found): (.surveyLinesUnasked, ["\(count)", found])
    case .surveyEntryUnknown(let found, let nearest): (.surveyEntryUnknown, [found, nearest])
    case .surveyNoneContradicted(let count): (.surveyNoneContradicted, ["\(count)"])

    // MARK: Policy
    case .policyMissing(let found): (.policyMissing, [found])
    case .conditionEmpty(let column): (.conditionEmpty, [column])
    case .conditionValueUnknown(let found, let column, let nearest, let expected):
      (.conditionValueUnknown, [found, column, nearest, expected])
    case .intervalMalformed(let found, let column): (.intervalMalformed, [found, column])
    case .intervalOutside(let column, let found, let expected):
      (.intervalOutside, [column, found, expected])
    case .parameterUnknown(let found, let nearest): (.parameterUnknown, [found, nearest])
    case .ruleTwice(let found): (.ruleTwice, [found])
    case .outputValueUnknown(let found, let column, let nearest, let expected):
      (.outputValueUnknown, [found, column, nearest, expected])
    case .domainMalformed(let found, let column): (.domainMalformed, [found, column])
    case .hitPolicyUnknown(let found, let expected): (.hitPolicyUnknown, [found, expected])
    case .columnRoleUnknown(let found, let expected): (.columnRoleUnknown, [found, expected])
    case .tableColumnTwice(let found): (.tableColumnTwice, [found])
    case .tableWithout(let table, let found): (.tableWithout, [table, found])
    case .tableTwice(let found): (.tableTwice, [found])
    case .ruleGap(let table, let found, let row): (.ruleGap, [table, found, row])
    case .ruleOverlap(let rules, let table, let found, let row):
      (.ruleOverlap, [rules, table, found, row])
    case .tableNotProven(let table, let regions): (.tableNotProven, [table, "\(regions)"])
    case .tablesInCircle(let found): (.tablesInCircle, [found])
    case .outputTwice(let found): (.outputTwice, [found])
    case .valueNotAccepted(let column, let found, let expected):
      (.valueNotAccepted, [column, found, expected])
    case .factUnknown(let found, let nearest, let expected):
      (.factUnknown, [found, nearest, expected])
    case .factValueMissing(let found, let column): (.factValueMissing, [found, column])
    case .outcomeMissing(let found): (.outcomeMissing, [found])
    case .outcomeUnknown(let found, let column, let nearest, let expected):
      (.outcomeUnknown, [found, column, nearest, expected])
    case .ruleNeverMatches(let found, let table): (.ruleNeverMatches, [found, table])
    case .hiddenGuess(
      let rule, let table, let column, let value, let fact, let found, let known, let expected,
      let witness, let row):
      (.hiddenGuess, [rule, table, column, value, fact, found, known, expected, witness, row])
    case .needlessQuestion(
      let rule, let table, let fact, let found, let column, let expected, let row):
      (.needlessQuestion, [rule, table, fact, found, column, expected, row])
    case .invariantBroken(
      let found, let count, let value, let clause, let witness, let edited, let rules):
      (.invariantBroken, [found, count, value, clause, witness, edited, rules])
    case .invariantIdle(let found): (.invariantIdle, [found])
    case .ruleDuplicate(let rules, let table): (.ruleDuplicate, [rules, table])
    case .ruleSubsumed(let found, let table, let rules): (.ruleSubsumed, [found, table, rules])
    case .rulesMergeable(let rules, let table, let column, let value):
      (.rulesMergeable, [rules, table, column, value])
    case .columnUnasked(let table, let column): (.columnUnasked, [table, column])
    case .graphNotProven(let tables): (.graphNotProven, [tables])
    case .ruleMasked(let found, let table, let rules, let expected, let witness):
      (.ruleMasked, [found, table, rules, expected, witness])
    case .ruleMisleading(let found, let table, let rules, let expected, let value, let witness):
      (.ruleMisleading, [found, table, rules, expected, value, witness])
    case .invariantOnWords(let found, let expected): (.invariantOnWords, [found, expected])
    case .policySheetEmpty(let found): (.policySheetEmpty, [found])
    case .caseFails(let found, let rule, let column, let value, let expected):
      (.caseFails, [found, rule, column, value, expected])
    case .caseNotSigned(let found): (.caseNotSigned, [found])
    case .ruleWithoutCase(let found, let table): (.ruleWithoutCase, [found, table])
    case .answerUnguarded(let rule, let table, let column, let value, let found):
      (.answerUnguarded, [rule, table, column, value, found])
    case .parameterUnsigned(let found, let value, let expected):
      (.parameterUnsigned, [found, value, expected])
    case .parametersOutOfOrder(let found, let expected): (.parametersOutOfOrder, [found, expected])
    case .certaintyUnknown(let found, let nearest, let expected):
      (.certaintyUnknown, [found, nearest, expected])
    case .questionMissing(let rule, let found): (.questionMissing, [rule, found])
    case .policyTouchesProtected(let found, let column, let value):
      (.policyTouchesProtected, [found, column, value])
    case .policyTouchesUndecided(let rule, let column, let value, let found, let expected):
      (.policyTouchesUndecided, [rule, column, value, found, expected])
    case .designationsDisagree(let found, let value, let expected):
      (.designationsDisagree, [found, value, expected])
    case .designationUnasked(let document, let found, let column):
      (.designationUnasked, [document, found, column])
    case .deadlineMalformed(let rule, let found, let expected):
      (.deadlineMalformed, [rule, found, expected])
    case .numberClassesMissing(let column, let expected):
      (.numberClassesMissing, [column, expected])
    case .policyUnsigned(let found): (.policyUnsigned, [found])
    case .sheetUnsigned(let found): (.sheetUnsigned, [found])
    case .sheetChangedSinceSigned(let found, let who, let day, let rows):
      (.sheetChangedSinceSigned, [found, who, day, rows])
    case .signatureWithoutSheet(let found): (.signatureWithoutSheet, [found])
    case .signedInFuture(let thing, let found, let expected):
      (.signedInFuture, [thing, found, expected])
    case .signedBeforeNotice(let thing, let found, let expected):
      (.signedBeforeNotice, [thing, found, expected])
    case .signatureWithoutDocument(let thing, let who): (.signatureWithoutDocument, [thing, who])
    case .noRuleMatches(let table, let found): (.noRuleMatches, [table, found])
    case .severalRulesMatch(let table, let found): (.severalRulesMatch, [table, found])
    case .factOutsideDomain(let column, let found, let table, let nearest, let expected):
      (.factOutsideDomain, [column, found, table, nearest, expected])
    case .factNotGiven(let column, let table): (.factNotGiven, [column, table])
    case .annexDisagrees(let found, let document, let expected):
      (.annexDisagrees, [found, document, expected])
    case .rulingMissing(let found): (.rulingMissing, [found])

    // MARK: Decision models
    case .modelNotReadable(let reason): (.modelNotReadable, [reason])
    case .modelDoctypeRefused: (.modelDoctypeRefused, [])
    case .modelRootUnknown(let found, let expected): (.modelRootUnknown, [found, expected])
    case .modelIdentifierTwice(let found): (.modelIdentifierTwice, [found])
    case .modelInCircle(let found): (.modelInCircle, [found])
    case .modelImportMissing(let found): (.modelImportMissing, [found])
    case .kitWithoutCases(let found): (.kitWithoutCases, [found])
    case .modelOutsideSheets(let found): (.modelOutsideSheets, [found])

    // MARK: Routing
    case .protectedTouched(let found): (.protectedTouched, [found])
    case .lineNotToBeRouted(let found, let mode): (.lineNotToBeRouted, [found, mode])
    case .routedLineUnknown(let found): (.routedLineUnknown, [found])
    case .lineWithoutPhases(let found, let mode): (.lineWithoutPhases, [found, mode])
    case .ownSetMissing(let found): (.ownSetMissing, [found])
    case .announcementMissing(let found): (.announcementMissing, [found])
    case .phasesOutOfOrder(let found): (.phasesOutOfOrder, [found])
    case .nameUnknown(let thing, let found, let sheet): (.nameUnknown, [thing, found, sheet])
    case .rowsDisagree(let column, let thing, let found, let expected):
      (.rowsDisagree, [column, thing, found, expected])
    case .calendarTooShort(let found, let expected): (.calendarTooShort, [found, expected])
    case .platformQueueMissing: (.platformQueueMissing, [])
    case .phaseOutsideLife(let found, let line): (.phaseOutsideLife, [found, line])
    case .routesOverlap(let line, let other, let found): (.routesOverlap, [line, other, found])
    case .hoursDiffer(let found, let line, let hours, let expected):
      (.hoursDiffer, [found, line, hours, expected])
    case .platformLater(let found, let at, let expected): (.platformLater, [found, at, expected])
    case .addressIsRouted(let found, let set, let number): (.addressIsRouted, [found, set, number])
    case .cutoversLate(let count, let expected, let found):
      (.cutoversLate, ["\(count)", expected, found])
    case .callLost(let found, let disposition, let interval, let line):
      (.callLost, [found, disposition, interval, line])
    case .callLoops(let found, let path): (.callLoops, [found, path])
    case .protectedCovered(let found, let thing): (.protectedCovered, [found, thing])
    case .pathTooLong(let found, let limit, let path): (.pathTooLong, [found, "\(limit)", path])
    case .divertedTwice(let found, let path): (.divertedTwice, [found, path])
    case .partMissing(let line, let thing, let found): (.partMissing, [line, thing, found])
    case .partUnused(let thing, let found): (.partUnused, [thing, found])
    case .setWithoutAddress(let line, let found): (.setWithoutAddress, [line, found])
    case .planWithoutEnd(let found, let line): (.planWithoutEnd, [found, line])
    case .serviceGap(let found, let mode, let interval): (.serviceGap, [found, mode, interval])
    case .stepShadowed(let found, let step, let reason):
      (.stepShadowed, [found, "\(step)", reason])
    case .servedOtherwise(let found, let interval): (.servedOtherwise, [found, interval])
    case .subCenterEdge(let found, let reason): (.subCenterEdge, [found, reason])
    case .stageGap(let found, let reason): (.stageGap, [found, reason])
    case .graceTooShort(let found, let days, let minimum):
      (.graceTooShort, [found, "\(days)", "\(minimum)"])
    case .cancelledReachesSeat(let found, let set, let interval):
      (.cancelledReachesSeat, [found, set, interval])
    case .numberNotApproved(let found): (.numberNotApproved, [found])
    case .formsClash(let found, let number, let other): (.formsClash, [found, number, other])
    case .prefixCovers(let found, let other): (.prefixCovers, [found, other])
    case .changeUnexplained(let found, let before, let after, let interval):
      (.changeUnexplained, [found, before, after, interval])
    case .seatsShort(let found, let hours, let needed, let seats):
      (.seatsShort, [found, hours, "\(needed)", "\(seats)"])
    case .legacyNumberLost(let found, let landed): (.legacyNumberLost, [found, landed])
    case .callPathOpen(let found): (.callPathOpen, [found])
    case .changeInFreeze(let found, let at, let interval): (.changeInFreeze, [found, at, interval])
    case .singleFault(let member, let found, let disposition, let interval, let set):
      (.singleFault, [member, found, disposition, interval, set])
    case .addressDialsAway(let found, let set, let number, let other):
      (.addressDialsAway, [found, set, number, other])
    case .cellUnused(let column, let found, let line, let mode):
      (.cellUnused, [column, found, line, mode])
    case .cutoverPast(let line, let found, let expected): (.cutoverPast, [line, found, expected])
    case .linkagePartyUnknown(let found): (.linkagePartyUnknown, [found])
    case .linkageWithout12345(let found, let other): (.linkageWithout12345, [found, other])
    case .linkageDirection(let found, let other): (.linkageDirection, [found, other])
    case .addressShared(let found, let set, let other): (.addressShared, [found, set, other])
    case .machineShared(let found, let set, let member, let other):
      (.machineShared, [found, set, member, other])
    case .beginsProtected(let found, let number): (.beginsProtected, [found, number])
    case .mergedWithoutRoute(let found, let mode): (.mergedWithoutRoute, [found, mode])
    case .plannedLater(let found, let mode): (.plannedLater, [found, mode])
    case .announcedTooShort(let found, let days, let minimum):
      (.announcedTooShort, [found, "\(days)", "\(minimum)"])
    case .ringsTooLong(let set, let found, let seconds, let limit):
      (.ringsTooLong, [set, found, "\(seconds)", "\(limit)"])
    case .announcementSilent(let found, let language): (.announcementSilent, [found, language])
    case .recordingShared(let found, let thing, let other):
      (.recordingShared, [found, thing, other])
    case .announcementAtDesks(let found, let set, let kind):
      (.announcementAtDesks, [found, set, kind])
    case .switchCannotSay(let format, let found, let reason, let expected):
      (.switchCannotSay, [format, found, reason, expected])
    case .switchDiffers(let reason): (.switchDiffers, [reason])
    case .callLandedElsewhere(let found, let at, let landed, let expected):
      (.callLandedElsewhere, [found, at, landed, expected])
    case .snapshotDamaged(let found): (.snapshotDamaged, [found])
    case .snapshotMissing(let found, let expected): (.snapshotMissing, [found, expected])
    case .probeNotRun(let found, let reason): (.probeNotRun, [found, reason])
    case .probeToolMissing(let found, let packages): (.probeToolMissing, [found, packages])
    case .nothingPlanned(let lines): (.nothingPlanned, [lines])
    case .probeDeliveryUnfit(let found, let reason): (.probeDeliveryUnfit, [found, reason])
    case .tooManyRules(let found, let expected): (.tooManyRules, [found, expected])
    // MARK: Cut-overs
    case .switchUnreachable(let found, let command, let reason):
      (.switchUnreachable, [found, command, reason])
    case .switchAnswerUnreadable(let found, let command, let excerpt):
      (.switchAnswerUnreadable, [found, command, excerpt])
    case .switchRefused(let found, let command, let reason):
      (.switchRefused, [found, command, reason])
    case .databaseRefused(let found, let reason): (.databaseRefused, [found, reason])
    case .databaseSecretOpen(let found): (.databaseSecretOpen, [found])
    case .databasePasswordShown: (.databasePasswordShown, [])
    case .switchStageOnly(let found, let kind): (.switchStageOnly, [found, kind])
    case .switchUnknown(let found, let expected): (.switchUnknown, [found, expected])
    case .switchLocked(let found, let holder): (.switchLocked, [found, holder])
    case .switchMemoryDiffers(let place, let key, let found, let expected):
      (.switchMemoryDiffers, [place, key, found, expected])
    case .switchDrifted(let place, let key, let found, let expected):
      (.switchDrifted, [place, key, found, expected])
    case .switchPointerMoved(let place, let found, let expected):
      (.switchPointerMoved, [place, found, expected])
    case .switchRestarted(let at): (.switchRestarted, [at])
    case .switchAddressDown(let set, let found, let state):
      (.switchAddressDown, [set, found, state])
    case .switchScriptChanged(let found, let expected): (.switchScriptChanged, [found, expected])
    case .switchTableUnknown(let generation, let found): (.switchTableUnknown, [generation, found])
    case .switchPointerMissing(let found, let expected): (.switchPointerMissing, [found, expected])
    case .planDamaged(let found, let reason): (.planDamaged, [found, reason])
    case .planBaseMoved(let found, let reason): (.planBaseMoved, [found, reason])
    case .planTableOther(let found, let expected): (.planTableOther, [found, expected])
    case .planChangesOthers(let found): (.planChangesOthers, [found])
    case .lineNotReady(let line, let item, let reason): (.lineNotReady, [line, item, reason])
    case .cutoverOutsideWindow(let at, let from, let until):
      (.cutoverOutsideWindow, [at, from, until])
    case .cutoverFrozen(let at, let reason, let interval): (.cutoverFrozen, [at, reason, interval])
    case .planNotLoaded(let found, let reason): (.planNotLoaded, [found, reason])
    case .testCallElsewhere(let found, let at, let landed, let expected):
      (.testCallElsewhere, [found, at, landed, expected])
    case .rollbackImpossible(let found, let reason): (.rollbackImpossible, [found, reason])
    case .setForeign(let found): (.setForeign, [found])
    case .cutoverInterrupted(let found, let step, let at, let who):
      (.cutoverInterrupted, [found, step, at, who])
    case .callsElsewhere(let count, let found, let landed, let expected):
      (.callsElsewhere, ["\(count)", found, landed, expected])
    case .repliesRising(let count, let total, let found):
      (.repliesRising, ["\(count)", "\(total)", found])
    case .routeLost(let found): (.routeLost, [found])
    case .testCallsNotMade(let found): (.testCallsNotMade, [found])

    // MARK: Checklists
    case .checklistTemplateUnknown(let line, let found, let expected):
      (.checklistTemplateUnknown, [line, found, expected])
    case .checklistTemplateMisfit(let found, let line, let mode):
      (.checklistTemplateMisfit, [found, line, mode])
    case .checklistItemUnknown(let item, let found): (.checklistItemUnknown, [item, found])
    case .checklistCycle(let found): (.checklistCycle, [found])
    case .checklistOwnerUnknown(let found, let expected, let sheet):
      (.checklistOwnerUnknown, [found, expected, sheet])
    case .checklistOrder(let later, let earlier): (.checklistOrder, [later, earlier])
    case .checklistWindowShort(let found, let expected):
      (.checklistWindowShort, ["\(found)", expected])
    case .checklistDueTooEarly(let item, let found): (.checklistDueTooEarly, [item, found])
    case .checklistAnchorNotBefore(let item, let found): (.checklistAnchorNotBefore, [item, found])
    case .checklistTaskForbidden(let template, let item):
      (.checklistTaskForbidden, [template, item])
    case .checklistTaskMissing(let template, let item): (.checklistTaskMissing, [template, item])
    case .checklistWindowUnmeasured(let expected): (.checklistWindowUnmeasured, [expected])
    case .checklistItemMissing(let found, let nearest): (.checklistItemMissing, [found, nearest])
    case .checklistReasonMissing(let item, let conclusion):
      (.checklistReasonMissing, [item, conclusion])
    case .checklistTextUnusable(let item, let count): (.checklistTextUnusable, [item, count])
    case .checklistWorkbookForeign(let reason): (.checklistWorkbookForeign, [reason])
    case .checklistIdsChanged: (.checklistIdsChanged, [])
    case .checklistRowStale(let item, let who, let at, let found):
      (.checklistRowStale, [item, who, at, found])
    case .checklistRowUnknown(let found): (.checklistRowUnknown, [found])
    case .checklistRowTwice(let item): (.checklistRowTwice, [item])
    case .checklistRowsMissing(let count, let found):
      (.checklistRowsMissing, ["\(count)", found])
    case .checklistCellUnusable(let item, let column, let found, let expected):
      (.checklistCellUnusable, [item, column, found, expected])
    case .checklistColumnLost(let column, let reason): (.checklistColumnLost, [column, reason])
    case .checklistItemChanged(let item): (.checklistItemChanged, [item])
    case .checklistRowMixed(let item, let found): (.checklistRowMixed, [item, found])
    case .checklistDueReasonMissing(let item): (.checklistDueReasonMissing, [item])
    case .checklistOwnerOfLine(let item, let found, let sheet):
      (.checklistOwnerOfLine, [item, found, sheet])
    case .checklistCalendarEmpty(let unit): (.checklistCalendarEmpty, [unit])
    case .checklistOfCityMissing(let sheet): (.checklistOfCityMissing, [sheet])

    // MARK: Number ledger
    case .numberOutOfOrder(let line, let found, let target, let expected):
      (.numberOutOfOrder, [line, found, target, expected])
    case .numberKept(let line, let target, let mode): (.numberKept, [line, target, mode])
    case .numberUndecided(let line, let target, let mode, let number):
      (.numberUndecided, [line, target, mode, number])
    case .numberWindowOpen(let line, let expected, let count, let found):
      (.numberWindowOpen, [line, expected, "\(count)", found])
    case .numberWindowUnknown(let line, let found, let years):
      (.numberWindowUnknown, [line, found, years])
    case .numberChannelsUnproven(let line, let count, let found, let target):
      (.numberChannelsUnproven, [line, "\(count)", found, target])
    case .numberNotAnnounced(let line, let found): (.numberNotAnnounced, [line, found])
    case .numberDayBackwards(let found, let expected, let line):
      (.numberDayBackwards, [found, expected, line])
    case .numberDayToCome(let found): (.numberDayToCome, [found])
    case .numberRevived(let line, let target): (.numberRevived, [line, target])
    case .numberGroundsMissing(let found, let target, let option):
      (.numberGroundsMissing, [found, target, option])
    case .numberNoOfficePhone(let line): (.numberNoOfficePhone, [line])
    case .numberOfOtherLine(let line, let found, let expected):
      (.numberOfOtherLine, [line, found, expected])
    case .numberChannelUnknown(let line, let found, let nearest):
      (.numberChannelUnknown, [line, found, nearest])
    case .evidenceRefused(let found, let reason): (.evidenceRefused, [found, reason])
    case .evidenceChanged(let item, let found, let reason):
      (.evidenceChanged, [item, found, reason])
    case .numberAgainstDecision(let line, let found, let mode, let number):
      (.numberAgainstDecision, [line, found, mode, number])

    // MARK: Measures
    case .deadlineGap(let cell, let found): (.deadlineGap, [cell, found])
    case .deadlineOverlap(let cell): (.deadlineOverlap, [cell])
    case .conditionMisplaced(let found, let column): (.conditionMisplaced, [found, column])
    case .measureRowMissing(let expected): (.measureRowMissing, [expected])
    case .weightsSumOff(let found): (.weightsSumOff, ["\(found)"])
    case .weightsUnsigned(let count): (.weightsUnsigned, ["\(count)"])
    case .signatureHalf(let column): (.signatureHalf, [column])
    case .levelsDisordered(let found, let expected): (.levelsDisordered, [found, expected])
    case .deadlineLineUnknown(let found): (.deadlineLineUnknown, [found])
    case .limitOutsideCalendar(let count, let found, let expected):
      (.limitOutsideCalendar, ["\(count)", found, expected])
    case .limitsMissing(let found, let stage): (.limitsMissing, [found, stage])

    // MARK: Reports
    case .reportMonthEmpty(let found): (.reportMonthEmpty, [found])
    case .lineNotAccepted(let count, let line): (.lineNotAccepted, ["\(count)", line])

    // MARK: Users and signatures
    case .accountUnknown(let account): (.accountUnknown, [account])
    case .accountClosed(let account, let at): (.accountClosed, [account, at])
    case .roleMissing(let account, let action, let found, let expected):
      (.roleMissing, [account, action, found, expected])
    case .userUnknown(let found, let expected): (.userUnknown, [found, expected])
    case .userExists(let account): (.userExists, [account])
    case .userFirstNotAdmin(let account): (.userFirstNotAdmin, [account])
    case .userLastAdmin(let account): (.userLastAdmin, [account])
    case .passwordWeak(let reason): (.passwordWeak, [reason])
    case .passwordWrong(let account, let count): (.passwordWrong, [account, "\(count)"])
    case .accountLocked(let account, let at): (.accountLocked, [account, at])
    case .passwordMissing(let account): (.passwordMissing, [account])
    case .clockBehind(let found, let expected): (.clockBehind, [found, expected])
    case .passwordFileUnusable(let found, let reason): (.passwordFileUnusable, [found, reason])
    case .usersMissing: (.usersMissing, [])
    case .signedItemUnknown(let found, let nearest): (.signedItemUnknown, [found, nearest])
    case .signingRoleOther(let item, let found, let expected):
      (.signingRoleOther, [item, found, expected])
    case .signingSamePerson(let item, let person, let found):
      (.signingSamePerson, [item, person, found])
    case .signedMeanwhile(let item, let person, let role, let at):
      (.signedMeanwhile, [item, person, role, at])
    case .signedContentChanged(let item): (.signedContentChanged, [item])
    case .signatureMissing(let account, let item): (.signatureMissing, [account, item])
    case .signedAlready(let item, let person, let role, let at):
      (.signedAlready, [item, person, role, at])
    case .itemEvidenceMissing(let item, let found, let expected):
      (.itemEvidenceMissing, [item, found, expected])
    case .signingItemNotReady(let item, let state, let reason):
      (.signingItemNotReady, [item, state, reason])

    // MARK: Store
    case .ledgerLocked: (.ledgerLocked, [])
    case .ledgerMissing(let found): (.ledgerMissing, [found])
    case .ledgerDamaged(let found): (.ledgerDamaged, [found])
    case .booksOpen(let file, let found): (.booksOpen, [file, found])
    case .interrupted: (.interrupted, [])
    case .ledgerNewer: (.ledgerNewer, [])
    case .ledgerNotAllowed(let found): (.ledgerNotAllowed, [found])
    case .outputExists(let found): (.outputExists, [found])
    case .outputUnwritable(let found, let reason): (.outputUnwritable, [found, reason])
    case .workbookLibraryMissing(let found, let reason): (.workbookLibraryMissing, [found, reason])
    case .cellTooLong(let found, let count, let limit): (.cellTooLong, [found, count, limit])
    case .workbookNotWritten(let found, let reason): (.workbookNotWritten, [found, reason])
    case .sheetTooWide(let found, let count, let limit): (.sheetTooWide, [found, count, limit])
    case .deliveryFileMissing(let found): (.deliveryFileMissing, [found])
    case .deliveryFileDiffers(let name, let found, let expected):
      (.deliveryFileDiffers, [name, found, expected])
    case .deliveryFileUnlisted(let found): (.deliveryFileUnlisted, [found])
    case .deliveryListMalformed(let found): (.deliveryListMalformed, [found])
    case .deliveryUnreadable(let found): (.deliveryUnreadable, [found])
    case .deliveryTotalsDiffer(let expected, let found): (.deliveryTotalsDiffer, [expected, found])
    case .deliveryValueUnknown(let field, let number): (.deliveryValueUnknown, [field, number])
    case .keyUnusable(let found, let reason): (.keyUnusable, [found, reason])
    case .characterUnsayable(let field, let number, let found, let charset):
      (.characterUnsayable, [field, number, found, charset])
    case .descriptionCut(let number, let found): (.descriptionCut, [number, found])
    case .requestWithoutTime(let number): (.requestWithoutTime, [number])
    case .requestTimeIsDay(let number, let found): (.requestTimeIsDay, [number, found])
    case .deltaImpossible(let found, let batch): (.deltaImpossible, [found, batch])
    case .instantUnsayable(let field, let number, let found):
      (.instantUnsayable, [field, number, found])
    case .valueEncoded(let field, let number, let found): (.valueEncoded, [field, number, found])
    case .stateUnmapped(let found): (.stateUnmapped, [found])
    case .deltaBaseUnfit(let found, let reason): (.deltaBaseUnfit, [found, reason])
    case .manifestMissing(let found): (.manifestMissing, [found])
    case .manifestDisagrees(let found, let reason): (.manifestDisagrees, [found, reason])
    case .deliveryEmpty(let found): (.deliveryEmpty, [found])
    case .requestWithoutStatus(let number): (.requestWithoutStatus, [number])
    case .formulasInDelivery(let count): (.formulasInDelivery, ["\(count)"])
    // MARK: Feeds
    case .feedProfileUnknown(let found, let expected): (.feedProfileUnknown, [found, expected])
    case .feedFieldUndecided(let found, let reason): (.feedFieldUndecided, [found, reason])
    case .feedFieldUnfit(let found, let reason): (.feedFieldUnfit, [found, reason])
    case .feedCodeMissing(let table, let found): (.feedCodeMissing, [table, found])
    case .feedProfileChanged(let found): (.feedProfileChanged, [found])
    case .feedDamaged(let found, let reason): (.feedDamaged, [found, reason])
    case .acknowledgementUntrue(let reason): (.acknowledgementUntrue, [reason])
    case .messageRefused(let found, let reason): (.messageRefused, [found, reason])
    case .feedUnfit(let found, let reason): (.feedUnfit, [found, reason])

    // MARK: Attachments
    case .attachmentsMissing(let count, let found):
      (.attachmentsMissing, ["\(count)", found])
    case .attachmentsDiffer(let count, let found):
      (.attachmentsDiffer, ["\(count)", found])
    case .attachmentsAmbiguous(let count, let found):
      (.attachmentsAmbiguous, ["\(count)", found])
    case .attachmentsUnnamed(let count): (.attachmentsUnnamed, ["\(count)"])
    case .attachmentsEmpty(let count, let found):
      (.attachmentsEmpty, ["\(count)", found])
    case .attachmentsRenamed(let count, let found):
      (.attachmentsRenamed, ["\(count)", found])
    case .attachmentsOutside(let count, let found):
      (.attachmentsOutside, ["\(count)", found])
    case .attachmentsUnreadable(let count, let found):
      (.attachmentsUnreadable, ["\(count)", found])
    case .attachmentsAddressed(let count, let found):
      (.attachmentsAddressed, ["\(count)", found])

    // MARK: Drafts, quarantine, batches
    case .mappingFieldUnfilled(let field, let sheet): (.mappingFieldUnfilled, [field, sheet])
    case .mappingColumnShared(let found, let first, let field):
      (.mappingColumnShared, [found, first, field])
    case .mappingCodesOpen(let found): (.mappingCodesOpen, [found])
    case .mappingCodesUnused(let found, let sheet): (.mappingCodesUnused, [found, sheet])
    case .mappingExists(let found): (.mappingExists, [found])
    case .quarantineUnknown(let found): (.quarantineUnknown, [found])
    case .quarantineNotOpen(let found, let state): (.quarantineNotOpen, [found, state])
    case .headerUnknown(let found): (.headerUnknown, [found])
    case .batchUnknown(let found): (.batchUnknown, [found])
    case .batchNeeded(let found, let later, let count): (.batchNeeded, [found, later, "\(count)"])
    case .batchUndone(let found, let state): (.batchUndone, [found, state])
    case .repairColumnsMissing(let expected): (.repairColumnsMissing, [expected])
    case .repairStale(let found, let id): (.repairStale, [found, id])
    case .totalsDiffer(let expected, let found): (.totalsDiffer, [expected, found])
    case .segmentMissing(let found, let reason, let batch):
      (.segmentMissing, [found, reason, batch])
    case .catalogueWrong(let found, let offset, let segment):
      (.catalogueWrong, [found, offset, segment])
    case .auditBroken(let found): (.auditBroken, [found])
    case .dialectsMixed(let found): (.dialectsMixed, [found])
    case .waiverEmpty(let expected): (.waiverEmpty, [expected])
    case .purposeMissing(let expected): (.purposeMissing, [expected])
    case .auditKeyUnusable(let found, let reason): (.auditKeyUnusable, [found, reason])
    case .sealBroken(let found, let reason): (.sealBroken, [found, reason])
    case .auditUnsealed: (.auditUnsealed, [])
    case .sealUnchecked(let reason): (.sealUnchecked, [reason])
    case .fileSetAside(let found, let target): (.fileSetAside, [found, target])
    case .headDiffers(let found, let reason): (.headDiffers, [found, reason])
    case .batchInterrupted(let found, let line, let count, let mapping):
      (.batchInterrupted, [found, line, "\(count)", mapping])
    case .repairRepeated(let found): (.repairRepeated, [found])
    case .headNotKept(let found, let reason): (.headNotKept, [found, reason])
    case .ledgerShared(let found): (.ledgerShared, ["\(found)"])
    case .keyFileMissing(let found, let reason): (.keyFileMissing, [found, reason])
    case .keyFilesNotMerged(let line, let reason): (.keyFilesNotMerged, [line, reason])
    case .undoneUnknown(let found, let reason): (.undoneUnknown, [found, reason])
    case .repairUnchanged(let id): (.repairUnchanged, [id])
    case .repairFormUnfit(let found): (.repairFormUnfit, [found])
    case .pagesNotBuilt: (.pagesNotBuilt, [])
    case .addressUnusable(let found, let reason): (.addressUnusable, [found, reason])
    case .rangesUnfit(let found, let reason): (.rangesUnfit, [found, reason])
    case .partUnfit(let found, let reason): (.partUnfit, [found, reason])
    case .adoptionDiffers(let outcome, let expected, let found):
      (.adoptionDiffers, [outcome, "\(expected)", "\(found)"])
    case .sampleDiffers(let count, let found, let mapping):
      (.sampleDiffers, ["\(count)", found, mapping])
    case .sampleMissing(let mapping, let expected): (.sampleMissing, [mapping, expected])

    // MARK: Ours
    case .unexpected(let reason): (.unexpected, [reason])
    }
  }
}
