import Foundation
import TestSupport
import Testing

/// What `make install` puts where, with the program that was just built; `make campaign
/// installation` tries packages and bare machines.
@Suite struct `Installation` {
  /// `make` as a user calls it, also where these tests were called by one.
  private static let make = #"env -u MAKEFLAGS -u MAKELEVEL make -s -C "$ROOT""#

  /// Installs into a folder whose name holds a blank, for users who write it with one.
  private static func installed(_ folder: TemporaryFolder) throws {
    let result = try Shell.run(
      """
      \(make) install BUILD="$(dirname "$(command -v hotline)")" DESTDIR="$PWD" PREFIX='/a place'
      """, in: folder.path)
    try #require(result.code == 0, "\(result.output)\(result.errors)")
  }

  @Test func `init finds the sheets wherever the program is, and through a link`() throws {
    let folder = try TemporaryFolder()
    try Self.installed(folder)
    let result = try Shell.run(
      """
      mkdir -p links/bin && ln -s ../../'a place'/bin/hotline links/bin/line && ln -s line links/bin/other
      "$PWD/a place/bin/hotline" init direct && links/bin/other init linked
      (cd links && PATH="$PWD/bin:$PATH" line init found)
      mv 'a place' moved && moved/bin/hotline init elsewhere
      for city in direct linked links/found elsewhere; do
        find $city/Mappings -name samples -prune -o -type f -exec sed -i '1s/^\\xEF\\xBB\\xBF//' {} +
        diff -r "$ROOT/Mappings" $city/Mappings | grep -v -e 'Only in .*: \\.' -e 'Mappings: routing$'
      done; true
      """, in: folder.path)
    #expect(result.code == 0 && result.output.isEmpty, "\(result.output)\(result.errors)")
  }

  @Test func `a program without sheets names the option that gives them`() throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      mkdir -p /dev/shm/$$/bin && cp "$(command -v hotline)" /dev/shm/$$/bin/hotline
      /dev/shm/$$/bin/hotline init w; code=$?
      rm -r /dev/shm/$$
      exit $code
      """, in: folder.path)
    #expect(result.code == 66 && result.errors.contains("--mappings"), "\(result.errors)")
  }

  @Test func `the installation has what Debian wants, under its modes, whatever the umask`() throws
  {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      umask 077
      packaging="$ROOT/.ci/packaging"
      "$packaging/install" "$(command -v hotline)" "$PWD/root/usr" debian
      cd root && find usr -type f ! -perm 644 ! -path usr/bin/hotline ! -name run.sh
      find usr -name '*.part' -o -name '*.py' ! -path '*/spark/*' -o -name installed
      for name in bin/hotline share/hotline/Mappings/policy/foshan-2021 share/hotline/SampleData/run.sh \
        share/hotline/spark/province.py share/hotline/spark/province_tasks.py \
        share/doc/hotline/README.md share/doc/hotline/Documentation/Tutorials/first-import.md
      do [ -e usr/$name ] || echo "no $name"; done
      [ -x usr/bin/hotline ] && [ "$(stat -c %a usr/bin)" = 755 ] || echo modes
      """, in: folder.path)
    #expect(result.code == 0 && result.output.isEmpty, "\(result.output)\(result.errors)")
  }

  @Test func `installing again, and removing, leave other files alone`() throws {
    let folder = try TemporaryFolder()
    try Self.installed(folder)
    let result = try Shell.run(
      """
      share="$PWD/a place/share/hotline"
      echo mine > "$share/mine.csv"
      echo old > "$share/Mappings/old.csv" && echo share/hotline/Mappings/old.csv >> "$share/installed"
      \(Self.make) install BUILD="$(dirname "$(command -v hotline)")" DESTDIR="$PWD" PREFIX='/a place'
      [ ! -e "$share/Mappings/old.csv" ] || echo "the earlier file is still there"
      \(Self.make) uninstall DESTDIR="$PWD" PREFIX='/a place'
      find 'a place' -type f
      \(Self.make) uninstall DESTDIR="$PWD" PREFIX='/a place' 2> again && echo "removed twice"
      grep -q 'not installed' again || echo "not named"
      """, in: folder.path)
    #expect(
      result.output.hasSuffix("a place\na place/share/hotline/mine.csv\n"),
      "\(result.output)\(result.errors)")
  }

  @Test func `the version names the commit of its build and every library`() throws {
    let folder = try TemporaryFolder()
    let lines = try Shell.run("hotline --version", in: folder.path).output.split(separator: "\n")
    let first = try #require(lines.first)
    #expect(first.contains(/^hotline \d+\.\d+\.\d+ \([0-9a-z -]+\)$/))
    let names = [
      "libxml2", "libcsv", "SQLite", "libsodium", "zlib", "zstd", "xxHash", "libxlsxwriter",
    ]
    #expect(lines.dropFirst().count == names.count)
    for (name, line) in zip(names, lines.dropFirst()) {
      #expect(try line.contains(Regex(#"^\#(name) \d+\.\d+(\.\d+)?$"#)), "\(line)")
    }
    // The Makefile, which names packages by it, reads the same version.
    let make = try Shell.run("\(Self.make) -n deb BUILD=x", in: folder.path).output
    let version = try #require(first.split(separator: " ").dropFirst().first)
    #expect(make.contains("\"\(version)\""), "\(make)")
  }

  @Test func `a run needs no daemon, and the tests' packages are installed without starting one`()
    throws
  {
    let folder = try TemporaryFolder()
    func packages(_ goal: String) throws -> String {
      try Shell.run("\(Self.make) -n \(goal) | grep packaging/packages", in: folder.path).output
    }
    for goal in ["run", "build", "release", "install", "deb"] {
      let line = try packages(goal)
      #expect(line.contains(" libxml2-dev "))
      for daemon in ["postgresql", "kamailio", "sip-tester", "--without-services"] {
        #expect(!line.contains(daemon), "\(goal): \(daemon)")
      }
    }
    for goal in ["test", "golden", "setup-tests"] {
      let line = try packages(goal)
      #expect(line.contains("--without-services") && line.contains("postgresql"), "\(goal)")
    }
  }

  @Test(arguments: [
    ("5.10.1", "Swift 5.10.1 is too old"), ("6.2", "Swift 6.2 is too old"), ("6.3", ""),
    ("6.10", ""), ("7.0", ""), ("none", "There is no Swift"), ("broken", "Swift does not start"),
  ])
  func `a missing or old toolchain is named in one sentence, with its source`(
    version: String, words: String
  ) throws {
    let folder = try TemporaryFolder()
    let answer =
      version == "broken"
      ? "echo 'libncurses.so.6: cannot open' >&2; exit 127"
      : "echo 'Swift version \(version) (swift-\(version)-RELEASE)'"
    let result = try Shell.run(
      """
      mkdir bin && printf '%s\\n' '#!/bin/sh' "\(answer)" > bin/swift && chmod 755 bin/swift
      [ \(version) != none ] || rm bin/swift
      PATH="$PWD/bin:/usr/bin:/bin" "$ROOT/.ci/packaging/packages" bash
      """, in: folder.path)
    #expect(result.code == (words.isEmpty ? 0 : 1), "\(result.errors)")
    #expect(result.output.isEmpty && (result.errors.isEmpty == words.isEmpty))
    if !words.isEmpty {
      #expect(result.errors.hasPrefix(words))
      #expect(result.errors.contains("https://www.swift.org/install/linux/"))
      #expect(result.errors.contains("libncurses6") && result.errors.contains("gcc"))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }
}
