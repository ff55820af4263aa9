package import CallRouting
package import HotlineModel
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
  package let generation: Generation

  /// A probe on ports of this machine.
  package init(port: Int = 7_100, rate: Int = 250, generation: Generation = .a) {
    self.port = port
    self.rate = rate
    self.generation = generation
  }

  /// What is called and in which file it stands.
  package typealias Part = (file: String, calls: [ProbeCall])

  /// Writes the scenarios and the calls of a table into a folder.
  ///
  /// - Parameters:
  ///   - parts: the calls.
  ///   - table: the table that says where they land.
  ///   - list: the list of addresses as it was delivered; `nil` takes the table's own. The switch of
  ///     the probe gets each of its rows with a desk of this machine in the place of the address.
  ///   - folder: where the files go.
  /// - Returns: the files in the order of their names.
  /// - Throws: `Unusable` with `HL6102` where a file cannot be written, `HL5301` where the table cannot
  ///   be said to Kamailio.
  package func write(
    _ parts: [Part], for table: RoutingTable, list: String? = nil, to folder: String
  ) throws -> [DeliveryFile] {
    let list = try list ?? KamailioRows(table, generation: generation).destinationList
    let desks = desks(ofList: list, table)
    try Folder.make(folder)
    var files = try desks.filter(\.isEnabled).map { desk in
      try write(desk.file, 1, SippScenarios.desk(desk, isAnnouncing: desk.isAnnouncing), folder)
    }
    files.append(try write("uac.xml", 1, SippScenarios.caller, folder))
    files.append(try write("ask.xml", 1, SippScenarios.question, folder))
    files.append(
      try write(
        "dispatcher.list", desks.count,
        KamailioRows.destinationHead
          + desks.map { $0.destination + "\n" }.joined(), folder))
    files.append(
      try write(
        "desks.csv", desks.count,
        "set,member,port,control_port,scenario\n"
          + desks.filter(\.isEnabled)
          .map { "\($0.set),\($0.member),\($0.port),\($0.port + 32),\($0.file)\n" }.joined(),
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
    let member: Int
    let port: Int
    let isEnabled: Bool
    let isAnnouncing: Bool
    let destination: String

    var file: String { "uas-\(set)-\(member).xml" }
  }

  /// The rows of a list: `121 sip:12345@192.0.2.11:5060 0 20 duid=hotline-a-Q-12345-1`.
  private func desks(ofList list: String, _ table: RoutingTable) -> [Desk] {
    var port = port + 2
    return list.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { row in
      let parts = row.split(separator: " ").map(String.init)
      guard parts.count == 5,
        let name = parts[4].split(separator: "=").last?.dropFirst(generation.mark.utf8.count),
        let end = name.lastIndex(of: "-"), let member = Int(name[end...].dropFirst())
      else { return nil }
      port += 1
      let set = String(name[..<end])
      let user = parts[1].split(separator: "@")[0]
      return Desk(
        set: set, member: member, port: port, isEnabled: parts[2] == "0",
        isAnnouncing: table.targetSet(set)?.kind == .announcement,
        destination: ([parts[0], "\(user)@127.0.0.1:\(port)"] + parts[2...]).joined(separator: " "))
    }
  }

  /// Questions to which address calls would go first, one for each landing of some calls: the
  /// switch answers them without calling anybody.
  package static func questions(of calls: [ProbeCall], in table: RoutingTable) -> [ProbeCall] {
    var asked: Set<String> = []
    return calls.compactMap { call in
      let set = call.landing.split(separator: ">").last.flatMap { table.targetSet(String($0)) }
      guard let set, asked.insert(call.landing).inserted,
        let first = set.enabledMembers.max(by: { $0.priority < $1.priority }),
        !first.uri.utf8.contains(UInt8(ascii: ";"))
      else { return nil }
      return ProbeCall(dialled: call.dialled, at: call.at, landing: first.uri)
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
