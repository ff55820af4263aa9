import Bytes
import DMN
import DecisionTables
import Findings
package import HotlineModel
import LocalFiles

/// Answers questions to decision models, one JSON request a line, one JSON reply a line.
package struct PolicyServeRun {
  /// Models by path, read once.
  private var models: [String: DecisionModel] = [:]

  /// A service that has read nothing yet.
  package init() {}

  /// The reply to a request.
  ///
  /// What goes wrong with one decision is told under its name in `errors`; what goes wrong with
  /// the whole request under the empty name. `now` is the moment that rules may ask for.
  package mutating func reply(to line: String, now: CivilInstant) -> String {
    do {
      let request = try ServeRequest(line)
      let model = try model(request.model)
      let clock = FEELDateTime(
        wallSeconds: now.wallSeconds, zoneOffset: CivilInstant.zoneOffset)
      return Self.reply(request, model, clock)
    } catch let error as ModelUnusable {
      return Self.failure("\(error.file):\(error.line): \(error.english)")
    } catch let error as Unusable {
      return Self.failure(error.findings.first?.message(in: .english) ?? "")
    } catch let error as ServeRequest.Unreadable {
      return Self.failure(error.reason)
    } catch {
      return Self.failure("\(error)")
    }
  }

  private static func failure(_ reason: String) -> String {
    let reply: JSONValue = ["results": .object([:]), "errors": .object(["": .string(reason)])]
    return reply.line
  }

  private static func reply(
    _ request: ServeRequest, _ model: DecisionModel, _ now: FEELDateTime
  ) -> String {
    var results: [String: ServedValue] = [:]
    // An input that does not fit counts as null; whoever sent it must hear of it.
    var errors = model.misfits(request.inputs).mapValues { JSONValue.string($0.english) }
    if let service = request.service {
      let answer = model.invoke(service, inputs: request.inputs, now: now)
      let names = request.decisions.isEmpty ? [service] : request.decisions
      let outputs = model.outputs(of: service)
      for name in names {
        let value =
          outputs.count > 1 && outputs.contains(name) ? answer.value.entry(name) : answer.value
        results[name] = ServedValue(value)
        if let complaint = Self.complaint(answer, name, value) { errors[name] = complaint }
      }
    } else {
      let names = request.decisions.isEmpty ? model.decisions : request.decisions
      for name in names {
        let answer = model.decide(name, inputs: request.inputs, now: now)
        results[name] = ServedValue(answer.value)
        if let complaint = Self.complaint(answer, name, answer.value) { errors[name] = complaint }
      }
    }
    let reply: JSONValue = [
      "results": .object(results.mapValues(\.json)), "errors": .object(errors),
    ]
    return reply.line
  }

  /// What went wrong with a decision, also where it has a value all the same.
  private static func complaint(
    _ answer: DecisionModel.Answer, _ name: String, _ value: FEELValue
  ) -> JSONValue? {
    let lines = answer.complaints(about: name, isNull: value.isNothing)
    return lines.isEmpty ? nil : .string(lines.joined(separator: "; "))
  }

  private mutating func model(_ path: String) throws -> DecisionModel {
    if let known = models[path] { return known }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let file = ModelFile(path: path, bytes: try InputFile.bytes(of: path))
    let names = Folder.names(in: folder.isEmpty ? "." : folder)
    let others = try names.filter { $0.hasSuffix(".dmn") }
      .map { folder.isEmpty ? $0 : folder + "/" + $0 }.filter { $0 != path }
      .map { ModelFile(path: $0, bytes: try InputFile.bytes(of: $0)) }
    let model = try DecisionModel(reading: file, beside: others)
    models[path] = model
    return model
  }
}
