extension FindingText {
  /// The words in English, by code.
  static let english: [FindingCode: FindingText] = [
    // MARK: Reading
    .fileUnreadable: FindingText(
      "the file cannot be read: {reason}",
      why: "its tickets would be missing from the merger",
      fix: "check the path and the permissions, then run the same command again"),
    .fileEmpty: FindingText(
      "the file holds no bytes",
      why: "an empty delivery looks like a line without tickets",
      fix: "ask {owner} for the file again; compare its size with the hand-over sheet"),
    .fileNotWhatItSays: FindingText(
      "the file is {found}, and the mapping reads {expected}",
      why: "read as {expected} it would give rows that are not tickets",
      fix: "export it again as {expected}, or use a mapping for what it is"),
    .fileChanged: FindingText(
      "the file was changed while it was read",
      why: "what was read is neither the old file nor the new one",
      fix: "wait until the file is complete, then import it again"),
    .headerNotFound: FindingText(
      "no row of column names among the first {searched} rows",
      why: "columns are taken by name, never by position; without names nothing can be mapped",
      fix: "add this file's names to `source` in fields.csv, or use the mapping that fits"),
    .recordsAboveHeader: FindingText(
      "a record stands above the row of column names",
      why: "sorted or merged by hand, the file has tickets where titles belong; they would be lost",
      fix: "move the row of column names to the top, or ask for the file as it was exported"),
    .headerInside: FindingText(
      "another row of column names, in another order, stands inside the file",
      why: "from here on every value would go under the wrong heading",
      fix: "cut the file in two at this row and import both parts"),
    .bytesUndecodable: FindingText(
      "bytes {found} at offset {offset} are not {charset}",
      why: "a character would be lost or replaced by another",
      fix: "have the record exported again; the bytes are kept in the quarantine"),
    .headerNameTwice: FindingText(
      "the name `{found}` is above {count} columns",
      why: "a mapping that reads it refuses the file: nobody can say which column is meant",
      fix: "have all but one of them renamed in the export"),
    .headerNameNumber: FindingText(
      "the name of column {column} is a number: `{found}`",
      why: "where the names are missing, the first record would be taken for them",
      fix: "make sure that this row holds the names of the columns"),
    .columnUnnamed: FindingText(
      "column {column} has no name, and {count} records have a value in it",
      why: "the values would be missing from the tickets",
      fix: "map it as `#{column}` in fields.csv, or list `#{column}` under `unused` in source.csv"),
    .delimiterTrailing: FindingText(
      "records end in a delimiter that the row of column names does not have",
      why: "each would have one column too many and be quarantined",
      fix: "set `trailing` to `ignore-empty` in source.csv"),
    .encodingForeign: FindingText(
      "the file declares the encoding {found}, which is not read, and its bytes are not UTF-8",
      why: "read in another encoding its characters would become other characters",
      fix: "convert it with `iconv -f {found} -t UTF-8`, or declare `charset` in source.csv"),
    .blankRows: FindingText(
      "{found} blank rows in the file; they are no records",
      why: "the number of rows that another program counts differs by so many",
      fix: "take them off when you compare counts with the sender"),
    .textControls: FindingText(
      "{count} records hold NUL or control characters in their text",
      why: "many programs cut a text there, or show nothing of it",
      fix: "ask for the file again if text is missing; what was delivered is kept as it is"),
    .textReplaced: FindingText(
      "{count} records hold U+FFFD or 锟斤拷: a program before us has lost characters",
      why: "the lost characters, often of a name or an address, are in no byte of the file",
      fix: "ask for an export in UTF-8 or GB18030 made anew; what was delivered is kept as it is"),
    .textMisread: FindingText(
      "{count} records hold text that was read in a wrong charset before it was exported",
      why: "nobody can read it, and a search does not find it",
      fix: "ask for an export in UTF-8 or GB18030 made anew; what was delivered is kept as it is"),
    .quoteNeverClosed: FindingText(
      "a quotation mark is opened and never closed",
      why: "read on, it would swallow the records behind it",
      fix: "double the mark inside the text or close it, then import the record again"),
    .quoteNeverOpened: FindingText(
      "the record breaks off in the middle of a text, and its closing quotation mark comes later",
      why: "read line by line, the lines of the text would pass for records",
      fix: "put the opening mark before the text, then import the record again"),
    .quoteStray: FindingText(
      "{count} records have a field that ends in a quotation mark it never opened",
      why: "a lost delimiter or opening mark shifts the text of one column into the next",
      fix: "look at the records; where a column is wrong, have them exported again"),
    .recordsRecovered: FindingText(
      "{count} records were found within what a damaged record before them would have swallowed",
      why: "they are records by their columns, number and times, but no mark of the file proves it",
      fix: "compare them with the legacy system: a text may quote a line that looks like a record"),
    .recordQuoted: FindingText(
      "{count} records quote what would be a record by itself, the first in line {line}",
      why: "its text may do so, or its end was lost and that of another record took its place",
      fix: "look at the records; where one swallowed others, mend its end and import the file again"
    ),
    .recoveredUnsure: FindingText(
      "the record was found behind damage, and its number or its time of call cannot be read",
      why: "it may be a line of the damaged record's text, and nobody filed it",
      fix: "mend the damaged record before it; waive this one where it is part of that text"),
    .textAfterQuote: FindingText(
      "text follows a closing quotation mark",
      why: "it cannot be told where the field ends",
      fix: "double the marks inside the text, then import the record again"),
    .recordTooLong: FindingText(
      "the record is longer than {limit} bytes",
      why: "a record of this length is nearly always a quotation mark that was never closed",
      fix: "look at the record's first line; close the quotation mark or cut the text"),
    .xmlNotWellFormed: FindingText(
      "the XML stops here: {reason}",
      why: "what follows cannot be told apart from the record that broke",
      fix: "mend the file at this line (an unescaped & or < is the usual cause)"),
    .xmlDoctypeRefused: FindingText(
      "the file has a DOCTYPE",
      why: "a DOCTYPE can pull in other files or grow without end; no export needs one",
      fix: "ask for the file without its DOCTYPE line"),
    .xmlRecordMissing: FindingText(
      "no element <{expected}> in the file",
      why: "the mapping reads one ticket from each <{expected}>; none was found",
      fix: "write the name of the record's element into `record` of the mapping's source.csv"),
    .xmlRecordDamaged: FindingText(
      "the record is no well-formed XML: {reason}",
      why: "its fields cannot be told apart; the records around it were read",
      fix: "mend the record (an unescaped & or < is the usual cause), then import it again"),
    .xmlCutOff: FindingText(
      "the file ends in the middle: {reason}",
      why: "{count} whole records stand before the end, and nobody knows how many are missing",
      fix: "ask the sender for the whole file; compare its size with the hand-over sheet"),
    .xmlRecordNested: FindingText(
      "a <{found}> stands within another <{found}>",
      why: "it cannot be told which fields belong to which ticket",
      fix: "close the outer element before the inner one begins, then import the record again"),

    // MARK: Sheets and numbers
    .sheetColumnUnknown: FindingText(
      "the column `{found}` is not one of this sheet's",
      why: "a mistyped name would silently leave a fact out",
      fix: "write `{nearest}`, or take the column out; the columns are {expected}"),
    .sheetColumnTwice: FindingText(
      "the column `{found}` stands twice in the header",
      why: "it cannot be told which of the two counts",
      fix: "take one of them out"),
    .sheetColumnMissing: FindingText(
      "the column `{expected}` is missing",
      why: "the sheet cannot be used without it",
      fix: "add the column; `unknown` is a legal value where nobody knows"),
    .sheetRowWidth: FindingText(
      "the row has {found} cells, the header {expected}",
      why: "values may stand under the wrong heading",
      fix: "add or take out commas; put text with commas into quotation marks"),
    .sheetCellEmpty: FindingText(
      "the cell `{column}` is empty",
      why: "empty may mean no, none, any or unknown",
      fix: "write {expected}"),
    .sheetValueUnknown: FindingText(
      "`{found}` is not a value of `{column}`",
      why: "a value that no rule knows decides nothing",
      fix: "write `{nearest}`; the values are {expected}"),
    .sheetValueMalformed: FindingText(
      "`{found}` is not {expected}",
      why: "read otherwise than it was meant, it would change a decision or a date",
      fix: "write it as {example}"),
    .sheetKeyTwice: FindingText(
      "`{found}` stands twice",
      why: "two rows would say different things of one {thing}",
      fix: "take one of the two rows out, or make their keys differ"),
    .sheetHeaderMissing: FindingText(
      "the sheet has no {expected} row",
      why: "without it the rows below cannot be understood",
      fix: "write the {expected} row as {example}"),
    .numberMalformed: FindingText(
      "`{found}` is not a telephone number: {reason}",
      why: "a number that nobody can dial reaches nobody",
      fix: "write digits, with the area code where there is one: 12345 or 0757-82100001"),
    .numberScientific: FindingText(
      "`{found}` is a number a spreadsheet has rounded",
      why: "the last digits are lost for good; any guess may be a stranger's number",
      fix: "format the column as text and export it again"),
    .numberSevenDigits: FindingText(
      "the number has seven digits",
      why: "numbers of this area have had eight digits for years; the old ones are out of use",
      fix: "look up today's number of the line"),

    // MARK: Mapping
    .mappingNotFound: FindingText(
      "there is no mapping `{found}`",
      why: "without a mapping no column has a meaning",
      fix: "use one of {expected}, or make the folder Mappings/sources/{found}"),
    .mappingColumnMissing: FindingText(
      "the mapping `{mapping}` needs the column {expected}, and the file has none of these names",
      why: "every ticket of the file would lack `{field}`",
      fix: "add the name the file uses to `source` of {sheet}; the file has: {found}"),
    .mappingCodeTableMissing: FindingText(
      "the code table `{found}` is missing",
      why: "the codes of `{field}` cannot be carried over",
      fix: "make the sheet {expected} with the columns legacy, unified"),
    .fieldMissing: FindingText(
      "`{column}` is empty",
      why: "a ticket cannot be kept without `{field}`",
      fix: "complete the record, or make the field optional in {sheet}"),
    .dateMalformed: FindingText(
      "`{found}` is not a date this mapping knows",
      why: "a guessed date moves a deadline",
      fix: "correct the record, or add its layout to `formats` of {sheet}"),
    .codeUnknown: FindingText(
      "`{found}` is not in the code table {table}",
      why: "12345 would not know what kind of matter, result or state this is",
      fix: "add one row for it to {sheet}"),
    .recordWidth: FindingText(
      "the record has {found} fields, the header {expected}",
      why: "values stand under the wrong heading from some field on",
      fix: "correct the record: a comma too many or too few"),
    .timesOutOfOrder: FindingText(
      "`{later}` is before `{earlier}`",
      why: "a ticket closed before it was opened makes every deadline figure wrong",
      fix: "correct one of the two times in the record"),
    .keyConflict: FindingText(
      "the ticket number comes twice in this delivery with different content",
      why: "it cannot be told which of the two is the ticket",
      fix:
        "correct one number, or write last-wins for `repeated` in {sheet} if the later one is newer"
    ),
    .lineUnknown: FindingText(
      "the line `{found}` is not in the register",
      why: "tickets of a line nobody decides on would be in the ledger without an owner",
      fix: "add the line to {register}, or write `{nearest}`"),
    .lineProtected: FindingText(
      "{found} is a protected number",
      why: "emergency lines are outside the merger; nothing of theirs is imported or changed",
      fix: "leave the file alone; no setting changes this"),
    .phoneMalformed: FindingText(
      "`{found}` is not a telephone number: {reason}",
      why: "12345 cannot call the citizen back on it",
      fix: "correct the record, or write keep for `otherwise` of this field in {sheet}"),
    .flagMalformed: FindingText(
      "`{found}` is neither yes nor no",
      why: "an answer that is guessed is worse than none",
      fix: "correct the record, or map the value with a code table"),
    .columnsAdded: FindingText(
      "the file has columns the mapping does not use: {found}",
      why: "what they hold is not carried over",
      fix:
        "add a row to {sheet} where a ticket field fits them, or name them under `unused` in {settings}"
    ),
    .columnRenamed: FindingText(
      "`{found}` stands where earlier deliveries had `{expected}`",
      why: "the legacy system renamed a column; the mapping knows both names",
      fix: "nothing; ask {owner} if the meaning changed with the name"),

    .columnTwice: FindingText(
      "the file has the column `{found}` twice",
      why: "it cannot be told which of the two the mapping means",
      fix: "take one of them out, or give it another name"),
    .outsideLife: FindingText(
      "`{found}` is outside the days on which the number was this line's: {expected}",
      why: "a number that was issued again belongs to another line on that day",
      fix: "import the record for the line that held the number then, or correct the register"),
    .skipColumnMissing: FindingText(
      "`skip` names the column `{found}`, which the file does not have",
      why: "rows that are no tickets would be taken for tickets",
      fix: "correct the name in {sheet}, or take the row out"),
    .dateAmbiguous: FindingText(
      "`{found}` may be {first} or {other}",
      why: "a day and a month that changed places move the ticket and its deadlines",
      fix: "correct the record, or leave one of the layouts out in {sheet}"),
    .codeAmbiguous: FindingText(
      "`{found}` is both {first} and {other} by the conditions of the code table {table}",
      why: "the ticket would be counted as something that it may not be",
      fix: "make the conditions in {sheet} shut each other out"),
    .listMalformed: FindingText(
      "the list in `{column}` cannot be taken apart: {reason}",
      why: "an entry whose parts changed places says something else of the ticket",
      fix: "correct the record, or the form of the list in {sheet}"),
    .patternMissed: FindingText(
      "the pattern should find one thing in `{column}`, and finds {found}",
      why: "a guess may be a stranger's number, or another ticket's",
      fix:
        "correct the record, make the pattern in {sheet} stricter or wider, or change `otherwise`"
    ),
    .columnsRival: FindingText(
      "the file has both `{found}` and `{other}`, and the mapping takes them for one column",
      why: "it cannot be told which of the two fills `{field}`",
      fix: "leave one name in {sheet}, and add a step `first-of` or `join` if both are wanted"),
    .columnAbsent: FindingText(
      "the file has no column `{expected}`",
      why: "`{field}` stays empty in all tickets of the file; the mapping allows it",
      fix: "nothing; ask for the column if earlier deliveries had it"),
    .numberUnfit: FindingText(
      "what stands in `{column}` cannot be one ticket number",
      why: "it is too long or runs over a line end, as where two tickets were put into one record",
      fix: "split or correct the record, or take the number out of it by a step"),
    .columnsRefused: FindingText(
      "the file has columns that nobody knows: {found}",
      why: "what they hold would not be carried over, and this mapping wants to be asked",
      fix: "add a row to {sheet}, or name them under `unused` in {settings}"),

    // MARK: Policy
    .policyMissing: FindingText(
      "there is no policy in {found}",
      why: "without rules every line stays undecided",
      fix: "name a folder with decision sheets, such as Mappings/policy/foshan-2021"),
    .conditionEmpty: FindingText(
      "the cell `{column}` is empty",
      why: "empty could mean any value, none, or forgotten",
      fix: "write `-` for any value, or the values meant"),
    .conditionValueUnknown: FindingText(
      "`{found}` is not a value of `{column}`",
      why: "a rule that asks for it never matches; the lines it was meant for stay undecided",
      fix: "write `{nearest}`, or add the value to the domain; the domain has: {expected}"),
    .intervalMalformed: FindingText(
      "`{found}` in `{column}` is not a span of numbers",
      why: "read wrongly it would move the limit between two modes",
      fix: "write one of `300`, `<300`, `>=3000`, `[0..300)`, `[300..$HIGH)`, `null`"),
    .intervalOutside: FindingText(
      "no value of `{column}` lies in `{found}`",
      why: "the rule never matches",
      fix: "write a span within: {expected}; `[a..b)` needs a below b"),
    .parameterUnknown: FindingText(
      "the parameter `${found}` is not declared",
      why: "the rule has no limit to compare with",
      fix: "write `${nearest}`, or add a row `{found}` to parameters.csv"),
    .ruleTwice: FindingText(
      "two rules are called `{found}`",
      why: "a decision that names the rule would point at both",
      fix: "rename one of them; names of rules are never reused"),
    .outputValueUnknown: FindingText(
      "the rule gives `{found}`, which is not a value of `{column}`",
      why: "what follows the rule would not know this value",
      fix: "write `{nearest}`, or add the value to the domain; the domain has: {expected}"),
    .domainMalformed: FindingText(
      "`{found}` is not a domain for `{column}`",
      why: "without a domain the table cannot be proven",
      fix: "write `a|b|c`, `text`, `number>=0` or `number>=0?`"),
    .hitPolicyUnknown: FindingText(
      "the hit policy `{found}` is not known",
      why: "it decides which rule counts where several match",
      fix: "write {expected}"),
    .columnRoleUnknown: FindingText(
      "a column has the role `{found}`",
      why: "it cannot be told whether the column asks, answers or remarks",
      fix: "write one of: {expected}"),
    .tableColumnTwice: FindingText(
      "two columns are called `{found}`",
      why: "it cannot be told which of them holds",
      fix: "rename or delete one of them"),
    .tableWithout: FindingText(
      "the table `{table}` has no {found}",
      why: "a table without it decides nothing",
      fix: "add at least one {found}"),
    .tableTwice: FindingText(
      "two tables are called `{found}`",
      why: "a decision that names the table would point at both",
      fix: "rename one of them, or take the older sheet out of the folder"),
    .ruleGap: FindingText(
      "no rule of `{table}` answers: {found}",
      why: "a line with these facts would be left without a decision",
      fix: "add a rule for it, or widen one; for a person to decide, give a question code. "
        + "A row to begin with: {row}"),
    .ruleOverlap: FindingText(
      "rules {rules} of `{table}` all answer: {found}",
      why: "a line with these facts would have two decisions",
      fix: "narrow the rules until only one answers. What they share, as a row: {row}"),
    .tableNotProven: FindingText(
      "the table `{table}` is not proven: given up after {regions} regions",
      why: "a gap or a contradiction could stand in it unseen",
      fix: "raise --budget, split the table, or shorten its domains"),
    .tablesInCircle: FindingText(
      "the tables {found} wait for each other",
      why: "none of them can be asked first",
      fix: "take one of the columns out that close the circle"),
    .outputTwice: FindingText(
      "two tables give `{found}`",
      why: "a line would have two answers to one question",
      fix: "rename one of the outputs"),
    .valueNotAccepted: FindingText(
      "`{column}` can be `{found}`, and the table that asks for it does not expect that",
      why: "the answer of one table would fall through the next",
      fix: "add `{found}` to the domain here, with a rule for it; the domain has: {expected}"),
    .factUnknown: FindingText(
      "no line has a fact called `{found}`",
      why: "the table could never be asked",
      fix: "write `{nearest}`, or let another table give it; lines have: {expected}"),
    .factValueMissing: FindingText(
      "the register may say `{found}` for `{column}`, and the table does not expect that",
      why: "a line with this fact could not be decided",
      fix: "add `{found}` to the domain, with a rule for it"),
    .outcomeMissing: FindingText(
      "no table gives `{found}`",
      why: "a decision without it is not complete",
      fix: "add an output column called `{found}`"),
    .outcomeUnknown: FindingText(
      "`{found}` is not something that can be decided as `{column}`",
      why: "nobody downstream knows what to do with it",
      fix: "write `{nearest}`; what can be decided: {expected}"),
    .ruleNeverMatches: FindingText(
      "rule {found} of `{table}` never matches",
      why: "no facts lead to it; it may hide a mistake in an earlier table",
      fix: "delete the rule, or look why the values it asks for never come"),
    .hiddenGuess: FindingText(
      "rule {rule} of `{table}` answers {column} = {value} while {fact} is not known: {found}",
      why: "for {fact} {known} the answer would be {expected}; the rule guesses, and a line with "
        + "{witness} would be merged on a guess",
      fix: "split the rule and leave this part to a person; a row to begin with: {row}"),
    .needlessQuestion: FindingText(
      "rule {rule} of `{table}` asks a person although {fact} changes nothing: {found}",
      why: "whatever {fact} is, the answer is {column} = {expected}; people are asked for nothing",
      fix: "let the rule answer; a row to begin with: {row}"),
    .invariantBroken: FindingText(
      "invariant {found} does not hold in {count} combinations of facts: {value}",
      why: "what must always hold ({clause}) would not for a line with {witness}",
      fix: "correct the rule that gives this answer; where the invariant is wrong, correct its row"),
    .invariantIdle: FindingText(
      "invariant {found} says nothing: no facts meet its condition",
      why: "it looks like a safeguard and guards nothing",
      fix: "correct its `when`, or delete the row"),
    .ruleMasked: FindingText(
      "rule {found} of `{table}` never answers: {rules} go before it ({expected})",
      why: "a row that looks like a decision decides nothing; a case is {witness}",
      fix: "delete {found}, or put it before {rules}"),
    .ruleMisleading: FindingText(
      "rule {found} of `{table}` does not answer all it asks for: {rules} go before it ({expected})",
      why: "for {value} another output is given than the row says; a case is {witness}",
      fix: "take these facts out of the conditions of {found}"),
    .ruleDuplicate: FindingText(
      "rules {rules} of `{table}` ask exactly the same",
      why: "one of them is too many, and later only one of them will be changed",
      fix: "delete one of them"),
    .ruleSubsumed: FindingText(
      "all that rule {found} of `{table}` asks for, {rules} asks for too",
      why: "the wider rule answers wherever the narrower one does",
      fix: "take the narrower case out of {rules}, or delete {found}"),
    .rulesMergeable: FindingText(
      "rules {rules} of `{table}` answer the same and differ in `{column}` alone",
      why: "two rows must be kept in step where one would do",
      fix: "make one row of them, with `{column}` {value}"),
    .columnUnasked: FindingText(
      "no rule of `{table}` asks about `{column}`",
      why: "the fact has to be gathered for every line and changes nothing",
      fix: "take the column out, or give a rule a condition on it"),
    .graphNotProven: FindingText(
      "the tables together are too large to be gone through",
      why: "a guess or a broken invariant could stand in them unseen",
      fix: "raise --budget, split a table, or shorten its domains"),
    .parameterUnsigned: FindingText(
      "nobody has signed {found} = {value}",
      why: "the limit decides which numbers are cancelled, and no document sets it",
      fix: "have it decided; fill in signed_by, signed_on, document here; used by: {expected}"),
    .parametersOutOfOrder: FindingText(
      "LOW = {found} is above HIGH = {expected}",
      why: "a line could be rarely called and busy at once",
      fix: "write a LOW that is below HIGH"),
    .certaintyUnknown: FindingText(
      "`{found}` is not a mark of certainty",
      why: "nobody could tell how sure the rule is",
      fix: "write `{nearest}`; the marks are: {expected}"),
    .questionMissing: FindingText(
      "rule {rule} asks `{found}`, and no question has that code",
      why: "the person who must decide would not know what is asked",
      fix: "add a row `{found}` to questions.csv"),
    .policyTouchesProtected: FindingText(
      "by these rules {found} could become {column} = {value}",
      why: "an emergency call could reach nobody",
      fix: "let {found} always lead to EXCLUDED_EMERGENCY and untouched; no flag turns this off"),
    .policyTouchesUndecided: FindingText(
      "rule {rule} gives {column} = {value} for lines decided as {found}",
      why: "a line that nobody decided to merge would be changed",
      fix: "write {expected}"),
    .designationsDisagree: FindingText(
      "two documents of one rank say of {found}: {value} and {expected}",
      why: "the number would have two policies on the same day",
      fix: "end the validity of the older one, or give the higher document its rank"),
    .rulingMissing: FindingText(
      "nobody has ruled on {found}",
      why: "there is nothing to take back; the rules decide already",
      fix: "look at `hotline number history {found}`"),
    .annexDisagrees: FindingText(
      "the register says annex `{found}`, and {document} says `{expected}`",
      why: "one of the two is wrong, and the number would be merged by it",
      fix: "correct the register, or the row of the designation sheet"),
    .noRuleMatches: FindingText(
      "no rule of `{table}` answers: {found}",
      why: "the line stays without a decision",
      fix: "add a rule for these facts"),
    .severalRulesMatch: FindingText(
      "more than one rule of `{table}` answers: {found}",
      why: "the line would have two decisions",
      fix: "narrow the rules until only one answers"),
    .factOutsideDomain: FindingText(
      "the line says `{column}` is `{found}`",
      why: "the table `{table}` has no rule for it",
      fix: "write `{nearest}`; the table has: {expected}"),
    .factNotGiven: FindingText(
      "the line says nothing about `{column}`",
      why: "the table `{table}` cannot be asked without it",
      fix: "fill in `{column}`; write unknown where nobody knows"),
    // MARK: Decision models
    .modelNotReadable: FindingText(
      "the decision model cannot be read: {reason}",
      why: "half a model would decide otherwise than the whole",
      fix: "mend the XML at this line, or export the model again"),
    .modelDoctypeRefused: FindingText(
      "the decision model has a DOCTYPE",
      why: "entities can read other files and fill the memory, so none is ever read",
      fix: "take the DOCTYPE out; no decision model needs one"),
    .modelRootUnknown: FindingText(
      "the file begins with {found}, expected {expected}",
      why: "it is no decision model, and nothing in it can be asked",
      fix: "name a file that was exported as DMN"),
    .modelIdentifierTwice: FindingText(
      "two elements of the model have the id {found}",
      why: "a requirement could mean either of them",
      fix: "give each element its own id"),
    .modelInCircle: FindingText(
      "these require each other: {found}",
      why: "none of them could ever be decided",
      fix: "take one of the requirements away"),
    .modelImportMissing: FindingText(
      "no file beside the model has the namespace {found}",
      why: "what the model imports would be null in every decision",
      fix: "put the imported model into the same folder"),
    .modelOutsideSheets: FindingText(
      "no sheet can say this: {found}",
      why: "what cannot be said in sheets cannot be proven, and would not be used for routing",
      fix: "write it as a UNIQUE table of words, numbers, intervals, lists, not(…) and null"),
    .kitWithoutCases: FindingText(
      "there are no test cases in {found}",
      why: "a kit that runs nothing proves nothing",
      fix: "name a folder of suites with *-test-*.xml, or loosen --suite"),

    // MARK: Routing
    .protectedTouched: FindingText(
      "{found} is protected, and this row would touch it",
      why: "a call for help would be sent elsewhere, or stray calls would fill an emergency desk",
      fix: "take the row out; no setting changes this"),
    .lineNotToBeRouted: FindingText(
      "{found} is {mode}, and this row would give it a route",
      why: "what is not to be merged keeps its present route; a row here would divert its calls",
      fix: "take the row out, or have the line decided first"),
    .routedLineUnknown: FindingText(
      "no decided line is called `{found}`",
      why: "a mistyped line would silently keep its old route on the day of the cutover",
      fix: "write the line as the register calls it; the later life of a number is number@first-day"
    ),
    .lineWithoutPhases: FindingText(
      "{found} is {mode}, and no row says when it is cut over",
      why: "without a date it gets no route; calls go where they go today",
      fix: "add a row for {found} to phases.csv with its cutover"),
    .ownSetMissing: FindingText(
      "{found} keeps its desks, and no target set is named for them",
      why: "without its desks it gets no route; calls go where they go today",
      fix: "name a set of targets.csv in `set` of this row"),
    .announcementMissing: FindingText(
      "{found} has a grace_end and no announcement",
      why: "callers would not learn that the number ends; the line gets no route until then",
      fix: "name an announcement of announcements.csv in this row"),
    .phasesOutOfOrder: FindingText(
      "the dates of {found} do not rise from cutover over grace_end to retire",
      why: "a number could be cancelled before its callers have heard of it",
      fix: "correct the dates; a retire needs a grace_end before it"),
    .nameUnknown: FindingText(
      "there is no {thing} `{found}`",
      why: "calls would be sent to nobody",
      fix: "write a name that stands in {sheet}, or add it there"),
    .rowsDisagree: FindingText(
      "`{column}` of {thing} is {found} here and {expected} above",
      why: "it cannot be told which of the two holds",
      fix: "write the same value in all rows of {thing}"),
    .calendarTooShort: FindingText(
      "{found} is outside the working-day calendar, which knows {expected}",
      why: "a guessed holiday is an unstaffed desk",
      fix: "add the year's days to the calendar as the State Council announced them"),
    .platformQueueMissing: FindingText(
      "no queue of kind platform is named for 12345",
      why: "every merged line ends there; without it no call would be answered",
      fix: "add the line 12345 to phases.csv with its set of targets.csv"),
    .phaseOutsideLife: FindingText(
      "{found} lies outside the days on which the number is {line}'s",
      why: "the number is nobody's or somebody else's then; nothing of the line holds that day",
      fix: "correct the date here, or valid_from and valid_to in the register"),
    .callPathOpen: FindingText(
      "how the calls of {found} go is not decided",
      why: "without knowing what becomes of the desks a route could reach nobody",
      fix: "answer the question of `hotline policy ask`; until then its route stays as it is"),
    .routesOverlap: FindingText(
      "{line} and {other} both have a route for {found} at one time",
      why: "it could not be told which of the two a call belongs to",
      fix: "correct valid_from and valid_to of the two lines"),
    .hoursDiffer: FindingText(
      "the desks `{found}` of {line} are open {hours}, the register says {expected}",
      why: "where the register is right, calls ring at closed desks before 12345 takes them",
      fix:
        "ask the unit, then correct `hours` of {found} in targets.csv or of {line} in the register"),
    .platformLater: FindingText(
      "{found} is cut over at {at}, before 12345 is at {expected}",
      why: "until then calls to {found} go on to 12345, which the table does not serve yet",
      fix: "let 12345's cutover in phases.csv be the first"),
    .addressIsRouted: FindingText(
      "the address `{found}` of {set} dials {number}, a number of this table",
      why: "a call sent there would come back into the table, or go round for ever",
      fix: "give the address under which the desks themselves are reached"),
    .callLost: FindingText(
      "calls to {found} end `{disposition}`: {interval}",
      why: "the citizen reaches nobody",
      fix: "correct hours, target or phase of {line} in the routing sheets"),
    .callLoops: FindingText(
      "calls to {found} come back to where they have been: {path}",
      why: "the call is cut off, or fills the lines until they are",
      fix: "let the path end at desks"),
    .pathTooLong: FindingText(
      "calls to {found} go through more than {limit} numbers: {path}",
      why: "carriers and switches cut such a call off",
      fix: "send the calls to the last number at once"),
    .divertedTwice: FindingText(
      "calls to {found} are diverted more than once: {path}",
      why: "carriers refuse a second diversion; the call would end there",
      fix: "divert the number straight to where its calls end"),
    .protectedCovered: FindingText(
      "the protected number {found} is touched by {thing}",
      why: "a call for help would be sent elsewhere, or stray calls would fill an emergency desk",
      fix: "take {thing} out; no setting changes this"),
    .partMissing: FindingText(
      "{line} names the {thing} `{found}`, and there is none",
      why: "calls would be sent to nobody",
      fix: "correct the name, or add the {thing}"),
    .setWithoutAddress: FindingText(
      "{line} sends calls to the set `{found}`, of which no address is enabled",
      why: "calls would be sent to nobody",
      fix: "enable an address of {found} in targets.csv, or name another set"),
    .planWithoutEnd: FindingText(
      "the last step of the plan `{found}` of {line} does not hold at every hour",
      why: "outside its hours no step takes the call",
      fix: "end the plan with a step without hours, such as 12345"),
    .partUnused: FindingText(
      "no route uses the {thing} `{found}`",
      why: "a name mistyped elsewhere leaves such a part over; calls would miss it",
      fix: "use it in phases.csv, or take it out"),
    .switchCannotSay: FindingText(
      "{format} cannot say `{found}`: {reason}",
      why: "said approximately, it would send calls elsewhere",
      fix: "change the row so that {expected}"),
    .serviceGap: FindingText(
      "{found} ({mode}) has no staffed desk: {interval}",
      why: "a citizen who calls then reaches nobody",
      fix: "give the set these hours in targets.csv, or let the call go on to 12345"),
    .stepShadowed: FindingText(
      "plan {found}: step {step} {reason}",
      why: "which step is taken would depend on the order of the rows",
      fix: "make the hours of the steps apart"),
    .servedOtherwise: FindingText(
      "{found} is not served as 12345 is: {interval}",
      why: "two numbers with one promise would be answered differently",
      fix: "let it go on to 12345, or to its own desks with overflow to 12345"),
    .subCenterEdge: FindingText(
      "sub-center {found}: {reason}",
      why: "a call between 12345 and the sub-center could reach nobody",
      fix: "mend the line's row in phases.csv and its set in targets.csv"),
    .stageGap: FindingText(
      "{found}: {reason}",
      why: "between two stages a call would reach nobody, or the wrong one",
      fix: "make each stage end where the next begins: forwarded, announced, cancelled"),
    .graceTooShort: FindingText(
      "{found} is forwarded for {days} days only, {minimum} are the least",
      why: "citizens would lose the number they know too early",
      fix: "set grace_end in phases.csv later, or change grace_minimum_days in checks.csv"),
    .cancelledReachesSeat: FindingText(
      "{found} is given up and still reaches {set}: {interval}",
      why: "a desk that is being closed would get calls",
      fix: "let the number be forwarded to 12345 from its cutover on"),
    .numberNotApproved: FindingText(
      "{found} has a route and is not in the register",
      why: "calls of a number nobody decided on would be moved",
      fix: "add the line to the register and decide on it, or take its row out"),
    .formsClash: FindingText(
      "{found} is dialled for {number} and for {other}",
      why: "the switch keeps one row of the two and sends the other line's calls there",
      fix: "give one of the lines another number"),
    .prefixCovers: FindingText(
      "{found} begins with {other}, which has a route of its own",
      why:
        "a switch that matches prefixes takes the one for the other where its table has no end mark",
      fix: "print for such a switch only in the form with the end mark `#`"),
    .changeUnexplained: FindingText(
      "{found} changes from {before} to {after} and nobody has said why: {interval}",
      why: "a change nobody ordered reaches citizens",
      fix: "name the number in changes.csv with its checklist item, or undo the change"),
    .seatsShort: FindingText(
      "{found}: {hours} need {needed} seats, there are {seats}",
      why: "more than 5 in 100 callers would wait too long",
      fix: "add seats in these hours, or let fewer lines land there"),
    .legacyNumberLost: FindingText(
      "the desk was not told that {found} was dialled: {landed}",
      why: "statistics by old line and the words of the agent would be wrong",
      fix: "let the switch pass on X-Legacy-Called or Diversion"),
    .changeInFreeze: FindingText(
      "{found} changes at {at}, within the frozen time {interval}",
      why: "in frozen times nobody is there to turn back",
      fix: "move the date in phases.csv out of the frozen time"),
    .singleFault: FindingText(
      "with {member} down {found} loses calls ({disposition}): {interval}",
      why: "one machine that fails would cut a line off",
      fix: "give {set} a second address, or an overflow to 12345"),
    .callLandedElsewhere: FindingText(
      "{found} at {at} landed at `{landed}`, the model says {expected}",
      why: "the switch does something else than what was proven",
      fix: "do not make this table live; compare the switch's script and tables with the delivery"),
    .snapshotDamaged: FindingText(
      "the snapshot {found} is not what its name says",
      why: "a snapshot that was changed proves nothing",
      fix: "build it anew; never edit a snapshot"),
    .snapshotMissing: FindingText(
      "there is no snapshot {found}; there are {expected}",
      why: "there is nothing to compare with",
      fix: "name one of them, or run `hotline route build`"),
    .switchDiffers: FindingText(
      "the printed table does not read back: {reason}",
      why: "the switch would do something else than what was checked",
      fix: "write the table again; do not edit printed files"),

    // MARK: Checklists
    .checklistTemplateUnknown: FindingText(
      "the decision on {line} names the checklist template `{found}`, and there is none",
      why: "nobody would be told what to do before the line is merged",
      fix: "write one of {expected} into the policy's disposition table"),
    .checklistTemplateMisfit: FindingText(
      "the template {found} is not for {line}, which is {mode}",
      why: "the tasks would cancel a number that stays, or keep one that goes",
      fix: "name the template of that mode in the policy's disposition table"),
    .checklistItemUnknown: FindingText(
      "item {item} waits for `{found}`, which the template does not have",
      why: "the item could never be signed",
      fix: "write numbers of this template's items, joined by |, or add the item"),
    .checklistCycle: FindingText(
      "items {found} wait for each other in a circle",
      why: "none of them could ever be signed",
      fix: "take one of the numbers out of `depends_on`"),
    .checklistOwnerUnknown: FindingText(
      "`{found}` is not a unit that may be responsible",
      why: "a task of nobody is done by nobody",
      fix: "write one of {expected}, or add the unit to {sheet}"),
    .checklistOrder: FindingText(
      "item {later} does not wait for item {earlier}",
      why: "in the other order calls or tickets are lost",
      fix: "write {earlier} into `depends_on` of item {later}; no setting turns this rule off"),
    .checklistWindowShort: FindingText(
      "the number is cancelled {found} working days after the cut-over, before the announcement"
        + " window of {expected} is over",
      why: "callers who do not know yet reach nobody",
      fix: "count `due_days` of item 13 from item 11, {expected} or more"),
    .checklistDueTooEarly: FindingText(
      "item {item} is due before item {found}, which it waits for",
      why: "the earlier date can never be kept",
      fix: "move `due_days` of one of the two"),
    .checklistAnchorNotBefore: FindingText(
      "the date of item {item} counts from item {found}, which it does not wait for",
      why: "the date could come before the work it counts from",
      fix: "write {found} into `depends_on` too, or count from cutover, deadline or start"),
    .checklistTaskForbidden: FindingText(
      "the template {template} holds item {item}, which changes where calls go",
      why: "lines of this template are not merged; their numbers are not ours to change",
      fix: "take item {item} out"),
    .checklistTaskMissing: FindingText(
      "the template {template} has no item {item}",
      why: "a step without which calls or tickets are lost would be nobody's",
      fix: "add item {item}"),
    .checklistWindowUnmeasured: FindingText(
      "the date on which the number is cancelled does not count from the cut-over",
      why: "it cannot be told whether the announcement window of {expected} working days is over",
      fix: "write 11 into `due_from` of item 13, and {expected} or more into `due_days`"),

    // MARK: Store
    .ledgerLocked: FindingText(
      "another run is writing to this ledger",
      why: "two writers at once could count a ticket twice",
      fix: "wait for it to end, then run the same command again"),
    .ledgerMissing: FindingText(
      "no workspace here: {found} does not exist",
      why: "tickets and decisions need a ledger to go to",
      fix: "run hotline init DIR, or name the workspace with -C DIR"),
    .ledgerDamaged: FindingText(
      "the ledger does not fit together: {found}",
      why: "what it says of tickets can no longer be trusted",
      fix: "restore the workspace from its last backup, then import again"),
    .ledgerNewer: FindingText(
      "a newer version of the program has written this ledger",
      why: "this version does not know all that stands in it, and could undo it",
      fix: "use the newer version; hotline --version says which this one is"),
    .booksOpen: FindingText(
      "the books of {file} do not close: {found}",
      why: "a record is lost or counted twice",
      fix: "nothing was kept of this file; report it with the file's fingerprint"),
    .interrupted: FindingText(
      "stopped before the end, as asked for",
      why: "the file under way was rolled back; files before it were taken in whole",
      fix: "run the same command again; it continues with the file it was at"),
    .outputExists: FindingText(
      "{found} is there already",
      why: "a delivery that is overwritten cannot be compared any more",
      fix: "name a new folder, or say --replace"),
    .outputUnwritable: FindingText(
      "{found} cannot be written: {reason}",
      why: "half a file would look like a whole one; it was taken away again",
      fix: "make room or correct the permissions, then run the same command again"),

    // MARK: Drafts, quarantine, batches
    .mappingFieldUnfilled: FindingText(
      "no column fills `{field}`",
      why: "reports and checks need it of every ticket",
      fix: "add a row for it to {sheet}, or leave it out knowingly"),
    .mappingColumnShared: FindingText(
      "the column `{found}` fills both `{first}` and `{field}`",
      why: "one of the two may have been meant for another column",
      fix: "check both rows; nothing to do where it is meant"),
    .mappingCodesOpen: FindingText(
      "the list {found} holds codes that nobody has decided",
      why: "records with these codes go to quarantine",
      fix: "write the unified codes into the code table beside it, then take the list away"),
    .mappingCodesUnused: FindingText(
      "no field uses the code table `{found}`",
      why: "codes may go over by another table than people think",
      fix: "name it in `codes` of {sheet}, or take it away"),
    .mappingExists: FindingText(
      "there is a mapping `{found}` already",
      why: "a draft must not overwrite what people have worked on",
      fix: "choose another name, or take the folder away"),
    .quarantineUnknown: FindingText(
      "there is no record `{found}` in quarantine",
      why: "a mistyped name could close the wrong record",
      fix: "hotline quarantine list shows their names"),
    .quarantineNotOpen: FindingText(
      "the record {found} is {state}, not open",
      why: "what is decided must not be decided again without a trace",
      fix: "hotline quarantine show {found} says what became of it"),
    .headerUnknown: FindingText(
      "the columns of {found} are not in the ledger",
      why: "without its header a record cannot be read again",
      fix: "import the file once more: nothing is counted twice, and its header is kept"),
    .batchUnknown: FindingText(
      "there is no batch `{found}`",
      why: "a mistyped name could touch another delivery",
      fix: "hotline batch list shows their names"),
    .batchNeeded: FindingText(
      "{found} cannot be undone: {later} changed, repaired or found again {count} of its records",
      why: "what came later would be left without what it rests on",
      fix: "undo {later} first, or add --with-later"),
    .batchUndone: FindingText(
      "the batch {found} is {state}",
      why: "a batch can be undone only once",
      fix: "hotline batch show {found} says what became of it"),
    .repairColumnsMissing: FindingText(
      "the file has no column `{expected}`",
      why: "without it nobody knows which record was repaired",
      fix: "use the file that hotline quarantine export wrote, and keep its last three columns"),
    .repairStale: FindingText(
      "the ledger holds a ticket `{found}` that this record would replace",
      why: "a repaired old record must not overwrite a newer or another ticket",
      fix: "correct the ticket number, or waive the record: hotline quarantine waive {id}"),
    .totalsDiffer: FindingText(
      "handed over {expected}, found {found}",
      why: "a difference that nobody explains is a lost or a doubled ticket",
      fix: "compare the files of this part with the hand-over sheet; look at what is in quarantine"),
    .segmentMissing: FindingText(
      "the segment {found} is not there or its bytes have changed: {reason}",
      why: "its tickets can no longer be handed over as they came in",
      fix: "restore it from a backup, or import its file again after hotline batch undo {batch}"),
    .catalogueWrong: FindingText(
      "the catalogue says {found} lies at byte {offset} of {segment}, and it does not",
      why: "a ticket that cannot be found is a lost ticket",
      fix: "restore the ledger from a backup, and report this"),
    .auditBroken: FindingText(
      "the audit entry {found} does not carry the hash of the one before it",
      why: "somebody may have changed what was done",
      fix: "keep the ledger as it is, and compare it with a backup"),
    .dialectsMixed: FindingText(
      "the records come from files with different columns: {found}",
      why: "one file can have one header only",
      fix: "name one of them with --file"),
    .auditKeyUnusable: FindingText(
      "the audit key {found} cannot be used: {reason}",
      why: "entries that nobody sealed could be anybody's",
      fix: """
        restore the key's file (mode 600), or name it in HOTLINE_AUDIT_KEY; where it is lost, \
        hotline ledger seal --because … --by … goes on with a new key
        """),
    .sealBroken: FindingText(
      "the audit entry {found} is not sealed by the ledger's key: {reason}",
      why: "somebody without the key has written or changed it",
      fix: "keep the ledger as it is, and compare it with a backup and with earlier manifests"),
    .auditUnsealed: FindingText(
      "the audit trail is not sealed",
      why: "whoever can write to the folder can also write another history",
      fix: "hotline ledger seal makes a key outside the workspace"),
    .sealUnchecked: FindingText(
      "seals were not checked: {reason}",
      why: "a history that somebody rewrote would not be noticed",
      fix: "check again where the key is kept"),
    .fileSetAside: FindingText(
      "{found} is not in the catalogue and was moved to {target}",
      why: "it may be all that is left of somebody's tickets, or what a killed run left",
      fix: "where the last run was not killed, compare it with a backup before you take it away"),
    .headNotKept: FindingText(
      "the change is in the ledger, but {found} could not be written: {reason}",
      why: "until it is, nobody would notice if this change were lost",
      fix: "mend the disk; the next command that writes to the ledger writes it"),
    .keyFileMissing: FindingText(
      "the key file {found} is not there or its bytes have changed: {reason}",
      why: "without it an import would take known tickets for new ones",
      fix: "restore it from a backup: hotline ledger check names all that are damaged"),
    .keyFilesNotMerged: FindingText(
      "the key files of {line} could not be merged: {reason}",
      why: "nothing is lost, but imports become slower with the number of key files",
      fix: "make room on the disk; the next import of the line merges them"),
    .undoneUnknown: FindingText(
      "{found} was undone, and which tickets it had brought could not be read: {reason}",
      why: "whoever was handed them is not told that they stand no longer; deltas are refused",
      fix: "hand everything over once: leave `--since` out"),
    .ledgerShared: FindingText(
      "ledger.db has {found} names on the disk (hard links)",
      why: "what is written here would change the other one too: a copy, or another workspace",
      fix: "give this workspace a file of its own: cp ledger.db own.db, then mv own.db ledger.db"),
    .headDiffers: FindingText(
      "the ledger is not the one that {found} was made of: {reason}",
      why: "what was handed over or backed up then is not in its history",
      fix: "restore the ledger from a backup made since, and report this"),
    .purposeMissing: FindingText(
      "clear text needs {expected}",
      why: "whoever sees citizens' data in clear answers for it, and for what it was needed",
      fix: "name who looks with --by and what for with --because"),
    .batchInterrupted: FindingText(
      "the batch {found} of {line} was interrupted: files in the ledger {count}, mapping {mapping}",
      why: "what came on top of half a delivery could neither be undone nor handed over by itself",
      fix:
        "run the command that was interrupted again, it continues {found}; or import with --resume, "
        + "which closes {found} with the files it has; or take it back: hotline batch undo {found}"),
    .repairRepeated: FindingText(
      "another row of this file repairs the record {found}, too",
      why: "one record is one ticket",
      fix: "keep one of the rows"),
    .sampleDiffers: FindingText(
      "{count} values of the sample {found} are not what is expected",
      why: "the mapping does something else than when the sample was checked",
      fix:
        "mend the sheets; or look at the differences and run hotline mapping test {mapping} --update"
    ),
    .sampleMissing: FindingText(
      "the mapping {mapping} has no sample that shows what it should do",
      why: "nobody notices when a change of a sheet changes tickets",
      fix:
        "put a small fictitious file into {expected}, then run hotline mapping test {mapping} --update"
    ),
    .waiverEmpty: FindingText(
      "a waiver needs {expected}",
      why: "a record left out without a name and a reason looks like a lost one",
      fix: "give both --because and --by"),

    .deliveryFileMissing: FindingText(
      "{found} is listed and not there",
      why: "whoever loads the delivery would miss what is in it",
      fix: "fetch the delivery again, all of it"),
    .deliveryFileDiffers: FindingText(
      "{name} is not the file that was handed over: its SHA-256 is {found}, listed is {expected}",
      why: "at least one byte was changed on the way; nobody can say which ticket it hit",
      fix: "fetch the file again; do not load this one"),
    .deliveryFileUnlisted: FindingText(
      "{found} is in the folder and in no list",
      why: "it did not come with the delivery",
      fix: "take it away before the delivery is loaded"),
    .deliveryListMalformed: FindingText(
      "`{found}` is not a line of a list of hashes",
      why: "what the list says of its files can no longer be trusted",
      fix: "fetch the delivery again"),
    .deliveryUnreadable: FindingText(
      "the file does not hold what its format says: {found}",
      why: "its tickets cannot be counted, so nobody can say that all are there",
      fix: "fetch the file again; if it is as it was made, tell us"),
    .deliveryTotalsDiffer: FindingText(
      "the manifest says {expected}, the tickets say {found}",
      why: "manifest and tickets are not of one delivery",
      fix: "fetch the whole delivery again; do not load this one"),
    .deliveryValueUnknown: FindingText(
      "the value of `{field}` in ticket {number} is none that the schema knows",
      why: "the platform would refuse the ticket, or take it for something else",
      fix: "fetch the delivery again; if it is as it was made, tell us"),
    .keyUnusable: FindingText(
      "the keys in {found} cannot be used: {reason}",
      why: "without a secret key a hash of a telephone number is found out by trying all numbers",
      fix: "make a key with `hotline export new-key`; its file must belong to you alone (mode 600)"),
    .characterUnsayable: FindingText(
      "`{field}` of ticket {number} holds {found}, which {charset} cannot say; the ticket is not in the delivery",
      why: "replaced by another character it would be another name or another place",
      fix: "hand this ticket over in another charset or format, such as `--charset utf-8`"),
    .descriptionCut: FindingText(
      "the content of ticket {number} has {found} characters, Open311 takes 4,000; the description ends there",
      why: "whoever reads the description alone does not see the rest",
      fix: "read `extended_attributes`, where the ticket stands whole"),
    .requestWithoutTime: FindingText(
      "ticket {number} says no time of the call, which Open311 demands; the ticket is not in the delivery",
      why: "a time of our own making would be wrong",
      fix: "hand this ticket over in another format"),
    .requestTimeIsDay: FindingText(
      "of ticket {number} only the day {found} is known; Open311 gets its midnight",
      why: "times of day taken from such requests mean nothing",
      fix: "read `extended_attributes`, where the day stands as it is"),
    .deltaImpossible: FindingText(
      "a delta since {found} cannot be told: which tickets {batch} had brought was not kept when it was undone",
      why: "tickets that stand no longer would stay in the platform",
      fix: "hand everything over once: leave `--since` out"),
    .deltaBaseUnfit: FindingText(
      "no delta can begin at {found}: {reason}",
      why: "tickets that changed in between would reach nobody",
      fix: "name the folder of the earlier delivery or a closed batch, or leave `--since` out"),
    .manifestMissing: FindingText(
      "the delivery has no {found}",
      why: "nothing says which tickets belong to it, so nobody can say that all are there",
      fix: "fetch the whole delivery again; do not load this one"),
    .manifestDisagrees: FindingText(
      "the manifest and the list of hashes do not agree on {found}: {reason}",
      why: "one of them was changed after the delivery was made",
      fix: "fetch the whole delivery again; do not load this one"),
    .deliveryEmpty: FindingText(
      "the delivery is empty: {found}",
      why: "it would pass for the whole history, or for the news that nothing changed",
      fix: "look at `hotline status`; where nothing is to be handed over, hand nothing over"),
    .instantUnsayable: FindingText(
      "`{field}` of ticket {number} is `{found}`, which is no time for the database; the ticket is not in the delivery",
      why: "loading would stop at it, or take it for another time",
      fix: "hand this ticket over in another format, and tell us"),
    .valueEncoded: FindingText(
      "`{field}` of ticket {number} holds {found}, which XML cannot say; the value stands as base64",
      why: "a reader that does not look at `encoding` shows nonsense",
      fix: "decode values with `encoding=\"base64\"`"),
    .stateUnmapped: FindingText(
      "no row says what Open311 calls the state `{found}`",
      why: "a closed ticket would look open, or an open one closed",
      fix: "add a row for it: open or closed"),

    // MARK: Ours
    .unexpected: FindingText(
      "something went wrong that should not: {reason}",
      why: "this is a fault of the program, not of the data",
      fix: "report it with the command you ran"),
  ]
}
