import TestSupport
import Testing

/// `status` prints the same whether it decides the lines or has kept what an earlier run decided.
@Suite struct StatusTests {
  private static let forms = ["", " --wide", " --json", " --format csv"].flatMap { form in
    ["zh", "en"].map { "hotline -C w --lang \($0) status\(form)" }
  }

  @Test func `what is kept is printed as what is decided, byte for byte`() throws {
    let city = try CityWorkspace.copy()
    for command in Self.forms {
      let decided = try Shell.run("rm -f w/.hotline/status; \(command)", in: city.path)
      let kept = try Shell.run("test -s w/.hotline/status && \(command)", in: city.path)
      #expect(decided.code == 0)
      #expect(!decided.output.isEmpty)
      #expect(decided.errors.contains("HL5131"))
      #expect(
        [kept.output, kept.errors, "\(kept.code)"]
          == [decided.output, decided.errors, "\(decided.code)"], "\(command)")
    }
  }

  @Test func `a policy with findings is reported each time`() throws {
    let city = try CityWorkspace.copy()
    let command = Self.forms[0]
    let kept = try Shell.run(command, in: city.path)
    let broken = try Shell.run(
      "echo no row >> w/Mappings/policy/foshan-2021/D5_mode.csv; \(command)", in: city.path)
    #expect(broken.output != kept.output)
    #expect(broken.errors.contains("HL2004"))
    let again = try Shell.run(command, in: city.path)
    #expect([again.output, again.errors] == [broken.output, broken.errors])
    let decided = try Shell.run("rm w/.hotline/status; \(command)", in: city.path)
    #expect([decided.output, decided.errors] == [broken.output, broken.errors])
  }

  @Test func `the checks of the ledger have nothing against the file`() throws {
    let city = try CityWorkspace.copy()
    let checks = "hotline -C w ledger check; hotline -C w --lang en doctor | grep -v clock"
    let before = try Shell.run("rm -f w/.hotline/status; \(checks)", in: city.path)
    let after = try Shell.run(
      "hotline -C w -q status > /dev/null; test -s w/.hotline/status; \(checks)", in: city.path)
    #expect(before.output.contains("leftovers"))
    #expect([after.output, after.errors] == [before.output, before.errors])
  }
}
