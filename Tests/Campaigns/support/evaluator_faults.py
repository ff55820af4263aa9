"""Deliberate faults of the evaluator, one or more for each operation."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    name: str
    file: str
    old: str
    new: str


PROGRAM = "Evaluator/MappingProgram+Ticket.swift"
TIMES = "Evaluator/MappingProgram+Times.swift"
BATCHES = "Evaluator/MappingProgram+Batches.swift"
COMPILING = "Evaluator/MappingProgram+Compiling.swift"
TEXTS = "Evaluator/PreparedTexts.swift"
STEPS = "Evaluator/MappingProgram+Steps.swift"
BYTES = "TextBytes.swift"
BOUND = "BoundMapping.swift"
REPORT = "Evaluator/CellFault.swift"

FAULTS = [
    Fault("text: blanks stay", PROGRAM,
          "let range = bytes.trimmed(fields[position].range)\n    return range.isEmpty",
          "let range = fields[position].range\n    return range.isEmpty"),
    Fault("text: a placeholder is a value", PROGRAM,
          "return range.isEmpty || isPlaceholder(range, of: bytes) ? nil : range",
          "return range.isEmpty ? nil : range"),
    Fault("text: a missing value is let through", PROGRAM,
          "      } else if slot.isRequired {\n        add(.missing, slot, to: &faults)\n      }\n    }", "      }\n    }"),
    Fault("number: a rounded one is taken", PROGRAM,
          "    } else if bytes.isRounded(range) {\n      add(.rounded, number", "    } else if false {\n      add(.rounded, number"),
    Fault("number: one byte too many", BYTES, "if range.count > 128 { return true }", "if range.count > 129 { return true }"),
    Fault("digits: a rounded value is taken", PROGRAM,
          "      if bytes.isRounded(range) {\n        refuse(.rounded", "      if false {\n        refuse(.rounded"),
    Fault("instant: dates out of order", TIMES, "later.isBefore(earlier)", "earlier.isBefore(later)"),
    Fault("instant: the first of two readings", TIMES, "if !slot.layoutsClash { return .one(moment) }",
          "if slot.layoutsClash || !slot.layoutsClash { return .one(moment) }"),
    Fault("instant: the second layout is left out", TIMES, "guard let moment else { continue }",
          "guard let moment else { break }"),
    Fault("instant: a spreadsheet's day is one off", "DateLayout+Moment.swift",
          "switch DateLayout.serial(text, since: epoch) {", "switch DateLayout.serial(text, since: epoch.adding(days: 1)) {"),
    Fault("instant: the life of the number is not asked", TIMES, "line.validFrom != nil || line.validTo != nil",
          "line.validFrom == nil && line.validTo == nil"),
    Fault("phone: 12 is a mobile", BYTES, 'self[range.lowerBound + 1] >= UInt8(ascii: "3") && isDigits(range)', "isDigits(range)"),
    Fault("phone: the country stays", PROGRAM, "out.appendCell(slot.tag, mobile, of: bytes)", "out.appendCell(slot.tag, range, of: bytes)"),
    Fault("phone: a rounded one is kept", REPORT, "case .rounded, .phone(.scientific): false", "case .rounded: false"),
    Fault("code: the legacy code is lost", PROGRAM,
          "if !written[word].isSame { out.appendCell(slot.legacyTag, range, of: bytes) }", ""),
    Fault("code: another spelling is unknown", PROGRAM, "table.pairs?[bytes.text(range)]", 'table.pairs?["\\u{1}" + bytes.text(range)]'),
    Fault("code of a day: the day is not asked", TEXTS,
          "switch table.lookup(text, on: day, said:", "switch table.lookup(text, on: nil, said:"),
    Fault("code by a condition: the column is not asked", TEXTS,
          "said: { said($0, fields, bytes) }) {\n    case .unified", 'said: { _ in "" }) {\n    case .unified'),
    Fault("flag: capital letters are unknown", PROGRAM, "?? lowercased(range, of: bytes, list: Int(slot.list))", ""),
    Fault("flag: no is yes", COMPILING, '"no": "false"', '"no": "true"'),
    Fault("constant: left out", PROGRAM, "out.append(slot.constant.range, of: literals)", "continue"),
    Fault("list: too many are taken", "ListForm.swift", "count > most", "count > most + 1"),
    Fault("list: the columns of its parts are not looked at", TEXTS,
          "text = firstSaid(list.columns, fields, bytes, &prepared)", "_ = list"),
    Fault("unit: by its name of today", TEXTS, "let unit = units.unit(text, of: prepared.bytes.span, on: day)", "let unit = units.unit(text, of: prepared.bytes.span, on: nil)"),
    Fault("unit: the code instead of the name", TEXTS, "default: return prepared.add(unit.name.utf8)", "default: return prepared.add(unit.code.utf8)"),
    Fault("step half-width: one character short", STEPS, "(0xEF, 0xBD, 0x80...0x9E)", "(0xEF, 0xBD, 0x80...0x9D)"),
    Fault("step half-width: blanks stay", STEPS, "(0xE3, 0x80, 0x80): 0x20", "(0xE3, 0x80, 0x81): 0x20"),
    Fault("step first-of: in place of what is there", STEPS,
          "if text.isEmpty { text = firstSaid(step.columns, fields, bytes, &prepared) }",
          "text = firstSaid(step.columns, fields, bytes, &prepared)"),
    Fault("step join: empty columns too", STEPS, "for part in parts where !part.isEmpty {", "for part in parts {"),
    Fault("step split: one part off", STEPS, "let wanted = count + part + 1", "let wanted = count + part"),
    Fault("step empty: nothing", STEPS, "if texts.contains(prepared.text(text)) { text = text.lowerBound..<text.lowerBound }", "break"),
    Fault("step lookup: an unknown text passes", STEPS,
          "throw CellFault(kind: error.kind, text: error.text, step: step)", "continue"),
    Fault("step extract: the whole match", STEPS, "pattern.find(in: prepared.text(text), group: group)", "pattern.find(in: prepared.text(text), group: 0)"),
    Fault("steps: a placeholder is a value", STEPS, "      text = said(text, prepared)\n", ""),
    Fault("policy keep: quarantined", PROGRAM,
          "case .keep where fault.isKeepable: out.appendCell(slot.tag, range, of: bytes)",
          "case .keep where fault.isKeepable: faults.cells.append(fault)"),
    Fault("policy empty: what the record said is lost", PROGRAM, "case .empty: out.appendCell(slot.legacyTag, range, of: bytes)", "case .empty: break"),
    Fault("rows: a skipped one is a ticket", BOUND, "if isTabular, isSkipped(fields) { return .noTicket }", ""),
    Fault("rows: a header is a ticket", BOUND, "mapping.isHeader(fields) {", "false {"),
    Fault("rows: a field too many is left out", BATCHES, "return fields[width].range.isEmpty", "return true"),
    Fault("findings: in the order of the ticket", REPORT,
          "(cells[$0].rule, $0) < (cells[$1].rule, $1)", "$0 < $1"),
    Fault("findings: the column is one off", REPORT, "column: position.map { $0 + 1 }", "column: position"),
]
