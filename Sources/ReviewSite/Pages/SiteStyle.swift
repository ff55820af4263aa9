import Bytes
import LocalFiles
import ReviewReports

/// The stylesheet of the pages: on a screen, and printed on A4.
struct SiteStyle: Sendable {
  /// Its bytes.
  let bytes: [UInt8]
  /// Names the version, so that browsers keep it until it changes.
  let version: String

  init() {
    bytes = Array((PageStyle.charts.text + "\n" + Self.page.text + "\n").utf8)
    version = String(Fingerprint.hex(of: bytes).prefix(12))
  }

  private static let page: Markup = """
    html { font-size: 100%; scroll-padding-top: 4rem }
    body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", \
    sans-serif; line-height: 1.65; color: #1a1a1a; background: #fff; margin: 0; \
    text-autospace: normal; font-variant-numeric: tabular-nums }
    a { color: #1c4f8a } a:hover { text-decoration-thickness: .15em }
    :focus-visible { outline: .2rem solid #b45309; outline-offset: .1rem }
    .skip { position: absolute; left: -100rem } .skip:focus { left: .5rem; top: .5rem; \
    background: #fff; padding: .5rem; z-index: 1 }
    header.site { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; \
    justify-content: space-between; padding: .6rem 1.5rem; background: #7a1f1f; color: #fff }
    header.site a { color: #fff } .name { font-size: 1.15rem; font-weight: bold; margin: 0 }
    .account { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; \
    font-size: .9rem } .account form { display: inline }
    nav ul { display: flex; flex-wrap: wrap; gap: 0; list-style: none; margin: 0; padding: 0 1rem; \
    background: #f4efe9; border-bottom: .06rem solid #b9aa9a }
    nav li a { display: block; padding: .55rem .8rem; text-decoration: none; color: #1a1a1a; \
    min-height: 1.5rem } nav li a:hover { text-decoration: underline }
    nav a[aria-current] { font-weight: bold; box-shadow: inset 0 -.2rem #7a1f1f }
    main { padding: .5rem 1.5rem 2rem; max-width: 90rem }
    main > p, main li, dd { max-width: 52em }
    h1 { font-size: 1.5rem; line-height: 1.35; margin: .7rem 0 }
    h2 { font-size: 1.15rem; line-height: 1.4; margin: 1.6rem 0 .5rem; border-left: .3rem solid \
    #7a1f1f; padding-left: .6rem }
    p { margin: .4rem 0 } .note { font-size: .9rem; color: #454545 }
    .id { white-space: nowrap }
    .table { overflow-x: auto; margin: .6rem 0 }
    table { border-collapse: collapse; font-size: .92rem; line-height: 1.5; min-width: 40% }
    caption { text-align: left; font-weight: bold; padding: .3rem 0 }
    th, td { border-bottom: .06rem solid #c9c9c9; padding: .3rem .7rem; text-align: left; \
    vertical-align: top }
    thead th { border-bottom: .12rem solid #4a4a4a; vertical-align: bottom; white-space: nowrap }
    tbody th { font-weight: normal } tbody tr:hover { background: #f7f5f2 }
    .number { text-align: right; white-space: nowrap }
    td.id, th.id { white-space: nowrap } td.text { min-width: 8.5em }
    .good { color: #1b5e20 } .attention, .look { color: #8a4b00 } .error, .bad { color: #a11d1d } \
    .detail { color: #454545; font-weight: normal }
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); \
    gap: .2rem 1.5rem; margin: .6rem 0 } dl div { display: flex; gap: .6rem } \
    dt { color: #454545; min-width: 7em } dd { margin: 0 }
    .figures { display: flex; flex-wrap: wrap; gap: .8rem; list-style: none; padding: 0; margin: \
    .6rem 0 } .figures li { border: .06rem solid #8f8f8f; border-radius: .25rem; \
    padding: .4rem .9rem; min-width: 8rem } .figures b { display: block; font-size: 1.5rem; \
    line-height: 1.3 }
    .side { display: grid; grid-template-columns: repeat(auto-fit, minmax(24rem, 1fr)); gap: 1.5rem; \
    align-items: start } .side > * { min-width: 0 }
    form.filter { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: end; \
    background: #f4efe9; padding: .6rem .9rem; margin: .6rem 0 }
    .field { display: flex; flex-direction: column; gap: .15rem; margin: .4rem 0 }
    form.filter .field { margin: 0 }
    label { font-weight: bold; font-size: .92rem }
    input, select, textarea, button { font: inherit; padding: .35rem .5rem; border: .06rem solid \
    #6b6b6b; border-radius: .2rem; background: #fff; color: #1a1a1a; max-width: 34rem; \
    min-height: 1.5rem }
    button { background: #1c4f8a; color: #fff; border-color: #1c4f8a; padding: .4rem 1.1rem; \
    cursor: pointer } button:hover { background: #143a66 }
    button.plain { background: none; border: 0; color: inherit; text-decoration: underline; padding: \
    0 .3rem; min-height: 1.5rem }
    .errors { border: .15rem solid #a11d1d; padding: .4rem 1rem; margin: .8rem 0; max-width: 56rem }
    .errors h2 { border: 0; padding: 0; margin: .3rem 0; color: #a11d1d }
    .notice { border: .15rem solid #1b5e20; padding: .5rem 1rem; max-width: 56rem }
    .pages { display: flex; gap: 1rem; margin: .5rem 0 }
    ol.hops { line-height: 1.8 } pre.content { white-space: pre-wrap; overflow-wrap: anywhere; \
    background: #f6f6f6; padding: .6rem; font-family: inherit; max-width: 56rem }
    footer { border-top: .06rem solid #b9b9b9; padding: .6rem 1.5rem; font-size: .85rem; \
    color: #454545; display: flex; flex-wrap: wrap; gap: .2rem 2rem } footer p { margin: 0 }
    .chart { max-width: 34rem } .chart .legend { font-size: .85rem; gap: .2rem 1rem } svg { max-width: 100% }
    @media print { @page { size: A4; margin: 14mm 13mm 14mm; \
    @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }
    html { -webkit-print-color-adjust: exact; print-color-adjust: exact; font-size: 9pt }
    nav, form, .skip, .account, .pages, .notice, .screen { display: none } \
    header.site { background: none; color: #000; padding: 0 } main { padding: 0; max-width: none } \
    .table { overflow: visible } table { width: 100% } thead { display: table-header-group } \
    tr { break-inside: avoid } h2 { break-after: avoid } a { color: inherit; text-decoration: none } \
    td, th, td.id, th.id, td.text { overflow-wrap: anywhere; white-space: normal; min-width: 0; padding: .2mm 1mm } \
    .sign { break-inside: avoid } footer { padding: 2mm 0 0 } }
    """
}
