"""What a case is: a file, what is in it, and whether it may be refused.

What is right is written down here from the standard (ECMA-376, APPNOTE of ZIP) and from what the
programs show that people use, never from what ours answers.
"""

from dataclasses import dataclass

from . import archive, book

READ = "read"  # it is sound: it must be read, with these values
MAY = "may be refused"  # read with these values, or refused with a reason
REFUSED = "refused"  # there is no right reading

# A value that nobody can know: its record must not become a ticket without a word.
UNKNOWN = frozenset([None])


def one_of(*texts):
    """A cell for which several texts are right; `None` among them: the record may be quarantined."""
    return frozenset(texts)


@dataclass(frozen=True)
class Case:
    """A file that is made in a folder, and what must come of it."""

    name: str
    make: object  # called with a path
    rows: tuple = None  # the records below the header; `None`: they cannot be known
    verdict: str = REFUSED
    extension: str = "xlsx"
    # Where the campaign only must not crash, hang or use too much memory.
    is_open: bool = False


ALL = []


def case(name, content, rows=None, verdict=None, extension="xlsx", is_open=False):
    """Adds a case; its content is parts by name, bytes, or what makes either when it is called."""

    def make(path):
        made = content() if callable(content) else content
        if made is None:
            return
        if isinstance(made, book.Book):
            made = made.parts()
        with open(path, "wb") as file:
            file.write(archive.packed(made) if isinstance(made, dict) else made)

    rows = None if rows is None else tuple(tuple(row) for row in rows)
    ALL.append(Case(name, make, rows, verdict or (REFUSED if rows is None else READ), extension, is_open))


def cell_case(name, cell, value, verdict=None, properties="", **more):
    """A case with one cell in column 内容 of the second record, and what it is as text.

    With `column="时间"` the cell is in that column.
    """
    place = book.HEADER.index(more.pop("column", "内容"))
    rows = [list(row) for row in book.ROWS]
    rows[1][place] = cell
    wanted = [list(row) for row in book.ROWS]
    wanted[1][place] = value
    case(name, lambda: book.Book([book.HEADER, *rows]).parts(properties), wanted, verdict, **more)


def changed(part, old, new, count=1):
    """The sound workbook with a text of one part replaced."""

    def make():
        parts = book.sound()
        before = parts[part].decode()
        if old not in before:
            raise ValueError(f"{part} does not contain {old}")
        parts[part] = before.replace(old, new, count).encode()
        return parts

    return make


def with_parts(**parts):
    """The sound workbook with parts added or, where they are `None`, left out."""

    def make():
        made = {**book.sound(), **parts}
        return {name: data for name, data in made.items() if data is not None}

    return make
