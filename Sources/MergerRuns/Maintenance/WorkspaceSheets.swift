import Bytes
import CallRouting
import Checklists
import Crosswalk
import Feeds
import Findings
import HotlineModel
import LocalFiles
import Measures
import MergePolicy
import RecordReaders
import Sheets

/// The sheets that a new workspace gets: shipped ones, and empty ones to fill in.
///
/// All begin with a byte order mark, as spreadsheet programs need it; headers are in the
/// user's language.
struct WorkspaceSheets {
  let language: Language

  /// The sheets of a route, with nothing in them but their headers.
  var routing: [(name: String, text: String)] {
    [
      ("targets.csv", RoutingSheets.targetsForm), ("phases.csv", RoutingSheets.phasesForm),
      ("announcements.csv", RoutingSheets.announcementsForm),
    ].map { ($0, empty($1)) }
  }

  /// A register without lines.
  var register: String { empty(Register.form) }

  /// The settings of a city.
  func settings(city: String, area: String) -> String {
    func words(_ english: String, _ chinese: String) -> String {
      language == .chinese ? chinese : english
    }
    return CSVForm().sheet([
      Workspace.form.header(in: language),
      ["city", city, words("shown in headings", "用于各类标题")],
      ["area", area, words("the telephone area that bare numbers belong to", "不带区号的号码所属的区号")],
      ["register", "register.csv", words("the lines to be merged", "待归并的热线")],
      ["policy", "foshan-2021", words("a folder in Mappings/policy", "Mappings/policy 下的文件夹")],
    ])
  }

  /// A shipped file as a workspace gets it.
  ///
  /// Sheets of a policy keep their headers, since they are signed as they are; samples of a mapping
  /// keep every byte.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: where it is below `Mappings`.
  /// - Returns: its bytes in the workspace.
  func shipped(_ bytes: [UInt8], path: String) -> [UInt8] {
    guard path.hasSuffix(".csv"), !path.contains("/samples/"),
      let text = String(validating: SheetCells.withoutMark(bytes), as: UTF8.self)
    else { return bytes }
    let end = text.utf8.firstIndex(of: 0x0A) ?? text.endIndex
    let names = text[..<end].split(separator: ",", omittingEmptySubsequences: false)
    let form = form(of: path)
    let translated = names.map { form?.name(ofColumn: String($0), in: language) }
    let header =
      translated.contains(nil)
      ? String(text[..<end]) : translated.compactMap(\.self).joined(separator: ",")
    return Array("\u{FEFF}\(header)\(text[end...])".utf8)
  }

  /// What a sheet below `Mappings` looks like; `nil` where its header stays as it is.
  private func form(of path: String) -> SheetForm? {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 1 else { return nil }
    switch parts[0] {
    case "sources": return MappingSheets.form(of: parts.dropFirst(2).joined(separator: "/"))
    case "values": return MappingSheets.form(ofValues: parts[1])
    case "checklists": return ChecklistSheets.form(of: parts[1])
    case "feeds": return parts.count > 2 ? FeedSheets.form(of: parts[2]) : nil
    case "measures": return MeasureSheets.form(of: parts[1])
    case "designations": return PolicyDesignation.form
    case "calendar": return WorkingCalendar.form
    case "numbering": return ProtectedNumbers.form
    case "privacy": return parts[1] == "words.csv" ? Workspace.wordsForm : Workspace.purposesForm
    case "export": return Workspace.statusForm
    default: return nil
    }
  }

  private func empty(_ form: SheetForm) -> String { CSVForm().sheet([form.header(in: language)]) }
}
