"""Polluted CSV files with the truth about them, made from the clean tables of `tables.py`.

  corpus.py [--kind KIND] FOLDER     writes the files, for whoever wants to look at them

A kind is a function that takes a `Case` (one table, clean) and gives it its bytes. The truth is of
each record what a careful person would enter, having the file and the mapping and nothing else:

- `sure`: the file determines the record; entering it is right, quarantining it is a loss;
- not sure: the file does not determine it; it belongs in quarantine, and a ticket is right only
  where it happens to hold what the pollution has destroyed.
"""
import copy, datetime, os, random, sys
import tables

KINDS = {}
BLANKS = " \t\r\n\u00a0\u200b\u3000"


def kind(family, doc):
    """Registers a kind: its name is the function's, with hyphens."""
    def register(function):
        KINDS[function.__name__.strip("_").replace("_", "-")] = (family, doc, function)
        return function
    return register


class Form:
    """How cells become lines."""

    def __init__(self, delimiter=",", quote='"', escape="doubled", end="\n", always=False):
        self.delimiter, self.quote, self.escape, self.end, self.always = delimiter, quote, escape, end, always

    def cell(self, text):
        if self.quote is None:
            if self.escape == "backslash":
                for sign in ("\\", self.delimiter, "\n"):
                    text = text.replace(sign, "\\" + sign)
            return text
        special = {*self.delimiter, self.quote, "\n", "\r"} | ({"\\"} if self.escape == "backslash" else set())
        if not self.always and not special & set(text):
            return text
        if self.escape == "backslash":
            text = text.replace("\\", "\\\\").replace(self.quote, "\\" + self.quote)
        else:
            text = text.replace(self.quote, self.quote * 2)
        return self.quote + text + self.quote

    def line(self, cells):
        return self.delimiter.join(self.cell(cell) for cell in cells)


class Record:
    """A record: what is to be entered, what the cells hold, and how it is written."""

    def __init__(self, cells):
        self.want = list(cells)     # what a careful person enters, by column
        self.raw = list(cells)      # the cells' text as a right parser gives it
        self.line = None            # the line as written, where it is not just the cells
        self.sure = True
        self.also = {}              # by column: other texts that are right too

    def set(self, index, raw, want=None):
        self.raw[index] = raw
        self.want[index] = raw if want is None else want


class Case:
    def __init__(self, name, table, seed):
        self.name, self.table = name, table
        self.draw = random.Random(f"{seed} {name} {table.name}")
        self.records = [Record(row) for row in table.rows]
        self.columns = [copy.copy(column) for column in table.columns]
        self.header = [column.name for column in self.columns]
        self.settings, self.steps = {}, []
        self.structure = {"delimiter": ",", "quote": '"', "escape": "doubled", "header-rows": 1,
                          "charset": ["utf-8"], "readable": True}
        self.above = []          # lines above the header that are not blank
        self.skipped = 0         # rows that the setting `skip` takes out
        self.codec = "utf-8"     # the codec in which the peers' copy is converted, None: as it is
        self.data = None
        self.key, self.time = table.key, next(n for n, c in enumerate(table.columns) if c.field == "call.receivedAt")

    def some(self, share=6):
        """Every sixth record or so, from the third on."""
        return self.records[2::share]

    def texts(self):
        """The columns of plain text other than the number."""
        return [n for n, c in enumerate(self.columns) if c.field and c.transform == "text" and n != self.key]

    def phone(self):
        return self.table.index("phone")

    def each(self, change):
        """Changes every text of the records and of the truth alike, before anything is polluted."""
        for record in self.records:
            record.want = [change(text) for text in record.want]
            record.raw = list(record.want)

    def without(self, signs):
        """The same table with texts that can be written without quotes."""
        def change(text):
            for sign in signs:
                text = text.replace(sign, "、")
            return text
        self.each(change)

    def encodable(self, codec):
        """The same table with texts that the charset has."""
        self.each(lambda text: text.encode(codec, "replace").decode(codec).replace("?", "〇"))

    def dialect(self, form, **settings):
        self.structure.update(delimiter=form.delimiter, quote=form.quote or "none",
                              escape=form.escape if form.quote or form.escape == "backslash" else "none")
        self.settings.update(settings)

    def write(self, form=None, head=None, above=(), body=None, below=(), charset="utf-8", mark=b"", last=True):
        """The file: lines above, header rows, body (records, rows of cells, lines as they are), lines below."""
        form = form or Form()
        self.above = [line for line in above if line.strip(form.delimiter + " \t")]
        lines = list(above) + [form.line(row) for row in (head or [self.header])]
        for item in self.records if body is None else body:
            if isinstance(item, Record):
                lines.append(form.line(item.raw) if item.line is None else item.line)
            else:
                lines.append(item if isinstance(item, str) else form.line(item))
        lines += below
        text = form.end.join(lines) + (form.end if last else "")
        self.data = mark + text.encode(charset, "surrogateescape")
        self.codec = charset
        return self

    def instant(self, index, text):
        """What a ticket says of a time written in the clean layout."""
        return f"{text[:10]}T{text[11:]}+08:00" if len(text) > 10 else text

    def value(self, index, text):
        text = text.strip(BLANKS)
        if self.table.columns[index].transform == "instant" and text:
            return self.instant(index, text)
        return text


def moment(text):
    return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S")


def names():
    """All kinds, in the order of their families."""
    import kinds_dialects, kinds_charsets, kinds_rows, kinds_headers, kinds_cells, kinds_values  # noqa: F401
    return list(KINDS)


def cases(name, seed=20211009):
    """A kind's cases, one a table; a kind may leave out a table that cannot have it."""
    names()
    for table in tables.tables(seed):
        case = Case(name, table, seed)
        if KINDS[name][2](case) is not False:
            yield case


def main():
    words, every = sys.argv[1:], names()
    for name in [words[1]] if words[0] == "--kind" else every:
        os.makedirs(f"{words[-1]}/{name}", exist_ok=True)
        for case in cases(name):
            with open(f"{words[-1]}/{name}/{case.table.name}.csv", "wb") as file:
                file.write(case.data)


if __name__ == "__main__":
    sys.modules["corpus"] = sys.modules["__main__"]
    main()
