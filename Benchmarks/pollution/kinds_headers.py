"""Headers that are more, or less, than one row of names."""
from corpus import Form, kind


def merged(case, size=3):
    """The columns after the number in groups of two or three: (group names, column numbers)."""
    free = [n for n in range(len(case.header)) if n > case.key]
    return [(f"信息{chr(0x7532 + k)}", free[at:at + size]) for k, at in enumerate(range(0, len(free), size))]


@kind("merged headers", "two rows: groups above names, single columns in the first row")
def header_two_rows(case):
    upper, lower = list(case.header), [""] * len(case.header)
    for k, (group, members) in enumerate(merged(case)):
        for n in members:
            upper[n], lower[n] = (group if n == members[0] else ""), case.header[n]
            case.columns[n].name = f"{group}/{case.header[n]}"
    case.structure["header-rows"] = 2
    case.settings["header-rows"] = "2"
    case.write(head=[upper, lower])


@kind("merged headers", "three rows below a title")
def header_three_rows(case):
    rows = [list(case.header), [""] * len(case.header), [""] * len(case.header)]
    groups = merged(case, 2)
    for k, (group, members) in enumerate(groups):
        for n in members:
            rows[0][n] = "工单" if n == groups[0][1][0] else ""
            rows[1][n] = group if n == members[0] else ""
            rows[2][n] = case.header[n]
            case.columns[n].name = f"工单/{group}/{case.header[n]}"
    case.structure["header-rows"] = 3
    case.settings["header-rows"] = "3"
    case.write(head=rows, above=["样例市热线工单" + "," * (len(case.header) - 1)])


@kind("names", "a column without a name holds remarks; the mapping takes it by its position")
def unnamed_mapped(case):
    index = case.texts()[-1]
    case.header[index] = ""
    case.columns[index].name = f"#{index + 1}"
    for number, record in enumerate(case.records):
        record.set(index, f"见附页{number}")
    case.write()


@kind("names", "a column without a name that the mapping does not know")
def unnamed_extra(case):
    for number, record in enumerate(case.records):
        record.raw.append("补录" if number % 7 == 0 else "")
        record.want.append("")
    case.write(head=[case.header + [""]])


@kind("names", "the first column has no name: a frame's row numbers")
def index_column(case):
    body = [[str(number)] + record.raw for number, record in enumerate(case.records)]
    for record, cells in zip(case.records, body):
        record.line = Form().line(cells)
        record.cells = cells
    case.write(head=[[""] + case.header])


@kind("names", "a name twice, of columns that are not used")
def duplicate_unused(case):
    for number, record in enumerate(case.records):
        record.raw += [str(number), "甲"]
        record.want += ["", ""]
    case.settings["unused"] = "旧列"
    case.write(head=[case.header + ["旧列", "旧列"]])


@kind("names", "the number's name twice, with other contents: which one is meant is not said")
def duplicate_used(case):
    for record in case.records:
        record.raw.append(record.raw[case.key] + "B")
        record.want.append("")
        record.sure = False
    case.write(head=[case.header + [case.header[case.key]]])


@kind("names", "commas and quotation marks in names")
def names_quoted(case):
    case.header = [f'{name}("{number}",必填)' for number, name in enumerate(case.header)]
    for column, name in zip(case.columns, case.header):
        column.name = name
    case.write()


@kind("names", "line ends, blanks and a byte order mark in names")
def names_dirty(case):
    def broken(name):
        return f"{name[:2]}\n{name[2:]}" if len(name) > 2 and not name.isascii() else name
    for column, name in zip(case.columns, case.header):
        column.name = broken(name)
    names = [f" {broken(name)}\u3000" for name in case.header]
    names[0] = "\ufeff" + names[0]
    case.write(head=[names])


@kind("names", "zero-width and bidirectional marks in names")
def names_marked(case):
    case.write(head=[[f"\u200b{name}\u202c" if n % 2 else f"{name}\u200e" for n, name in enumerate(case.header)]])


@kind("names", "no header at all")
def header_missing(case):
    for record in case.records:
        record.sure = False
    case.structure["readable"] = False
    case.write()
    end = 1 + case.data.index(b"\n")
    case.data = case.data[end:]


@kind("names", "names in full width and capitals")
def names_fullwidth(case):
    if not case.header[0].isascii():
        return False
    case.header = ["".join(chr(ord(c) + 0xFEE0) if 0x21 <= ord(c) <= 0x7E else c for c in name) for name in case.header]
    for column, name in zip(case.columns, case.header):
        column.name = name
    case.write()
