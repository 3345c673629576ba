"""The design of the corpus of issue 14, made and checked: no count in it is set by hand twice.

Writes corpus/design.csv, corpus/design_sectors.csv, corpus/design_kinds.csv, drafts/kept.csv and
drafts/briefs.csv (the lines on what a text is about come from drafts/subjects.csv, where it is there).
Run from the root of the checkout: python drafts/make_design.py
"""

import csv
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, "src")
from nordtema.corpus.page import read_page  # noqa: E402

DRAFTS = Path("drafts")
COUNTRIES = ("NO", "DK", "SE")
SECTORS = ("private", "public", "voluntary")
KINDS = ("post", "column", "guideline", "thread", "news")
THEMES = {
    "control": "loss of control and fear of mistakes",
    "strategy": "strategy, resources and measurement",
    "dialogue": "dialogue with customers and citizens",
    "reputation": "reputation and brand",
    "employees": "employees as ambassadors, private and work",
    "democracy": "democracy and the public sector",
    "teaching": "teaching and learning",
    "platforms": "platforms and tools",
}
#: documents of 72 with the theme as main or second one
PLACES = {t: (12, 12, 12) for t in THEMES} | {
    "democracy": (36, 12, 12), "employees": (12, 36, 36),
    "reputation": (18, 30, 18), "dialogue": (30, 18, 30),
}  # fmt: skip
SIZE = {t: "none" for t in THEMES} | {
    "democracy": "strong", "employees": "strong", "reputation": "moderate", "dialogue": "moderate"
}  # fmt: skip
BY_SECTOR = {t: "neither: one document in six in every sector of every country" for t in THEMES} | {
    "reputation": "by sector only: two in three private, one in six other documents, in each country; "
    "Denmark has more of it because it has more private documents",
    "employees": "by country in each sector: one in six in Norway, one in two in Denmark and Sweden",
    "democracy": "by country and by sector (public and voluntary)",
    "dialogue": "by country and by sector",
}
DOCUMENTS = {  # of each sector
    "NO": (12, 42, 18), "DK": (36, 18, 18), "SE": (12, 36, 24),
}  # fmt: skip
_sixth = {c: tuple(n // 6 for n in DOCUMENTS[c]) for c in COUNTRIES}
CELLS = {(t, c): _sixth[c] for t in ("control", "strategy", "teaching", "platforms") for c in COUNTRIES}
for c in COUNTRIES:
    private, public, voluntary = DOCUMENTS[c]
    CELLS["reputation", c] = (private * 2 // 3, public // 6, voluntary // 6)
    CELLS["employees", c] = _sixth[c] if c == "NO" else (private // 2, public // 2, voluntary // 2)
CELLS["democracy", "NO"], CELLS["dialogue", "NO"] = (1, 25, 10), (5, 17, 8)
CELLS["democracy", "DK"], CELLS["dialogue", "DK"] = (2, 5, 5), (4, 7, 7)
CELLS["democracy", "SE"], CELLS["dialogue", "SE"] = (1, 7, 4), (1, 17, 12)
KIND_COUNTS = {"NO": (27, 11, 8, 17, 9), "DK": (21, 9, 13, 22, 7), "SE": (25, 14, 8, 20, 5)}
PER_YEAR = {2008: 14, 2009: 14, 2010: 14, 2011: 15, 2012: 15}
KEPT = {
    "NO": {"private": "02 03 04 08 09 39", "public": "07 13 14 20 27 31 34 41 50 62 66 68",
           "voluntary": "16 18 36 38 42 43"},
    "DK": {"private": "06 07 11 19 42 47 53 63 66", "public": "10 13 21 22 24 30 37 44 45 70",
           "voluntary": "16 17 38 59 61"},
    "SE": {"private": "06 07 10 18 21 35 42", "public": "01 15 16 24 31 36 43 52 54 58 61 63 67",
           "voluntary": "04 20 27 45"},
}  # fmt: skip
#: name, role, sectors he or she is at home in (the first ones most)
VOICES = {
    "nb": [
        ("Wencke Aubert-Holm", "PR manager", "private public"),
        ("Torbjørn Skarpnes", "consultant", "private public voluntary"),
        ("Unni Grøtting", "municipal adviser", "public"),
        ("Raymond Fjeldbu", "union representative", "voluntary public"),
        ("Siv-Anita Lorås", "teacher", "public"),
        ("Halvard Brekkestø", "sceptic", "public voluntary"),
        ("Jonas Øyhaugen", "developer", "voluntary public private"),
    ],
    "nn": [
        ("Solbjørg Tveitnes", "municipal adviser", "public"),
        ("Arnfinn Myklathun", "sceptic", "voluntary public"),
        ("Guro Haukelid Sande", "student", "voluntary public"),
        ("Leidulv Rørvikdal", "teacher", "public"),
        ("Marta Kvåle Eikås", "shop owner", "private voluntary"),
        ("Oddmund Fitjastøl", "union representative", "public voluntary"),
    ],
    "da": [
        ("Henriette Skovgård-Lund", "consultant", "private public"),
        ("Flemming Rudkjær", "sceptic", "private voluntary"),
        ("Anne-Mette Tornvig", "municipal adviser", "public"),
        ("Jimmi Vestervang", "shop owner", "private"),
        ("Lone Bækmark", "union representative", "voluntary public private"),
        ("Emil Hasselris", "student", "voluntary private"),
        ("Grethe Ulvskov", "PR manager", "private"),
    ],
    "sv": [
        ("Katarina Wredenmark", "consultant", "private public"),
        ("Göte Lindhammar", "sceptic", "voluntary public"),
        ("Pia Sundevall", "municipal adviser", "public"),
        ("Amir Rosenby", "developer", "private voluntary"),
        ("Lisbeth Ekenryd", "teacher", "public"),
        ("Tommy Fagerås", "union representative", "public voluntary"),
        ("Frida Malmsätra", "student", "voluntary public"),
    ],
}
ROLE_THEMES = {
    "union representative": "employees democracy", "teacher": "teaching", "developer": "platforms control",
    "PR manager": "reputation strategy", "municipal adviser": "democracy dialogue control",
    "shop owner": "reputation dialogue", "sceptic": "", "consultant": "strategy reputation",
    "student": "platforms teaching",
}  # fmt: skip
GENRES = {
    "post": ["advice post", "reply to another's post", "advice post", "conference note",
             "product or survey note"],
    "column": ["column"],
    "guideline": ["guideline / house rules", "strategy draft", "guideline / house rules"],
    "thread": ["arguing thread"],
    "news": ["news item", "interview", "course announcement", "municipal notice"],
}  # fmt: skip
FURNITURE = ["byline", "share buttons", "comment form", "plugin", "related posts", "footer",
             "tags and categories", "previous and next"]  # fmt: skip
FEATURES = ["headings", "numbered list", "a link", "a smiley", "two or three misspellings", "plain",
            "bullet list", "English loans in plenty", "plain", "a dull one: no jokes, no examples"]  # fmt: skip


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def kept_rows(manifest):
    rows = []
    for country, sectors in KEPT.items():
        for sector, numbers in sectors.items():
            for number in numbers.split():
                old = manifest[f"{country.lower()}-{number}"]
                text = Path("corpus", old["path"]).read_text(encoding="utf-8")
                page = read_page(text, old["author"], old["title"])
                thread = {"comment head", "comment count", "reply buttons", "date line"}
                furniture = bool({rule for rule, _ in page.removed} - thread)
                rows.append({k: old[k] for k in ("doc_id", "country", "language", "date", "title",
                            "author", "kind")} | {"sector": sector, "theme": old["theme"],
                            "second_theme": old["second_theme"], "second_to_write": "",
                            "furniture": "yes" if furniture else "no"})  # fmt: skip
    return rows


def pair_up(rng, kept, country):
    """Second themes of the kept documents that have none, and the pairs of the new ones."""
    new = []
    for s, sector in enumerate(SECTORS):
        own = [row for row in kept if row["country"] == country and row["sector"] == sector]
        left = Counter({t: CELLS[t, country][s] for t in THEMES})
        left.subtract(row["theme"] for row in own)
        left.subtract(row["second_theme"] for row in own if row["second_theme"])
        assert min(left.values()) >= 0, (country, sector, left)
        empty = [row for row in own if not row["second_theme"]]
        size = DOCUMENTS[country][s] - len(own)
        bag = list(left.elements())
        assert len(bag) == len(empty) + 2 * size, (country, sector, len(bag), len(empty), size)

        def cost(bag):
            fills, rest = bag[: len(empty)], bag[len(empty) :]
            pairs = list(zip(rest[::2], rest[1::2], strict=True))
            same = sum(a == b for a, b in pairs)
            same += sum(f == r["theme"] for f, r in zip(fills, empty, strict=True))
            times = Counter(map(frozenset, pairs))
            return 100 * same + sum(n * n for n in times.values())

        rng.shuffle(bag)
        best = cost(bag)
        for _ in range(6000):
            i, j = rng.randrange(len(bag)), rng.randrange(len(bag))
            bag[i], bag[j] = bag[j], bag[i]
            if (now := cost(bag)) <= best:
                best = now
            else:
                bag[i], bag[j] = bag[j], bag[i]
        assert best < 100 or not bag, (country, sector, best)
        for row, theme in zip(empty, bag, strict=False):
            row["second_to_write"] = theme
        rest = bag[len(empty) :]
        new += [[sector, a, b] for a, b in zip(rest[::2], rest[1::2], strict=True)]
    mains = Counter(row["theme"] for row in kept if row["country"] == country)
    half = {t: PLACES[t][COUNTRIES.index(country)] / 2 for t in THEMES}
    for _ in range(5000):
        planned = mains + Counter(main for _, main, _ in new)
        pair = rng.choice(new)
        gain = (planned[pair[1]] - half[pair[1]]) - (planned[pair[2]] - half[pair[2]])
        if gain > 1 or (0 <= gain <= 1 and rng.random() < 0.1 and gain == 1):
            pair[1], pair[2] = pair[2], pair[1]
    rng.shuffle(new)
    return new


def spread_of_words(rng, kind):
    middle = {"post": 305, "column": 320, "guideline": 300, "thread": 390, "news": 200}[kind]
    least = 280 if kind == "thread" else 150
    return int(min(900, max(least, round(middle * 2.718 ** rng.gauss(0, 0.45), -1))))


def best_of(rng, options, cost, tries=4000):
    """Shuffle the options until the cost no longer falls."""
    options = list(options)
    rng.shuffle(options)
    best = cost(options)
    for _ in range(tries):
        i, j = rng.randrange(len(options)), rng.randrange(len(options))
        options[i], options[j] = options[j], options[i]
        if (now := cost(options)) <= best:
            best = now
        else:
            options[i], options[j] = options[j], options[i]
    return options


def briefs_of(rng, country, kept, subjects):
    own = [row for row in kept if row["country"] == country]
    new = pair_up(rng, kept, country)
    kinds = Counter(dict(zip(KINDS, KIND_COUNTS[country], strict=True)))
    kinds.subtract(row["kind"] for row in own)
    assert min(kinds.values()) >= 0, kinds

    def uneven(kinds):  # kinds are not tied to themes or sectors
        met = Counter(zip(kinds, (n[0] for n in new), strict=True))
        met.update(zip(kinds, ("m" + n[1] for n in new), strict=True))
        return sum(n * n for n in met.values())

    kind_of = best_of(rng, kinds.elements(), uneven)
    languages = ["nn"] * 12 + ["nb"] * 36 if country == "NO" else [{"DK": "da", "SE": "sv"}[country]] * 48

    def unlike(languages):
        met = Counter()
        for language, (sector, *themes), kind in zip(languages, new, kind_of, strict=True):
            if language == "nn":
                met.update([sector, kind, *themes, "m" + themes[0]])
        return sum(n * n for n in met.values())

    language_of = best_of(rng, languages, unlike)
    years = Counter(PER_YEAR)
    years.subtract(int(row["date"][:4]) for row in own)
    assert min(years.values()) >= 0, years
    year_of = list(years.elements())
    rng.shuffle(year_of)
    author_of = [None] * 48
    for language in sorted(set(language_of)):
        places = [i for i in range(48) if language_of[i] == language]
        voices = VOICES[language]
        names = [voices[n % len(voices)] for n in range(len(places))]

        def strange(names, places=places):
            total = 0
            for place, (_, role, home) in zip(places, names, strict=True):
                sector, *themes = new[place]
                total += 3 * (sector not in home.split()) - len(set(themes) & set(ROLE_THEMES[role].split()))
            met = Counter((name[0], new[p][1]) for p, name in zip(places, names, strict=True))
            return total + 0.4 * sum(n * n for n in met.values())

        for place, voice in zip(places, best_of(rng, names, strange), strict=True):
            author_of[place] = voice
    genre_of = [None] * 48
    for kind in KINDS:
        places = [i for i in range(48) if kind_of[i] == kind]
        genres = [GENRES[kind][n % len(GENRES[kind])] for n in range(len(places))]

        def odd(genres, places=places):
            total = 0
            for place, genre in zip(places, genres, strict=True):
                sector, *themes = new[place]
                total += 2 * (genre == "municipal notice" and sector != "public")
                role = author_of[place][1]
                total += genre == "municipal notice" and role != "municipal adviser"
                total += genre == "course announcement" and "teaching" not in themes
                total += genre == "strategy draft" and not {"strategy", "reputation", "dialogue"} & set(themes)
            return total

        if places:
            for place, genre in zip(places, best_of(rng, genres, odd), strict=True):
                genre_of[place] = genre
    furnished = [True] * (36 - sum(row["furniture"] == "yes" for row in own))
    furnished = best_of(rng, furnished + [False] * (48 - len(furnished)),
                        lambda f: sum(n * n for n in Counter(zip(kind_of, f, strict=True)).values()))  # fmt: skip
    months = rng.sample(range(60), 60)
    rows, number = [], 101
    for i, (sector, main, second) in enumerate(new):
        year = year_of[i]
        month = next(m for m in months if m // 12 == year - 2008)
        months.remove(month)
        months.append(month)
        # the years of few texts begin their months anew
        day = rng.randint(1, 28)
        kind = kind_of[i]
        rows.append({
            "doc_id": f"{country.lower()}-{number + i}", "country": country, "language": language_of[i],
            "author": author_of[i][0], "role": author_of[i][1], "kind": kind, "genre": genre_of[i],
            "sector": sector, "theme": main, "second_theme": second,
            "date": f"{year}-{month % 12 + 1:02d}-{day:02d}", "words": spread_of_words(rng, kind),
            "comments": rng.randint(2, 8) if kind == "thread" else 0,
            "furniture": "; ".join(rng.sample(FURNITURE, rng.randint(2, 4))) if furnished[i] else "no",
            "teaser": "no", "copy_of": "", "address": "", "features": FEATURES[(i * 7 + ord(country[0])) % 10],
            "about": "",
        })  # fmt: skip
    furnished_rows = [r for r in rows if r["furniture"] != "no"]
    for row in rng.sample([r for r in furnished_rows if r["kind"] != "news"], 5):
        row["teaser"] = "yes"
    for row in rng.sample(furnished_rows, 8):
        row["address"] = rng.choice(["@handle", "e-mail under example", "www address under example"])
    replies = [r for r in rows if r["genre"].startswith("reply")]
    for row in rng.sample(replies, 2):
        earlier = [r for r in rows if r["date"] < row["date"] and r["language"] == row["language"]
                   and r["author"] != row["author"] and r["kind"] in ("post", "column")
                   and r["theme"] in (row["theme"], row["second_theme"])]  # fmt: skip
        if earlier:
            row["copy_of"] = max(earlier, key=lambda r: r["date"])["doc_id"]
    max(rows, key=lambda r: r["words"])["words"] = 900
    for row in rows:
        row["about"] = subjects.get(row["doc_id"], "")
    return rows


def check(kept, briefs):
    everything = [(r["country"], r["sector"], r["kind"], r["theme"], r["second_theme"] or r["second_to_write"])
                  for r in kept]  # fmt: skip
    everything += [(r["country"], r["sector"], r["kind"], r["theme"], r["second_theme"]) for r in briefs]
    for n, c in enumerate(COUNTRIES):
        own = [e for e in everything if e[0] == c]
        assert len(own) == 72 and all(e[3] != e[4] and e[4] for e in own)
        places = Counter(t for e in own for t in e[3:])
        assert all(places[t] == PLACES[t][n] for t in THEMES), places
        mains = Counter(e[3] for e in own)
        assert min(mains[t] for t in THEMES) >= 4, mains
        for s, sector in enumerate(SECTORS):
            cell = Counter(t for e in own if e[1] == sector for t in e[3:])
            assert all(cell[t] == CELLS[t, c][s] for t in THEMES), (c, sector, cell)
        assert tuple(Counter(e[2] for e in own)[k] for k in KINDS) == KIND_COUNTS[c]
        years = Counter(r["date"][:4] for r in [*kept, *briefs] if r["country"] == c)
        assert all(years[str(y)] == PER_YEAR[y] for y in PER_YEAR), years
        furniture = sum(r["furniture"] != "no" for r in [*kept, *briefs] if r["country"] == c)
        assert furniture == 36, furniture
        norms = Counter(r["language"] for r in [*kept, *briefs] if r["country"] == c)
        print(c, "mains", dict(mains), "norms", dict(norms),
              "to write in kept:", sum(r["second_to_write"] != "" for r in kept if r["country"] == c))  # fmt: skip
    nn = [r for r in [*kept, *briefs] if r["language"] == "nn"]
    print("nn mains", dict(Counter(r["theme"] for r in nn)), "places",
          dict(Counter(t for r in nn for t in (r["theme"], r["second_theme"] or r["second_to_write"]))))  # fmt: skip
    words = sorted(r["words"] for r in briefs)
    print("words: median", words[len(words) // 2], "least", words[0], "most", words[-1], "all", sum(words))
    print("genres", dict(Counter(r["genre"] for r in briefs)))
    print("months", len({r["date"][:7] for r in [*kept, *briefs]}))
    for norm in VOICES:
        print(norm, dict(Counter(r["author"] for r in briefs if r["language"] == norm)))
    abouts = Counter(r["about"] for r in briefs if r["about"])
    assert all(n == 1 for n in abouts.values())
    print("lines on what it is about:", len(abouts))


def main():
    manifest = {r["doc_id"]: r for r in rows_of(DRAFTS / "manifest_before.csv")}
    subjects = {}
    if (DRAFTS / "subjects.csv").is_file():
        subjects = {r["doc_id"]: r["about"] for r in rows_of(DRAFTS / "subjects.csv")}
    kept = kept_rows(manifest)
    briefs = [row for c in COUNTRIES for row in briefs_of(random.Random(f"14 {c}"), c, kept, subjects)]
    check(kept, briefs)
    write(DRAFTS / "kept.csv", kept)
    write(DRAFTS / "briefs.csv", briefs)
    write(Path("corpus/design.csv"), [
        {"theme": t, "description": THEMES[t]}
        | {c: f"{PLACES[t][n] / 144:.4f}" for n, c in enumerate(COUNTRIES)}
        | {"difference": SIZE[t]}
        | {f"documents_{c}": PLACES[t][n] for n, c in enumerate(COUNTRIES)}
        | {"by_sector": BY_SECTOR[t]} for t in THEMES])  # fmt: skip
    write(Path("corpus/design_sectors.csv"), [
        {"theme": t, "sector": sector}
        | {c: CELLS[t, c][s] for c in COUNTRIES}
        | {f"documents_{c}": DOCUMENTS[c][s] for c in COUNTRIES}
        | {f"share_{c}": f"{CELLS[t, c][s] / DOCUMENTS[c][s]:.4f}" for c in COUNTRIES}
        for t in THEMES for s, sector in enumerate(SECTORS)])  # fmt: skip
    write(Path("corpus/design_kinds.csv"), [
        {"kind": k} | {c: KIND_COUNTS[c][n] for c in COUNTRIES} for n, k in enumerate(KINDS)])  # fmt: skip


main()
