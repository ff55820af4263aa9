import ArgumentParser
import HotlineModel
import MergerRuns
import Reports

extension RouteCommand {
  struct Probe: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "probe",
      abstract: "Ask a real Kamailio on this machine where calls land.",
      discussion: """
        With --emit-sipp: writes SIPp scenarios, the calls with their landings, and probe.sh, which \
        runs them on this machine. With --judge: compares what one run did. Exit code 2 when a \
        call landed elsewhere.
        """)

    @Option(help: "The folder of the probe; it must be new.")
    var emitSipp: String?

    @Option(help: "The folder of the probe whose run is to be judged.")
    var judge: String?

    @Option(name: .customLong("run"), help: "The folder of the run to be judged.")
    var runFolder: String?

    @Option(help: "The first of 64 UDP ports of this machine.")
    var port = 7_100

    @Flag(help: "Replace an earlier probe in that folder.")
    var replace = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard (emitSipp == nil) != (judge == nil), (judge == nil) == (runFolder == nil) else {
        throw ValidationError("give --emit-sipp DIR, or --judge DIR with --run DIR")
      }
      guard (1024...65_000).contains(port), !(5_900..<7_000).contains(port) else {
        throw ValidationError("--port must be between 1024 and 65000, and not 5900 to 6999")
      }
    }

    func run() throws {
      try common.run { terminal in
        if let judge, let runFolder { return try verdict(judge, runFolder, on: terminal) }
        guard let emitSipp else { return }
        let workspace = try common.openWorkspace()
        let probe = try RouteRun(workspace).emitProbe(
          to: emitSipp, port: port, replacing: replace)
        for file in probe.files { terminal.output("\(emitSipp)/\(file.name)") }
        terminal.say(
          terminal.words("\(probe.calls) calls", "\(probe.calls) 次呼叫"))
      }
    }

    private func verdict(_ probe: String, _ run: String, on terminal: Terminal) throws {
      let report = try RouteRun.judge(probe: probe, run: run)
      FindingPrinter(terminal: terminal).print(report.misrouted)
      terminal.output(
        terminal.words(
          "\(report.planned) calls, \(report.distinct) different (number, instant), "
            + "\(report.landed) landed as traced, \(report.misrouted.count) elsewhere",
          "\(report.planned) 次呼叫，\(report.distinct) 个不同的（号码，时刻），"
            + "\(report.landed) 次与推演一致，\(report.misrouted.count) 次不一致"))
      if !report.misrouted.isEmpty { throw ExitCode(2) }
    }
  }
}
