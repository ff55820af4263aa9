import Foundation
import TestSupport
import Testing

@testable import hotline

/// What the tab key offers, in real shells, in a workspace of the sample city.
@Suite struct `Completion` {
  private static let workspace = """
    hotline -q init w --city 示例市 --area 0757 && cp "$ROOT/SampleData/register.csv" w/
    """

  /// What bash offers for the last of the words of each line.
  private func bash(_ lines: [String], before: String = "") throws -> [[String]] {
    let folder = try TemporaryFolder()
    let questions = lines.map { "printf '\\f'; ask \($0)" }.joined(separator: "\n")
    let result = try Shell.run(
      """
      \(Self.workspace)
      \(before)
      source <(hotline completion bash)
      compopt() { echo "compopt $*"; }
      ask() {
        COMP_WORDS=(hotline "$@"); COMP_CWORD=$#
        COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
        _hotline
        printf '%s\\n' "${COMPREPLY[@]}"
      }
      \(questions)
      """, in: folder.path)
    #expect(result.errors.isEmpty, "\(result.errors)")
    return result.output.split(separator: "\u{0C}", omittingEmptySubsequences: false).dropFirst()
      .map { $0.split(separator: "\n").map(String.init) }
  }

  @Test func `bash offers what fits`() throws {
    let cases: [(words: String, expected: [String])] = [
      ("-C w import x.csv -m 12329", ["12329-gjj"]),
      ("-C w import x.csv --mapping = 12329", ["12329-gjj"]),
      ("import x.csv -C w --mapping 12366", ["12366-tax"]),
      ("-C w classify 1232", ["12329"]),
      ("-C w import x.csv --line 1236", ["12366", "12368"]),
      ("-C w policy check ''", ["w/Mappings/policy/foshan-2021"]),
      ("-C w number set 1231", ["12313", "12318"]),
      ("-C w number set 12318 off", ["office-phone"]),
      ("-C w number announce 12318 1236", ["12366", "12368"]),
      ("imp", ["import"]),
      ("quarantine wa", ["waive"]),
      ("help batch un", ["undo"]),
      ("import --dry", ["--dry-run"]),
      ("export tickets --purpose p", ["platform", "public"]),
      ("route check --where check=R0", (1...9).map { "check=R0\($0)" }),
      ("route check --where check=R1", (0...9).map { "check=R1\($0)" }),
      ("explain HL2207", ["HL2207"]),
      ("sniff ''", ["compopt -o default"]),
      ("export verify ''", ["compopt -o dirnames"]),
      ("nothing ''", []), ("status ''", []), ("import -- -x", ["compopt -o default"]),
    ]
    let offered = try bash(cases.map(\.words))
    try #require(offered.count == cases.count)
    for (found, (words, expected)) in zip(offered, cases) {
      #expect(found == expected, "\(words)")
    }
  }

  @Test func `batches and records come from the ledger, which is not touched`() throws {
    let run = """
      hotline -C w -q import "$ROOT"/SampleData/exports/12366/12366-2020.xml -m 12366-tax \
        --line 12366 --tolerance 1% >/dev/null 2>&1
      listing() { ls -lR --time-style=full-iso w/.hotline; sha256sum w/.hotline/ledger.db; }
      listing > before
      trap 'listing | cmp before - >&2' EXIT
      """
    let offered = try bash(["-C w batch undo B", "-C w quarantine show Q"], before: run)
    #expect(offered.first == ["B0001"])
    #expect(offered.last == (1...6).map { "Q00000\($0)" })
  }

  @Test func `no complaint is ever printed`() throws {
    let questions = [
      "-C missing import -m ''", "-C w batch show ''", "-C /dev/null classify ''",
      "--lang zz import -", "-C w route diff ''", "'' ''", "$'\\e' ''",
    ]
    let offered = try bash(
      questions, before: "printf 'x' > w/.hotline/ledger.db; printf 'x' > w/register.csv")
    #expect(offered.count == questions.count)
  }

  @Test func `meanings are in the user's language`() throws {
    let chinese = try Shell.run("HOTLINE_LANG=zh hotline ---candidates imp", in: Shell.root)
    #expect(chinese.output == "import\t把一次来件的文件作为一个批次导入，每个文件要么全进，要么不进。\n")
    let asked = try Shell.run("hotline ---candidates --lang zh quarantine wa", in: Shell.root)
    #expect(asked.output.hasPrefix("waive\t豁免记录"))
  }

  @Test(.enabled(if: Shell.has("zsh"), "zsh is not installed"))
  func `zsh completes a mapping at its prompt`() throws {
    let folder = try TemporaryFolder()
    let result = try Shell.run(
      """
      \(Self.workspace)
      mkdir functions && hotline completion zsh > functions/_hotline
      cat > drive.zsh <<'ZSH'
      zmodload zsh/zpty
      zpty shell "TERM=dumb zsh -f -i"
      zpty -w shell 'PROMPT=; unset zle_bracketed_paste; fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D; print -r READY:$((40 + 2))'
      until [[ $line == *READY:42* ]]; do zpty -r shell line || exit 1; done
      zpty -w -n shell $'hotline -C w import x.csv -m 12329\\t; print -r END:$((40 + 2))\\n'
      until [[ $line == *END:42* ]]; do zpty -r shell line || exit 1; print -r -- $line; done
      zpty -d shell
      ZSH
      timeout 60 zsh -f drive.zsh
      """, in: folder.path)
    #expect(result.output.contains("-m 12329-gjj"), "\(result.output)\(result.errors)")
  }
}
