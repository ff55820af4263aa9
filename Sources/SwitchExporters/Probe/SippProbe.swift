package import CallRouting
import HotlineModel
import LocalFiles
package import Reports

/// Writes the calls that a real switch is to be asked, as SIPp scenarios, with desks of their own
/// on this machine; `probe.sh` runs them and the judge compares the landings.
package struct SippProbe: Sendable {
  /// The first of the 64 UDP ports of this machine that the probe takes.
  package let port: Int
  /// Calls a second; above 300 a busy machine loses calls of its own accord.
  package let rate: Int
  /// The generation the calls ask for.
  package let generation: KamailioExporter.Generation

  /// A probe on ports of this machine.
  package init(port: Int = 7_100, rate: Int = 250, generation: KamailioExporter.Generation = .a) {
    self.port = port
    self.rate = rate
    self.generation = generation
  }

  /// What is called and in which file it stands.
  package typealias Part = (file: String, calls: [ProbeCall])

  /// Writes the scenarios and the calls of a table into a folder.
  ///
  /// - Returns: the files in the order of their names.
  /// - Throws: `Unusable` with `HL6102` where a file cannot be written.
  package func write(
    _ parts: [Part], for table: RoutingTable, to folder: String
  ) throws -> [DeliveryFile] {
    let desks = desks(of: table)
    try Folder.make(folder)
    var files = try desks.map { desk in
      try write(desk.file, 1, SippScenarios.desk(desk, isAnnouncing: desk.isAnnouncing), folder)
    }
    files.append(try write("uac.xml", 1, SippScenarios.caller, folder))
    files.append(
      try write(
        "dispatcher.list", desks.count,
        KamailioRows.destinationHead
          + desks.map { $0.destination + "\n" }.joined(), folder))
    files.append(
      try write(
        "desks.csv", desks.count,
        "set,member,port,control_port,scenario\n"
          + desks.map { "\($0.set),\($0.member),\($0.port),\($0.port + 32),\($0.file)\n" }.joined(),
        folder))
    for part in parts {
      files.append(try write(part.file, part.calls.count, csv(part.calls), folder))
    }
    files.append(
      try write("probe.sh", 1, SippScenarios.script(port: port, rate: rate), folder))
    return files.sorted { $0.name < $1.name }
  }

  /// One address of a set, answered by a process of its own.
  struct Desk {
    let set: String
    let number: Int
    let member: Int
    let port: Int
    let user: String
    let priority: Int
    let isAnnouncing: Bool
    let generation: KamailioExporter.Generation

    var file: String { "uas-\(set)-\(member).xml" }
    var destination: String {
      "\(generation.number(ofSet: number)) sip:\(user)@127.0.0.1:\(port) 0 \(priority) "
        + "duid=\(generation.mark)\(set)-\(member)"
    }
  }

  private func desks(of table: RoutingTable) -> [Desk] {
    var port = port + 2
    return table.targetSets.flatMap { set in
      set.members.enumerated().filter(\.element.isEnabled).map { index, member in
        port += 1
        return Desk(
          set: set.id, number: set.number, member: index + 1, port: port, user: member.user,
          priority: member.priority, isAnnouncing: set.kind == .announcement,
          generation: generation)
      }
    }
  }

  /// `number;instant;landing;generation;fault;set` after SIPp's own first line.
  private func csv(_ calls: [ProbeCall]) -> String {
    "SEQUENTIAL\n"
      + calls.map { call in
        [
          call.dialled, "\(call.at.unixSeconds)", call.landing, generation.rawValue,
          call.fault.rawValue, call.set.isEmpty ? "-" : call.set,
        ].joined(separator: ";") + "\n"
      }.joined()
  }

  private func write(
    _ name: String, _ rows: Int, _ text: String, _ folder: String
  ) throws -> DeliveryFile {
    let file = try OutputFile.write(text, to: folder + "/" + name)
    return DeliveryFile(name: name, sha256: file.sha256, size: file.size, count: rows)
  }
}
