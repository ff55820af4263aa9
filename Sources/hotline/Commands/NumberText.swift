import Bytes
import CommandOptions
import Console
import Findings
import HotlineModel
import Listings
import MergerRuns
import Reports

/// One number on a terminal.
struct NumberText {
  private let entry: NumberEntry
  private let terminal: Terminal

  init(_ entry: NumberEntry, terminal: Terminal) {
    self.entry = entry
    self.terminal = terminal
  }

  func print() throws {
    let language = terminal.language
    terminal.output(
      prose: ["\(entry.line.id)  \(entry.line.name)  \(entry.line.owner)"] as [TerminalText])
    let since = entry.since.map { "  \($0)  \(entry.who)" } ?? ""
    field("status", "状态", entry.status.words.text(in: language) + since)
    if let mode = entry.mode, let number = entry.disposition {
      field(
        "decision", "决定", "\(mode.words.text(in: language))  \(number.words.text(in: language))")
    }
    if let cutover = entry.cutover { field("cut-over", "割接", "\(cutover)") }
    if let end = entry.windowEnd, let left = entry.daysLeft {
      field(
        "window", "公告期",
        terminal.words("until \(end), \(left) working days left", "到 \(end)，余 \(left) 个工作日"))
    }
    for step in entry.steps {
      let what = step.status.words.text(in: language)
      let separator = terminal.words("; ", "；")
      let obstacles = step.obstacles.map { $0.message(in: language) }.joined(separator: separator)
      field(
        step.isCorrection ? "back to" : "next", step.isCorrection ? "可退回" : "下一步",
        obstacles.isEmpty ? what : what + terminal.words("  not yet: ", "  尚不可：") + obstacles)
    }
    guard !entry.channels.isEmpty else { return }
    try NumberListing.channels(entry.channels).print(.plain, workspace: nil, on: terminal)
  }

  private func field(_ english: String, _ chinese: String, _ text: String) {
    let name = terminal.words(english, chinese)
    let gap = String(repeating: " ", count: max(1, 10 - CellWidth.of(name)))
    terminal.output(prose: ["  \(name)\(gap)\(text)"] as [TerminalText], hanging: 12)
  }
}
