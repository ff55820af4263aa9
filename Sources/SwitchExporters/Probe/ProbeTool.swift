import LocalFiles

/// A program that a probe needs on this machine, with the Debian package that has it.
package struct ProbeTool: Hashable, Sendable {
  /// What it is called.
  package let name: String
  /// The package.
  package let debianPackage: String
  /// Whether it is installed.
  package let isInstalled: Bool

  /// What a probe needs, and whether it is installed.
  ///
  /// - Parameter folders: where programs are looked for.
  /// - Returns: the programs, and the module that reads SQLite.
  package static func all(in folders: [String]) -> [ProbeTool] {
    let programs = [
      ("kamailio", "kamailio"), ("kamcmd", "kamailio"), ("sipp", "sip-tester"),
      ("sqlite3", "sqlite3"),
    ].map { name, package in
      ProbeTool(
        name: name, debianPackage: package,
        isInstalled: folders.contains { Folder.exists("\($0)/\(name)") })
    }
    let module = "kamailio/modules/db_sqlite.so"
    let libraries = ["/usr/lib64"] + Folder.names(in: "/usr/lib").map { "/usr/lib/\($0)" }
    return programs + [
      ProbeTool(
        name: "db_sqlite.so", debianPackage: "kamailio-sqlite-modules",
        isInstalled: libraries.contains { Folder.exists("\($0)/\(module)") })
    ]
  }
}
