import ArgumentParser
import CommandOptions
import Console
import Findings
import HotlineModel
import ReviewSite

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: words(
      "Serve the pages for project managers to browsers.", "向浏览器提供项目管理页面。"),
    discussion: words(
      """
      Users log in with the account and password that `hotline user` knows, and see and do there \
      what their roles allow. Units of access/districts.csv see the lines of their district alone. \
      Without --bind only browsers of this machine reach the pages; for others put a proxy with TLS \
      before them, and name it with --behind-proxy. Refusals and changes are logged to standard \
      error.
      """,
      """
      用户以 `hotline user` 登记的账户和密码登录，按角色查看和办理。access/districts.csv 中的单位只能看到\
      本区的热线。不写 --bind 时只有本机的浏览器能打开；需要从别处打开的，在前面放带 TLS 的反向代理，并写 \
      --behind-proxy。拒绝和变更记录到标准错误。
      """))

  @Option(help: words("The port; 0 for any that is free.", "端口；0 表示任一空闲端口。"))
  var port = 8080

  @Option(help: words("The address of this machine.", "本机的地址。"))
  var bind = "127.0.0.1"

  @Flag(
    help: words(
      "A proxy before it names browsers in X-Forwarded-For and X-Forwarded-Proto.",
      "前面有反向代理，由它写明浏览器的地址和协议。"))
  var behindProxy = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError(words("--port: expected 0 to 65535", "--port：应为 0 到 65535"))
    }
  }

  func run() async throws {
    try await common.run { terminal in
      var settings = Site.Settings(
        folder: common.workspaceFolder(), keys: Environment.auditKeys,
        program: ProgramVersion.name)
      settings.isBehindProxy = behindProxy
      let site = Site(settings, clock: { Environment.now() }) { entry in
        terminal.say(
          "\(entry.at)  \(entry.address)  \(entry.account)  \(entry.method.rawValue) \(entry.path)  "
            + "\(entry.status)  \(entry.reason)")
      }
      try site.check()
      try await serve(site, terminal)
    }
  }

  private func serve(_ site: Site, _ terminal: Terminal) async throws {
    #if Web
      if bind != "127.0.0.1", bind != "::1", bind != "localhost", !behindProxy {
        terminal.say(
          terminal.words(
            "whoever can listen on the network reads passwords: put a proxy with TLS before the pages",
            "网络上的人可以窃听密码：请在前面放带 TLS 的反向代理"))
      }
      let host = bind
      try await WebServer(site, host: host, port: port).run { port in
        terminal.output("http://\(host.contains(":") ? "[\(host)]" : host):\(port)/")
        terminal.settle()
      }
    #else
      throw Unusable(.pagesNotBuilt, at: SourceLocation(file: "hotline"))
    #endif
  }
}
