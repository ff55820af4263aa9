import Findings
import HotlineModel
import LocalFiles
import Surveys

extension SurveyImportRun {
  /// Makes the rows that say who accepted what, and when.
  struct Stamp {
    let plan: SurveyPlan
    let who: String
    let now: CivilInstant

    /// The rows of an answer that is accepted, and of those that are passed over for it.
    func rows(_ taken: SurveyPlan.Taken) -> [[String: String]] {
      taken.entry.answers.flatMap {
        rows($0, of: taken.entry, $0 == taken.answer ? "accepted" : "set-aside")
      }
    }

    /// The rows of answers that are all set aside.
    func rows(_ kept: SurveyPlan.Entry) -> [[String: String]] {
      kept.answers.flatMap { rows($0, of: kept, "set-aside") }
    }

    /// One row for each cell that gives an answer.
    private func rows(
      _ answer: SurveyPlan.Answer, of entry: SurveyPlan.Entry, _ outcome: String
    ) -> [[String: String]] {
      let line =
        switch entry.subject {
        case .unit: ""
        case .line(let name), .newLine(let name): name
        }
      return answer.cells.map { cell in
        [
          "survey": plan.returns.first { $0.file == cell.place.file }?.ids.survey ?? "",
          "unit": cell.unit, "line": line, "question": entry.question.key,
          "before": entry.current ?? "", "answer": answer.code, "outcome": outcome,
          "file": Folder.name(of: cell.place.file), "sheet": cell.place.sheet ?? "",
          "cell": cell.place.cell ?? "", "sha256": cell.sha256, "by": who, "at": now.rfc3339,
        ]
      }
    }

    /// The row of a workbook that came back: how much of it is entered, and how much is open.
    func row(
      of workbook: SurveyReturn, _ taken: [SurveyPlan.Taken], _ kept: [SurveyPlan.Entry]
    ) -> [String: String] {
      func isOf(_ answer: SurveyPlan.Answer) -> Bool {
        answer.cells.contains { $0.place.file == workbook.file }
      }
      let settled = Set(taken.map(\.entry) + kept)
      let open = plan.entries.count { !settled.contains($0) && $0.answers.contains(where: isOf) }
      return [
        "survey": workbook.ids.survey, "unit": workbook.ids.unit,
        "file": Folder.name(of: workbook.file), "sha256": workbook.sha256,
        "accepted": "\(taken.count { isOf($0.answer) })",
        "open": "\(open + workbook.findings.count)",
        "unanswered": "\(workbook.unanswered.count)", "by": who, "at": now.rfc3339,
      ]
    }
  }
}
