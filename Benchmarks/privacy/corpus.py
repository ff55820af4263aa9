"""A corpus of made-up messages to a hotline, with the places of what must be masked and what must stay.

  python3 corpus.py [--half one|two|three] [--texts 20000] [--seed 1]     prints JSON lines
  python3 corpus.py --check                                         compares the three halves

Half one may be looked at while the scanner is being changed; half two was looked at as well in the end. Half
three was written after the scanner and never used to tune it: it is the held-out measure. They share no sentence
frame, no name, no place and no spelling rule, except that a number without any separators occurs in each.
Everything is fictitious and depends on the seed alone.

A frame is a sentence with gaps, such as `电话{mobile}，住{address}`. A gap is filled by one of the half's
spelling rules for that kind. In what a rule returns, the signs that must not stay readable are between
‹ and ›; separators in between do not count. A secret is found if at most this many of its signs remain:

| kind     | signs that count                                     | may remain                              |
|----------|------------------------------------------------------|-----------------------------------------|
| mobile   | the 11 digits, without the country code              | 7 (the first three and the last four)   |
| landline | the subscriber's 7 or 8 digits, without the area code | 4                                      |
| identity | the 18 or 15 digits                                  | 10 or 9 (all but the date of birth)     |
| passport | letters and digits                                   | 5                                       |
| permit   | letters and digits                                   | 5; of 18 digits 10                      |
| hkid     | letter, digits and check digit                       | 4                                       |
| plate    | what follows the province and the letter of the city | 2                                       |
| bankcard | the 16 to 19 digits                                  | 10 (the first six and the last four)    |
| wechat   | letters and digits                                   | 4, at most half                         |
| qq       | digits                                               | 4, at most all but three                |
| email    | what precedes the @                                  | 3, at most half                         |
| name     | the given name (of names with ·: all but the first)  | 0; the surname may stay                 |
| address  | numbers of houses, buildings, units and rooms        | 0; names of areas and roads may stay    |
| group    | the number of a village group                        | 0                                       |

A hard negative is kept if all its signs are in the masked text as they were.
"""
import argparse, importlib, itertools, json, random, re, sys

HALVES = ["one", "two", "three"]
ALLOWED = {
    "mobile": lambda n: 7,
    "landline": lambda n: 4,
    "identity": lambda n: 10 if n > 15 else 9,
    "passport": lambda n: 5,
    "permit": lambda n: 10 if n > 15 else 5,
    "hkid": lambda n: 4,
    "plate": lambda n: 2,
    "bankcard": lambda n: 10,
    "wechat": lambda n: min(4, n // 2),
    "qq": lambda n: min(4, n - 3),
    "email": lambda n: min(3, n // 2),
    "name": lambda n: 0,
    "address": lambda n: 0,
    "group": lambda n: 0,
}
NUMERIC = ["mobile", "landline", "identity", "passport", "permit", "hkid", "plate", "bankcard", "wechat", "qq", "email"]


# Numbers, and how they can be written

def digits(r, count, first="0123456789"):
    return r.choice(first) + "".join(r.choice("0123456789") for _ in range(count - 1))


def letters(r, count, of="ABCDEFGHJKLMNPQRSTUVWXYZ"):
    return "".join(r.choice(of) for _ in range(count))


def grouped(text, sizes, separator):
    """`text` in groups of `sizes` characters; what is left over is the last group."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at:at + size])
        at += size
    return separator.join(part for part in parts + [text[at:]] if part)


def full_width(text):
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def spelled(text, signs):
    """`text` with its digits replaced by `signs`, ten characters from zero to nine."""
    return "".join(signs[int(sign)] if sign.isdigit() else sign for sign in text)


def birthday(r):
    return f"{r.randint(1945, 2006)}{r.randint(1, 12):02}{r.randint(1, 28):02}"


def check_digit(body):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]


def identity(r, areas, right=True, last=None):
    """An identity number of 18 signs, with a wrong check digit on request; `last` asks for that check digit."""
    while True:
        body = r.choice(areas) + birthday(r) + digits(r, 3)
        check = check_digit(body)
        if last and check != last:
            continue
        return body + (check if right else r.choice([d for d in "0123456789" if d != check]))


def identity15(r, areas):
    return r.choice(areas) + birthday(r)[2:] + digits(r, 3)


def card(r, length, prefixes, right=True):
    """The number of a bank card, with a wrong check digit on request."""
    prefix = r.choice(prefixes)
    body = prefix + digits(r, length - 1 - len(prefix))
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(body)))
    check = -total % 10
    return body + str(check if right else (check + r.randint(1, 9)) % 10)


def credit_code(r, area):
    """The unified social credit code of a company, with a right check sign."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = "91" + area + "MA" + letters(r, 1, "45") + letters(r, 6, signs)
    body = (body + letters(r, 17, signs))[:17]
    return body + signs[(31 - sum(signs.index(s) * pow(3, i, 31) for i, s in enumerate(body)) % 31) % 31]


# Texts

GAP = re.compile(r"\{(\w+)\}")


def pieces(marked):
    """What a rule returned, without its marks, and the positions of the signs that count."""
    text, positions, secret = [], [], False
    for sign in marked:
        if sign in "‹›":
            secret = sign == "‹"
            continue
        if secret and sign.isalnum():
            positions.append(len(text))
        text.append(sign)
    return "".join(text), positions


def kind_of(gap):
    return "name" if gap == "anyname" else gap


def filled(frame, half, r):
    """One text: its characters, its secrets and its hard negatives."""
    text, secrets, negatives, end = "", [], [], 0
    for gap in GAP.finditer(frame):
        text += frame[end:gap.start()]
        end = gap.end()
        rules = half.SPELLINGS.get(gap[1]) or half.NEGATIVES[gap[1]]
        rule = r.choice(sorted(rules))
        value, positions = pieces(rules[rule](r))
        at = len(text)
        span = {"kind": kind_of(gap[1]), "rule": rule, "start": at, "end": at + len(value)}
        if gap[1] in half.SPELLINGS:
            secrets.append({**span, "signs": [at + p for p in positions]})
        else:
            negatives.append(span)
        text += value
    return {"text": text + frame[end:], "secrets": secrets, "negatives": negatives}


def texts(half, count, seed):
    """`count` texts; every kind, and every negative, has its turn in choosing the frame."""
    r = random.Random(f"{half.__name__} {seed}")
    by_gap = {}
    for frame in half.FRAMES:
        for gap in set(GAP.findall(frame)):
            by_gap.setdefault(gap, []).append(frame)
    turns = itertools.cycle(sorted(by_gap))
    return [filled(r.choice(by_gap[next(turns)]), half, r) for _ in range(count)]


def left(span, kept):
    """How many of a secret's signs are among the positions that are still readable."""
    return sum(position in kept for position in span["signs"])


def is_found(span, kept):
    return left(span, kept) <= ALLOWED[span["kind"]](len(span["signs"]))


def is_kept(span, kept):
    return all(position in kept for position in range(span["start"], span["end"]))


def check():
    """Ends with 1 if the halves share more than they may."""
    halves, wrong = [importlib.import_module("half_" + half) for half in HALVES], []
    for half in halves:
        gaps = {gap for frame in half.FRAMES for gap in GAP.findall(frame)}
        wrong += [f"{half.__name__}: nothing fills {gap}" for gap in gaps - half.SPELLINGS.keys() - half.NEGATIVES.keys()]
        wrong += [f"{half.__name__}: no frame has {gap}" for gap in (half.SPELLINGS.keys() | half.NEGATIVES.keys()) - gaps]
        wrong += [f"{half.__name__}: {kind} is missing" for kind in ALLOWED.keys() - {kind_of(gap) for gap in half.SPELLINGS}]
        if len(set(half.FRAMES)) < 60:
            wrong.append(f"{half.__name__}: {len(set(half.FRAMES))} frames")

    def parts(half):
        return {
            "clauses": {clause for frame in half.FRAMES for clause in re.split(r"\{\w+\}|[，。；：！？、（）\n]", frame) if len(clause) >= 4},
            "surnames": {*half.SURNAMES, *half.RARE_SURNAMES},
            "given names": {*half.GIVEN, *half.RARE_GIVEN, *half.MINORITY},
            "places": {*half.PLACES, *half.ROADS, *half.ESTATES, *half.VILLAGES},
            "spelling rules": {(kind, rule) for kind in half.SPELLINGS for rule in half.SPELLINGS[kind] if rule != "plain"},
        }
    for (first, of_first), (second, of_second) in itertools.combinations([(half.__name__, parts(half)) for half in halves], 2):
        wrong += [f"{first} and {second} share {what}: {sorted(of_first[what] & of_second[what])}"
                  for what in of_first if of_first[what] & of_second[what]]
    for half in halves:
        rules = sum(len(rules) for rules in half.SPELLINGS.values())
        print(f"{half.__name__}: {len(set(half.FRAMES))} frames, {rules} spelling rules, {len(half.SURNAMES)} surnames")
    print("\n".join(wrong) or "the halves are disjoint")
    return bool(wrong)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--half", default="one", choices=HALVES)
    options.add_argument("--texts", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--check", action="store_true")
    asked = options.parse_args()
    if asked.check:
        sys.exit(check())
    for row in texts(importlib.import_module("half_" + asked.half), asked.texts, asked.seed):
        print(json.dumps(row, ensure_ascii=False))
