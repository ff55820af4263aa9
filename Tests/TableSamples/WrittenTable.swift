package import DecisionTables

/// A table written as lines of cells, the way a sheet writes it; the source is called `t`.
package func written(_ lines: String, source: String = "t") -> TableText {
  let rows = lines.split(separator: "\n").enumerated().map { row, line in
    line.split(separator: ",", omittingEmptySubsequences: false).enumerated().map { column, text in
      TableText.Cell(
        String(text), at: TablePlace(source: source, line: row + 1, column: column + 1))
    }
  }
  return TableText(
    name: rows[0][1], label: rows[0].count > 2 ? rows[0][2].text : "", hit: rows[1][1],
    columns: rows[2].indices.dropFirst().map {
      TableText.Column(role: rows[2][$0], name: rows[3][$0], domain: rows[4][$0])
    },
    rules: rows.dropFirst(5).map { TableText.Rule(id: $0[0], cells: Array($0.dropFirst())) })
}

/// A table that is expected to be fine.
package func table(_ lines: String, _ parameters: [String: Double] = [:]) throws -> DecisionTable {
  try DecisionTable(written(lines), parameters: parameters)
}

/// What is wrong with a written table.
package func complaints(_ lines: String, _ parameters: [String: Double] = [:]) -> [TableComplaint] {
  do throws(TablesUnusable) {
    _ = try DecisionTable(written(lines), parameters: parameters)
    return []
  } catch {
    return error.complaints
  }
}

/// A place in the source `t`.
package func at(_ line: Int, _ column: Int) -> TablePlace {
  TablePlace(source: "t", line: line, column: column)
}

/// A small table on volume, with a limit by name.
package let volume = """
  decision,volume,话务量
  hit,UNIQUE
  role,in,out,note
  name,calls,volume,clause
  domain,number>=0?,low|mid|high|unknown,
  V1,[0..$LOW),low,a
  V2,[$LOW..3000),mid,b
  V3,>=3000,high,c
  V4,null,unknown,d
  """

/// A small table on modes.
package let mode = """
  decision,mode
  hit,UNIQUE
  role,in,in,out
  name,volume,known,mode
  domain,low|mid|high|unknown,yes|no,FULL|DUAL|PERSON
  M1,low,-,FULL
  M2,high,yes,DUAL
  M3,high,no,PERSON
  M4,mid|unknown,-,PERSON
  """
