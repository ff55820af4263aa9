package import Reports

extension ChecklistItem {
  /// Whether it is the one under which the plan of the line is approved.
  package var approvesPlan: Bool { isOf(.plan) }

  /// Whether it is the one under which the merger of the line is accepted.
  package var acceptsLine: Bool { isOf(.acceptance) }

  private func isOf(_ task: ChecklistTask) -> Bool {
    id.split(separator: "-").last.map { $0 == task.rawValue } ?? false
  }
}
