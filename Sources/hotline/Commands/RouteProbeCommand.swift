import ArgumentParser
import Bytes
import CommandOptions
import Console
import HotlineModel
import MergerRuns
import Reports

extension RouteCommand {
  struct Probe: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "probe",
      abstract: words(
        "Ask a real Kamailio on this machine where calls land.",
        "在本机用真实的 Kamailio 实测来电去向。"),
      discussion: words(
        """
        With --emit-sipp: writes SIPp scenarios, the calls with their landings, and \
        probe.sh, which runs them on this machine; with --delivery also the exported \
        files, which are held against their manifest. With --judge: compares what one run did. \
        Exit code 2 when a call landed elsewhere.
        """,
        """
        加 --emit-sipp：写出 SIPp 场景、来电及其应到去向，以及在本机运行的 \
        probe.sh；再加 --delivery，则一并写出已导出的文件，并与其清单核对。加 --judge：比对一次运行的结果。有来电去向不符的，退出码为 2。
        """))

    @Option(
      help: words("The folder of the probe; it must be new.", "实测的文件夹；不得已存在。"),
      completion: .directory)
    var emitSipp: String?

    @Option(
      help: words("The folder of the probe whose run is to be judged.", "待比对的实测文件夹。"),
      completion: .directory)
    var judge: String?

    @Option(
      name: .customLong("run"), help: words("The folder of the run to be judged.", "待比对的运行结果文件夹。"),
      completion: .directory)
    var runFolder: String?

    @Option(help: words("The first of 64 UDP ports of this machine.", "本机 64 个 UDP 端口中的第一个。"))
    var port = 7_100

    @Option(
      help: words(
        "The generation that is asked: a or b.", "实测哪一套表：a 或 b。"))
    var generation: Generation = .a

    @Option(
      help: words(
        "The folder of an export whose very bytes are asked.", "一次导出的文件夹，实测其中的原样文件。"),
      completion: .directory)
    var delivery: String?

    @Flag(help: words("Replace an earlier probe in that folder.", "替换该文件夹中以前的实测。"))
    var replace = false

    @OptionGroup var result: ResultOptions

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard (emitSipp == nil) != (judge == nil), (judge == nil) == (runFolder == nil) else {
        throw ValidationError(
          words(
            "give --emit-sipp DIR, or --judge DIR with --run DIR",
            "应写 --emit-sipp 文件夹，或者 --judge 文件夹 --run 文件夹"))
      }
      guard delivery == nil || emitSipp != nil else {
        throw ValidationError(
          words("--delivery goes with --emit-sipp", "--delivery 须与 --emit-sipp 同用"))
      }
      guard (1024...65_000).contains(port), !(5_900..<7_000).contains(port) else {
        throw ValidationError(
          words(
            "--port \(port): expected 1024 to 65000, but not 5900 to 6999",
            "--port \(port)：应在 1024 至 65000 之间，且不在 5900 至 6999 之间"))
      }
    }

    func run() throws {
      try common.run { terminal in
        if let judge, let runFolder { return try verdict(judge, runFolder, on: terminal) }
        guard let emitSipp else { return }
        let workspace = try common.openWorkspace()
        let missing = RouteRun.missingProbeTools(in: Environment.programFolders)
        FindingPrinter(terminal: terminal).print([missing].compactMap(\.self))
        let probe = try RouteRun(workspace).emitProbe(
          to: emitSipp, port: port, replacing: replace, generation: generation,
          delivery: delivery)
        if result.json {
          return terminal.output(
            [
              "calls": .int(probe.calls),
              "files": .array(probe.files.map { .string("\(emitSipp)/\($0.name)") }),
            ], schema: "hotline/route.probe/1", workspace: workspace.folder)
        }
        for file in probe.files { terminal.output("\(emitSipp)/\(file.name)") }
        terminal.say(
          terminal.words("\(probe.calls) calls", "\(probe.calls) 次呼叫"))
        if missing != nil { throw ExitCode(2) }
      }
    }

    private func verdict(_ probe: String, _ run: String, on terminal: Terminal) throws {
      let report = try RouteRun.judge(probe: probe, run: run)
      FindingPrinter(terminal: terminal).print(report.misrouted)
      if result.json {
        terminal.output(
          [
            "planned": .int(report.planned), "distinct": .int(report.distinct),
            "landed": .int(report.landed), "misrouted": .int(report.misrouted.count),
          ], schema: "hotline/route.probe.judge/1", findings: report.misrouted)
        if !report.misrouted.isEmpty { throw ExitCode(2) }
        return
      }
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
