"""Random changes by hand on the switch: each is found."""

import shutil

from support.campaign import last_words
from support.cutover.city import LiveSwitch
from support.cutover.kills import Commands

TABLES = [f"{kind}_{generation}" for kind in ("num", "plan", "day") for generation in "ab"]


def run(campaign):
    switch = LiveSwitch(campaign, f"{campaign.folder}/edits")
    count = max(8, campaign.size * 6)
    try:
        switch.make()
        commands = Commands(switch)
        commands.prepare("flip")
        kept = Kept(switch)
        found = 0
        for trial in range(count):
            random = campaign.random("edit", trial)
            edit = EDITS[trial % len(EDITS)]
            account = edit(switch, kept, random)
            outcome = switch.hotline("verify", "--switch", "core-1", expect=None)
            if outcome.code == 2:
                found += 1
            else:
                campaign.fail("edit not found", f"{account}: {last_words(outcome)}")
            kept.restore()
            again = switch.hotline("verify", "--switch", "core-1", expect=None)
            rest = again.err.replace(b"HL5413", b"")
            if again.code and b"[HL" in rest:
                campaign.fail("not restored", f"{account}: {last_words(again)}")
        campaign.figure("changes by hand", f"{count}, {found} found")
    finally:
        switch.end()


class Kept:
    """What the switch had, to be put back."""

    def __init__(self, switch):
        self.switch = switch
        self.rows = {}
        for table in [*TABLES, "ctl"]:
            lines = switch.sql(
                f"SELECT id || '|' || key_name || '|' || key_value FROM mg_{table} ORDER BY id;")
            self.rows[table] = [line.split("|") for line in lines.splitlines()]
        shutil.copy(switch.list, switch.list + ".kept")
        self.touched_list = False

    def restore(self):
        text = "BEGIN;\n"
        for table, rows in self.rows.items():
            text += f"DELETE FROM mg_{table};\n"
            for number, key, value in rows:
                text += (
                    f"INSERT INTO mg_{table} (id, key_name, key_type, value_type, key_value, expires) "
                    f"VALUES ({number}, '{key}', 0, 0, '{value}', 0);\n")
        self.switch.sql(text + "COMMIT;\n")
        for table in [*TABLES, "ctl"]:
            self.switch.kamcmd("htable.reload", table)
        if self.touched_list:
            with open(self.switch.list + ".kept", encoding="utf-8") as file:
                self.switch.write_list(file.read())
            self.touched_list = False


def a_row(kept, random):
    table = random.choice([name for name in TABLES if kept.rows[name]])
    return table, random.choice(kept.rows[table])


def changed(value):
    return value[:-1] + ("x" if value[-1:] != "x" else "y")


def memory_row(switch, kept, random):
    table, (_, key, value) = a_row(kept, random)
    switch.kamcmd("htable.sets", table, f"s:{key}", f"s:{changed(value)}")
    return f"memory {table} {key} changed"


def memory_gone(switch, kept, random):
    table, (_, key, _) = a_row(kept, random)
    switch.kamcmd("htable.delete", table, f"s:{key}")
    return f"memory {table} {key} deleted"


def memory_new(switch, kept, random):
    table, _ = a_row(kept, random)
    switch.kamcmd("htable.sets", table, f"s:9{random.randrange(10**6)}", "s:R12345,x")
    return f"memory {table} got a row"


def stored_row(switch, kept, random):
    table, (number, key, value) = a_row(kept, random)
    switch.sql(f"UPDATE mg_{table} SET key_value = '{changed(value)}' WHERE id = {number};")
    return f"database {table} {key} changed"


def stored_gone(switch, kept, random):
    table, (number, key, _) = a_row(kept, random)
    switch.sql(f"DELETE FROM mg_{table} WHERE id = {number};")
    return f"database {table} {key} deleted"


def stored_new(switch, kept, random):
    table, _ = a_row(kept, random)
    switch.sql(
        f"INSERT INTO mg_{table} (id, key_name, key_type, value_type, key_value, expires) "
        f"VALUES (99999999, '9{random.randrange(10**6)}', 0, 0, 'R12345,x', 0);")
    return f"database {table} got a row"


def stored_expiring(switch, kept, random):
    table, (number, key, _) = a_row(kept, random)
    switch.sql(f"UPDATE mg_{table} SET expires = 4102444800 WHERE id = {number};")
    return f"database {table} {key} expires"


def both_rows(switch, kept, random):
    account = stored_row(switch, kept, random)
    switch.kamcmd("htable.reload", account.split()[1])
    return f"{account}, and loaded"


def pointer_memory(switch, kept, random):
    switch.kamcmd("htable.sets", "ctl", "active", "b")
    return "pointer in memory"


def pointer_both(switch, kept, random):
    switch.sql("UPDATE mg_ctl SET key_value = 'b' WHERE key_name = 'active';")
    switch.kamcmd("htable.sets", "ctl", "active", "b")
    return "pointer in memory and database"


def pointer_stored(switch, kept, random):
    switch.sql("UPDATE mg_ctl SET key_value = 'b' WHERE key_name = 'active';")
    return "pointer in the database"


def edit_list(switch, kept, random, loads):
    kept.touched_list = True
    with open(switch.list, encoding="utf-8") as file:
        lines = file.read().splitlines()
    index = random.randrange(1, len(lines))
    fields = lines[index].split(" ")
    kind = random.choice(["gone", "address", "priority", "off", "new", "stray", "skipped"])
    if kind == "gone":
        del lines[index]
    elif kind == "address":
        fields[1] = fields[1].replace("127.0.0.1", "127.0.0.2")
    elif kind == "priority":
        fields[3] = str(int(fields[3]) + 7)
    elif kind == "off":
        fields[2] = "4"
    elif kind == "new":
        lines.append(f"{fields[0]} sip:new@127.0.0.1:5999 0 1 {fields[4]}")
    elif kind == "stray":
        # Somebody else's row in a set of ours: calls would reach it.
        lines.append(f"{fields[0]} sip:stray@127.0.0.1:5999 0 90")
    else:
        lines.append("nonsense row")
    if kind in ("address", "priority", "off"):
        lines[index] = " ".join(fields)
    text = "\n".join(lines) + "\n"
    if loads:
        switch.write_list(text)
    else:
        with open(switch.list, "w", encoding="utf-8") as file:
            file.write(text)
    return f"list {kind} at {index}{', and loaded' if loads else ''}"


def listed(switch, kept, random):
    return edit_list(switch, kept, random, False)


def listed_and_loaded(switch, kept, random):
    return edit_list(switch, kept, random, True)


def generation_copied(switch, kept, random):
    """The live rows become those of the other generation, in memory and in the database."""
    for kind in ("num", "plan", "day"):
        switch.sql(
            f"DELETE FROM mg_{kind}_a; INSERT INTO mg_{kind}_a SELECT * FROM mg_{kind}_b;")
        switch.kamcmd("htable.reload", f"{kind}_a")
    return "generation a replaced by b"


def restarted(switch, kept, random):
    switch.kill()
    switch.start()
    return "switch restarted"


# The short form tries the first of them.
EDITS = [
    memory_row, stored_gone, pointer_both, both_rows, listed, stored_expiring, generation_copied,
    restarted, memory_gone, memory_new, stored_row, stored_new, pointer_memory, pointer_stored,
    listed_and_loaded, listed, listed_and_loaded,
]
