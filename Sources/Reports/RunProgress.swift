package import Findings

/// How far a long run is.
package struct RunProgress: Sendable {
  /// What a run counts.
  package enum Unit: Sendable {
    /// Records of a file.
    case records
    /// Tickets of the ledger.
    case tickets
    /// Steps of the run.
    case steps
    /// Files of a folder.
    case files

    /// The unit as people read it, behind or before a count: `{count} records`.
    package var words: Words {
      switch self {
      case .records: Words("{count} records", "{count} 条")
      case .tickets: Words("{count} tickets", "工单 {count} 张")
      case .steps: Words("step {count}", "第 {count} 步")
      case .files: Words("{count} files", "{count} 个文件")
      }
    }
  }

  /// A part of a whole.
  package struct Part: Hashable, Sendable {
    /// How much is done.
    package let done: Int
    /// How much there is to do.
    package let all: Int

    /// A part of a whole.
    package init(_ done: Int, of all: Int) {
      self.done = done
      self.all = all
    }
  }

  /// What is under way: a file, or what is done with the ledger.
  package let subject: Words
  /// How many have been done.
  package let count: Int
  /// Of what.
  package let unit: Unit
  /// How much of the whole is done, in bytes of a file or in what is counted; `nil` where nobody knows.
  package let part: Part?
  /// Whether `part` is in bytes.
  package let isInBytes: Bool
  /// Records quarantined; `nil` where the run quarantines nothing.
  package let quarantined: Int?

  /// How far the reading of a file is.
  package init(file: String, records: Int, bytes: Part? = nil, quarantined: Int? = nil) {
    subject = Words(file, file)
    count = records
    unit = .records
    part = bytes
    isInBytes = true
    self.quarantined = quarantined
  }

  /// How far a run over the ledger is.
  package init(_ subject: Words, count: Int, _ unit: Unit, part: Part? = nil) {
    self.subject = subject
    self.count = count
    self.unit = unit
    self.part = part
    isInBytes = false
    quarantined = nil
  }
}
