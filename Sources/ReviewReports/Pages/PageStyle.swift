package import Bytes

/// The one stylesheet of all pages, in its two forms.
package enum PageStyle {
  /// Reports: A4, sans serif, tables and charts beside each other.
  static let report: Markup = """
    @page { size: A4; margin: 10mm 13mm 12mm; \
    @bottom-right { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-size: 8pt } }
    html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
    body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", \
    sans-serif; font-size: 9pt; line-height: 1.6; color: #1a1a1a; max-width: 184mm; margin: 0 auto; \
    text-autospace: normal; font-variant-numeric: tabular-nums }
    header { border-bottom: 0.5mm solid #7a1f1f; margin-bottom: 2mm }
    h1 { font-size: 17pt; line-height: 1.3; margin: 0 }
    header p { margin: 0 0 1mm; font-size: 8pt; color: #404040 }
    h2 { font-size: 10.5pt; line-height: 1.4; margin: 1.7mm 0 0.7mm; break-after: avoid; \
    border-left: 1.2mm solid #7a1f1f; padding-left: 2mm }
    p { margin: 0 0 1mm }
    .note { font-size: 7.5pt; line-height: 1.5; color: #404040 }
    .side { display: grid; grid-template-columns: 1fr 1fr; gap: 5mm; align-items: start }
    .side.modes { grid-template-columns: 8fr 13fr; gap: 3mm }
    .side.late { grid-template-columns: 8fr 13fr; gap: 3mm }
    .side > * { min-width: 0 }
    .figures { display: grid; grid-template-columns: repeat(5, 1fr); gap: 3mm; margin: 0 0 1mm; \
    padding: 0; list-style: none }
    .figures li { border: 0.25mm solid #b0b0b0; border-radius: 1mm; padding: 1mm 2mm; \
    font-size: 8pt; line-height: 1.4 }
    .figures b { display: block; font-size: 14pt; line-height: 1.25 }
    .figures .bad b { color: #a11d1d }
    table { border-collapse: collapse; width: 100%; font-size: 8pt; line-height: 1.3; \
    margin: 0 0 1mm }
    th, td { border-bottom: 0.2mm solid #b8b8b8; padding: 0.35mm 1mm; text-align: left; \
    vertical-align: top; overflow-wrap: anywhere }
    thead th { border-bottom: 0.4mm solid #505050; vertical-align: bottom; font-weight: bold }
    thead { display: table-header-group } tfoot { display: table-row-group; font-weight: bold } \
    tr { break-inside: avoid }
    .number { text-align: right; white-space: nowrap; overflow-wrap: normal }
    thead .number { white-space: normal; overflow-wrap: anywhere }
    .id { white-space: nowrap; overflow-wrap: normal }
    .good { color: #1b5e20; font-weight: bold } .look { color: #8a4b00; font-weight: bold } \
    .bad { color: #a11d1d; font-weight: bold }
    \(charts)
    .break { break-before: page }
    """

  /// Widths of columns, in percent.
  static let widths = Markup(lines: (1...99).map { ".w\($0) { width: \($0)% }" })

  /// Charts and the states of items, for every page that shows them.
  package static let charts: Markup = """
    svg { display: block; width: 100%; height: auto; font-family: inherit } \
    svg text { font-size: 11px; fill: #1a1a1a }
    svg text.inside { fill: #fff; font-size: 10px } svg text.dark { font-size: 10px }
    svg .axis { stroke: #909090; stroke-width: 1 } svg .grid { stroke: #d8d8d8; stroke-width: 1 }
    svg .today { stroke: #a11d1d; stroke-width: 1.5; stroke-dasharray: 4 3 }
    svg .line { fill: none; stroke: #2e7d32; stroke-width: 2 } svg .dot { fill: #2e7d32 }
    svg .window { fill: #f2b66b } svg .freeze { fill: #d5dbe3 } svg .moment { fill: #7a1f1f }
    .legend { display: flex; flex-wrap: wrap; gap: 0.3mm 3.5mm; list-style: none; margin: 0 0 1mm; \
    padding: 0; font-size: 7.5pt; line-height: 1.5 }
    .legend i { display: inline-block; width: 2.6mm; height: 2.6mm; margin-right: 1mm; \
    vertical-align: -0.3mm; border: 0.15mm solid #606060 }
    .signed { fill: #2e7d32; background: #2e7d32 }
    .not-applicable { fill: #a5c8a7; background: #a5c8a7 }
    .needs-signature { fill: #1f5fa8; background: #1f5fa8 }
    .needs-new-signature { fill: #7a4fa3; background: #7a4fa3 }
    .needs-evidence { fill: #6aaed6; background: #6aaed6 }
    .under-way { fill: #b9dcf0; background: #b9dcf0 }
    .not-started { fill: #e4e4e4; background: #e4e4e4 }
    .blocked { fill: #8c8c8c; background: #8c8c8c }
    .failed { fill: #b3261e; background: #b3261e }
    .windowed { background: #f2b66b } .frozen { background: #d5dbe3 } .cut { background: #7a1f1f }
    """

  /// Papers by GB/T 9704-2012: A4, 37 mm above and 28 mm left of a text of 156 × 225 mm, in it 22 lines
  /// of 28 characters of 16 pt; the grid takes a little from the gap of the characters, as the standard
  /// does.
  static let paper: Markup = """
    @page { size: A4; margin: 37mm 26mm 35mm 28mm }
    @page :right { @bottom-right { content: "— " counter(page) " —　"; font-size: 14pt; \
    font-family: "SimSun", "Noto Serif CJK SC", serif; vertical-align: top; padding-top: 7mm } }
    @page :left { @bottom-left { content: "　— " counter(page) " —"; font-size: 14pt; \
    font-family: "SimSun", "Noto Serif CJK SC", serif; vertical-align: top; padding-top: 7mm } }
    html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
    body { font-family: "仿宋_GB2312", "FangSong_GB2312", "FangSong", "STFangsong", \
    "Noto Serif CJK SC", serif; font-size: 16pt; line-height: 28.95pt; letter-spacing: -0.215pt; \
    color: #000; width: 156mm; margin: 0 auto; font-variant-numeric: tabular-nums; \
    text-autospace: no-autospace; text-spacing-trim: space-all; line-break: strict; \
    text-align: justify; orphans: 1; widows: 1 }
    h1 { font-family: "方正小标宋简体", "FZXiaoBiaoSong-B05S", "小标宋", "Noto Serif CJK SC", serif; \
    font-size: 22pt; line-height: 36pt; font-weight: bold; text-align: center; letter-spacing: 0; \
    margin: 0 0 28.95pt; text-wrap: balance }
    h2 { font-family: "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; font-size: 16pt; \
    font-weight: normal; line-height: 28.95pt; margin: 0; text-indent: 2em; break-after: avoid }
    p { margin: 0; text-indent: 2em } p.plain { text-indent: 0 } p.right { text-align: right; \
    padding-right: 2em }
    .gap { height: 28.95pt }
    table { border-collapse: collapse; width: calc(100% - 2pt); font-size: 10.5pt; \
    line-height: 15pt; letter-spacing: 0; margin: 0 1pt 10pt; text-align: left }
    p.caption { font-size: 12pt; line-height: 22pt; text-indent: 0; break-after: avoid }
    th, td { border: 0.5pt solid #000; padding: 1.5pt 3pt; vertical-align: middle; \
    overflow-wrap: anywhere } th { font-weight: bold; text-align: center }
    thead { display: table-header-group } tfoot { display: table-row-group } \
    tr { break-inside: avoid }
    .number { text-align: right; white-space: nowrap } \
    .id { white-space: nowrap; overflow-wrap: normal }
    .good { font-weight: bold } .look, .bad { font-weight: bold; color: #a11d1d }
    .unfinished { border: 1.5pt solid #a11d1d; padding: 4pt 8pt; margin: 0 0 10pt; font-size: 12pt; \
    line-height: 20pt; letter-spacing: 0 } .unfinished b { font-size: 22pt; line-height: 30pt; \
    color: #a11d1d } .unfinished ul { margin: 0; padding-left: 1.4em } \
    .unfinished p { text-indent: 0 }
    .sign td { height: 24mm; vertical-align: top } .sign th { width: 22% } .sign td { width: 39% }
    .code { font-size: 8pt; line-height: 12pt; word-break: break-all }
    """
}
