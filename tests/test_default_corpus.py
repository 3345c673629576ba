"""The shipped corpus keeps its promises: what its data card and its design say is so.

Lengths, languages and comments are those of the texts as the study reads them, after cleaning. Each
check yields one line a fault that names the document; `BREAKAGES` damages a copy of the corpus in
one place each, to show that no check is blind.
"""

import csv
import datetime
import functools
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from scipy.stats import false_discovery_control, fisher_exact

from nordtema.corpus.copies import find_copies
from nordtema.corpus.language_id import identify
from nordtema.corpus.page import Page, read_page
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.topics.labels import read_labels
from nordtema.vocabulary.glossary import general_glossary, read_glossary

SHIPPED = Path(__file__).resolve().parents[1] / "corpus"
COLUMNS = [
    "doc_id", "path", "country", "language", "date", "title", "author", "source", "licence",
    "kind", "theme", "second_theme", "comments",
]  # fmt: skip
FOLDERS = {country.code: country.name.lower() for country in COUNTRIES.values()}
KINDS = ("post", "column", "guideline", "thread")
YEARS = range(2008, 2013)

DOCUMENTS_PER_COUNTRY = 72
BOKMAAL_SHARE = (0.70, 0.80)
WORDS = (250, 600)  # of the cleaned text; no allowance, cleaning leaves all of them inside
ALL_WORDS = (82_000, 100_000)  # 91,000 give or take a tenth; the boilerplate, cleaned off, is 8,000
COMMENTS = (2, 8)
THREAD_SHARE = (0.30, 0.37)
BOILERPLATE_SHARE = (0.40, 0.60)
SHARED_SENTENCE = 8  # words
SHARED_RUN = 12  # words, across sentences too
ALIKE = 0.2  # 5-word shingles; 0 is met by chance, the pipeline calls .8 a near-duplicate
DESIGN_TOLERANCE = 2  # documents
FALSE_DISCOVERIES = 0.05  # rate, over 8 themes × 3 pairs of countries
GROUPS, GROUPS_PER_THEME = 80, 10
PARALLEL_WORDS = (40, 90)
PARALLEL_RATIO = 1.25

#: what cleaning takes from a thread that has no boilerplate
COMMENT_LINES = {"comment head", "comment count", "reply buttons", "date line"}
BOILERPLATE = (
    "byline", "share buttons", "comment form", "plugin", "related posts", "footer",
    "tags and categories", "previous and next", "second copy",
)  # fmt: skip


# --- reading it ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Document:
    """A row of the manifest with its file and what the study reads in it."""

    row: dict[str, str]
    raw: str
    page: Page

    def __getattr__(self, name: str) -> str:
        try:
            return self.row[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def parts(self) -> list[str]:
        return ["\n".join(part.paragraphs) for part in self.page.parts]

    @property
    def text(self) -> str:
        return "\n".join(self.parts)

    @property
    def commenters(self) -> list[str]:
        return [part.writer for part in self.page.parts if part.kind == "comment"]


@dataclass(frozen=True)
class Corpus:
    """A folder like corpus/, read whole."""

    folder: Path
    documents: list[Document]
    design: list[dict[str, str]]
    parallel: list[dict[str, str]]


_page = functools.cache(read_page)  # a damaged copy shares most of its files with the shipped one
_identify = functools.cache(identify)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def read_corpus(folder: Path) -> Corpus:
    documents = []
    for row in rows_of(folder / "manifest.csv"):
        file = folder / row["path"]
        raw = file.read_text(encoding="utf-8") if file.is_file() else ""
        documents.append(Document(row, raw, _page(raw, row["author"], row["title"])))
    return Corpus(
        folder, documents, rows_of(folder / "design.csv"), rows_of(folder / "parallel.csv")
    )


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.casefold())


def sentences_of(text: str) -> Iterator[tuple[str, ...]]:
    """Sentences as words: no capitals, no punctuation. A line-break ends a sentence too."""
    for sentence in re.split(r"(?<=[.!?…:;])[\"'»”’)\]]*\s+|\n", text):
        yield tuple(words_of(sentence))


def runs_of(text: str, size: int) -> Iterator[tuple[str, ...]]:
    words = words_of(text)
    return (tuple(words[n : n + size]) for n in range(len(words) - size + 1))


def outside(value: float, bounds: tuple[float, float]) -> bool:
    return not bounds[0] <= value <= bounds[1]


# --- the checks ----------------------------------------------------------------------------------
def files(corpus: Corpus) -> Iterator[str]:
    """The manifest and the files name each other, once each."""
    listed = Counter(document.path for document in corpus.documents)
    found = {
        path.relative_to(corpus.folder).as_posix()
        for name in FOLDERS.values()
        for path in (corpus.folder / name).rglob("*")
        if path.is_file()
    }
    yield from (f"{path}: not in manifest.csv" for path in sorted(found - set(listed)))
    yield from (f"{path}: listed, but no such file" for path in sorted(set(listed) - found))
    yield from (f"{path}: listed {times} times" for path, times in listed.items() if times > 1)
    ids = Counter(document.doc_id for document in corpus.documents)
    yield from (f"{name}: doc_id given {times} times" for name, times in ids.items() if times > 1)
    for document in corpus.documents:
        if document.path != f"{FOLDERS.get(document.country)}/{document.doc_id}.txt":
            yield f"{document.doc_id}: path {document.path} tells another country or doc_id"
        if "\r" in document.raw or not document.raw.endswith("\n"):
            yield f"{document.doc_id}: lines must end in LF, the last one too"


def fields(corpus: Corpus) -> Iterator[str]:
    """Every cell of the manifest holds what it may hold."""
    themes = {row["theme"] for row in corpus.design}
    for document in corpus.documents:
        wrong = {
            "columns": list(document.row) != COLUMNS,
            "country": document.country not in COUNTRIES,
            "language": document.language not in norms_of(document.country),
            "date": not is_date(document.date),
            "kind": document.kind not in KINDS,
            "theme": document.theme not in themes,
            "second_theme": document.second_theme not in (themes | {""}) - {document.theme},
            "title": not document.title or document.title not in document.raw,
            "author": not document.author,
            "source": document.source != "constructed for nordtema",
            "licence": document.licence != "CC0-1.0",
        }
        for column in filter(wrong.get, wrong):
            yield f"{document.doc_id}: {column} {document.row.get(column)!r}"


def norms_of(country: str) -> tuple[str, ...]:
    return COUNTRIES[country].languages if country in COUNTRIES else ()


def is_date(text: str) -> bool:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and day.year in YEARS


def addresses(corpus: Corpus) -> Iterator[str]:
    """No address in a text belongs to anybody: all stand under example.com, .no, .dk or .se."""
    for document in corpus.documents:
        for address in re.findall(r"\w@[\w.-]+\.\w+|(?:https?://|www\.)[\w./-]+", document.raw):
            if not re.search(r"\bexample\.(com|no|dk|se)\b", address):
                yield f"{document.doc_id}: {address}"


def sizes(corpus: Corpus) -> Iterator[str]:
    """Enough documents a country, a quarter of Norway's in Nynorsk, spread over years and kinds."""
    for code in COUNTRIES:
        own = [document for document in corpus.documents if document.country == code]
        if len(own) < DOCUMENTS_PER_COUNTRY:
            yield f"{code}: {len(own)} documents"
        years = Counter(document.date[:4] for document in own)
        kinds = Counter(document.kind for document in own)
        yield from (f"{code}: {years[str(y)]} documents of {y}" for y in YEARS if years[str(y)] < 6)
        yield from (f"{code}: {kinds[kind]} of kind {kind}" for kind in KINDS if kinds[kind] < 3)
        if len({document.author for document in own}) < 12:
            yield f"{code}: fewer than 12 authors"
    norway = [document.language for document in corpus.documents if document.country == "NO"]
    if outside(norway.count("nb") / len(norway), BOKMAAL_SHARE):
        yield f"NO: {norway.count('nb')} of {len(norway)} in Bokmål"
    months = {document.date[:7] for document in corpus.documents}
    if len(months) < 48:
        yield f"only {len(months)} of 60 months have a document"


def lengths(corpus: Corpus) -> Iterator[str]:
    """Each text has 250 to 600 words, all have about 91,000."""
    counts = {document.doc_id: len(document.text.split()) for document in corpus.documents}
    yield from (f"{name}: {count} words" for name, count in counts.items() if outside(count, WORDS))
    if outside(sum(counts.values()), ALL_WORDS):
        yield f"{sum(counts.values())} words in all"


def languages(corpus: Corpus) -> Iterator[str]:
    """The detected norm is the manifest's: of the whole, of the post, of nine comments in ten."""
    comments, strange = 0, []
    for document in corpus.documents:
        post, *rest = document.parts
        for name, text in (("text", document.text), ("post", post)):
            if (found := _identify(text, document.country)) != document.language:
                yield f"{document.doc_id}: the {name} reads as {found}, not {document.language}"
        for number, text in enumerate(rest, 1):
            long = len(words_of(text)) >= 25
            comments += long
            if long and _identify(text, document.country) != document.language:
                strange.append(f"{document.doc_id}: comment {number} is not {document.language}")
    if len(strange) * 10 > comments:
        yield from strange


def threads(corpus: Corpus) -> Iterator[str]:
    """A third are threads of 2–8 comments by two writers or more; we find every comment."""
    for document in corpus.documents:
        found, told = len(document.commenters), int(document.comments)
        if found != told:
            yield f"{document.doc_id}: {told} comments in the manifest, {found} in the text"
        if document.kind != "thread":
            yield from [f"{document.doc_id}: a {document.kind} with comments"] * bool(told)
        elif outside(told, COMMENTS) or len(set(document.commenters) - {""}) < 2:
            yield f"{document.doc_id}: {told} comments by {sorted(set(document.commenters))}"
    for code in COUNTRIES:
        kinds = [document.kind for document in corpus.documents if document.country == code]
        if outside(kinds.count("thread") / len(kinds), THREAD_SHARE):
            yield f"{code}: {kinds.count('thread')} threads of {len(kinds)} documents"


def copies(corpus: Corpus) -> Iterator[str]:
    """No two documents are near-duplicates, or share a long sentence or run of words."""
    names = [document.doc_id for document in corpus.documents]
    texts = [document.text for document in corpus.documents]
    for copy in find_copies(texts, ALIKE):
        pair = f"{names[copy.original]} and {names[copy.index]}"
        yield f"{pair} are {copy.similarity:.2f} alike"
    long = ((s for s in sentences_of(text) if len(s) >= SHARED_SENTENCE) for text in texts)
    yield from shared(zip(names, long, strict=True))
    runs = (runs_of(text, SHARED_RUN) for text in texts)
    yield from shared(zip(names, runs, strict=True))


def shared(passages: Iterable[tuple[str, Iterable[tuple[str, ...]]]]) -> Iterator[str]:
    """The passages that stand in more than one text."""
    places = defaultdict(set)
    for name, found in passages:
        for passage in found:
            places[passage].add(name)
    for passage, owners in places.items():
        if len(owners) > 1:
            yield f"{' and '.join(sorted(owners))} share “{' '.join(passage)}”"


def design(corpus: Corpus) -> Iterator[str]:
    """The themes are planted as designed, within two documents."""
    for code in COUNTRIES:
        own = [document for document in corpus.documents if document.country == code]
        planted = Counter(document.theme for document in own)
        for row in corpus.design:
            wanted = float(row[code]) * len(own)
            if abs(planted[row["theme"]] - wanted) > DESIGN_TOLERANCE:
                ids = " ".join(d.doc_id for d in own if d.theme == row["theme"])
                yield f"{row['theme']}, {code}: {wanted:.0f} designed, planted: {ids}"
        if abs(sum(float(row[code]) for row in corpus.design) - 1) > 0.001:
            yield f"{code}: the designed shares do not add up to 1"
    for row in corpus.design:
        shares = [float(row[code]) for code in COUNTRIES]
        wide = round(max(shares) - min(shares), 3)
        size = "strong" if wide >= 0.2 else "weak" if 0.04 <= wide <= 0.08 else "none"
        if row["difference"] != size or (size == "none" and wide > 0):
            yield f"{row['theme']}: called {row['difference']}, but the shares differ by {wide}"
    called = Counter(row["difference"] for row in corpus.design)
    if called["strong"] != 2 or called["weak"] != 2 or called["none"] < 3:
        yield f"differences: {dict(called)}"


def oracle(corpus: Corpus) -> Iterator[str]:
    """Norway's and Denmark's strong differences show in the labels: no method can see more."""
    texts = Counter(document.country for document in corpus.documents)
    planted = Counter((document.theme, document.country) for document in corpus.documents)
    pairs = [(row["theme"], *pair) for row in corpus.design for pair in combinations(COUNTRIES, 2)]
    p_values = []
    for theme, *pair in pairs:
        own = [planted[theme, country] for country in pair]
        rest = [texts[country] - count for country, count in zip(pair, own, strict=True)]
        p_values.append(fisher_exact([own, rest]).pvalue)
    q_values = dict(zip(pairs, false_discovery_control(p_values), strict=True))
    for row in corpus.design:
        q_value = q_values[row["theme"], "NO", "DK"]
        if (q_value <= FALSE_DISCOVERIES) != (row["difference"] == "strong"):
            yield f"{row['theme']} is called {row['difference']}, but its q is {q_value:.4f}"


def boilerplate(corpus: Corpus) -> Iterator[str]:
    """About half of the texts are saved pages, and each sort of boilerplate is met in several."""
    met = Counter()
    for code in COUNTRIES:
        own = [document for document in corpus.documents if document.country == code]
        kept = 0
        for document in own:
            rules = {rule for rule, _ in document.page.removed}
            met.update(rules)
            kept += bool(rules - COMMENT_LINES)
        if outside(kept / len(own), BOILERPLATE_SHARE):
            yield f"{code}: {kept} of {len(own)} documents carry boilerplate"
    yield from (f"{met[rule]} documents with {rule}" for rule in BOILERPLATE if met[rule] < 10)
    for mask in ("⟨handle⟩", "⟨email⟩", "⟨url⟩"):
        if (count := sum(mask in document.text for document in corpus.documents)) < 10:
            yield f"{count} documents with {mask}"


def parallel(corpus: Corpus) -> Iterator[str]:
    """Each group is complete, of the right length and in the right norms."""
    themes = Counter(row["theme"] for row in corpus.parallel)
    groups = Counter(row["group"] for row in corpus.parallel)
    yield from (f"{name}: {times} times" for name, times in groups.items() if times > 1)
    if len(groups) < GROUPS:
        yield f"{len(groups)} groups"
    for row in corpus.design:
        if themes[row["theme"]] < GROUPS_PER_THEME:
            yield f"{themes[row['theme']]} groups of theme {row['theme']}"
    for row in corpus.parallel:
        counts = {code: len(row[code].split()) for code in LANGUAGES}
        if any(outside(count, PARALLEL_WORDS) for count in counts.values()):
            yield f"{row['group']}: words {counts}"
        if max(counts.values()) > PARALLEL_RATIO * max(1, min(counts.values())):
            yield f"{row['group']}: lengths not alike, {counts}"
        for code, language in LANGUAGES.items():
            if (found := _identify(row[code], language.country)) != code:
                yield f"{row['group']}: column {code} reads as {found}"


def control_is_apart(corpus: Corpus) -> Iterator[str]:
    """The control text feeds nothing: no sentence of it stands in the corpus, or twice in it."""
    for code in LANGUAGES:
        texts = [(document.doc_id, document.text) for document in corpus.documents]
        texts += [(row["group"], row[code]) for row in corpus.parallel]
        yield from shared(
            (name, (s for s in sentences_of(text) if len(s) >= SHARED_SENTENCE))
            for name, text in texts
        )


def data_card(corpus: Corpus) -> Iterator[str]:
    """The tables of README.md are what the manifest, the design and the files count up to."""
    tables = tables_of((corpus.folder / "README.md").read_text(encoding="utf-8"))
    for column, count in COUNTED.items():
        told = tables.get(f"counts: {column}", {})
        for country in (*COUNTRIES, "all"):
            own = [d for d in corpus.documents if country in (d.country, "all")]
            counted = count(own)
            for value in {*counted, *told} - {"all"}:
                if told.get(value, {}).get(country, "no row") != str(counted.get(value, 0)):
                    yield (
                        f"README.md, {column} {value}, {country}: {told.get(value)} told, "
                        f"{counted.get(value, 0)} counted"
                    )
    told = tables.get("design", {})
    for row in corpus.design:
        percent = {code: f"{100 * float(row[code]):.1f}" for code in COUNTRIES}
        if told.get(row["theme"]) != {**percent, "difference": row["difference"]}:
            yield f"README.md, design of {row['theme']}: {told.get(row['theme'])}"


def counter_of(column: str) -> Callable[[list[Document]], Counter]:
    return lambda documents: Counter(document.row[column] for document in documents)


COUNTED = {
    "language": counter_of("language"),
    "year": lambda documents: Counter(document.date[:4] for document in documents),
    "kind": counter_of("kind"),
    "theme": counter_of("theme"),
    "second theme": lambda documents: Counter(d.second_theme or "none" for d in documents),
    "size": lambda documents: Counter(
        documents=len(documents),
        comments=sum(int(document.comments) for document in documents),
        authors=len({document.author for document in documents}),
        words=sum(len(document.raw.split()) for document in documents),
    ),
}


def tables_of(markdown: str) -> dict[str, dict[str, dict[str, str]]]:
    """The tables below a line <!-- name -->: name → first cell of the row → heading → cell."""
    tables = {}
    for name, body in re.findall(r"<!-- ([\w :]+) -->\n\n((?:\|.*\n)+)", markdown):
        heading, _, *rows = (
            [cell.strip() for cell in line.strip("|").split("|")] for line in body.splitlines()
        )
        tables[name] = {row[0]: dict(zip(heading[1:], row[1:], strict=True)) for row in rows}
    return tables


CHECKS = [
    files, fields, addresses, sizes, lengths, languages, threads, copies, design, oracle,
    boilerplate, parallel, control_is_apart, data_card,
]  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return read_corpus(SHIPPED)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_shipped_corpus(check, shipped):
    faults = list(check(shipped))
    assert not faults, "\n" + "\n".join(faults)


# --- the researcher's own files beside it --------------------------------------------------------
def test_the_glossary_adds_to_the_general_one():
    general = {(entry.concept, entry.words) for entry in general_glossary()}
    own = read_glossary(SHIPPED / "glossary.csv")
    repeated = [entry.concept for entry in own if (entry.concept, entry.words) in general]
    assert len(own) >= 10 and not repeated, repeated
    unexplained = [row["concept"] for row in rows_of(SHIPPED / "glossary.csv") if not row["note"]]
    assert not unexplained


def test_each_planted_theme_and_daily_life_have_a_label(shipped):
    labels = read_labels(SHIPPED / "labels.csv")
    concepts = labels["concepts"].str.split()
    assert len(labels) == len(shipped.design) + 1
    assert concepts.map(len).between(6, 10).all()
    clashes = [(a, b) for a, b in combinations(concepts, 2) if set(a) & set(b)]
    assert not clashes, "two labels would be found by the same concept"


# --- no check is blind ---------------------------------------------------------------------------
def edit(name: str, old: str, new: str, times: int = 1) -> Callable[[Path], None]:
    """Damage one file of a copy; a pattern that is not there is an error of this test."""

    def damage(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        changed = re.sub(old, new, text, count=times, flags=re.MULTILINE)
        assert changed != text, f"{old!r} is not in {name}"
        (folder / name).write_text(changed, encoding="utf-8")

    return damage


def copy_a_sentence(folder: Path) -> None:
    sentence = max(sentences_of((folder / "norway/no-06.txt").read_text("utf-8")), key=len)
    with (folder / "norway/no-12.txt").open("a", encoding="utf-8") as handle:
        handle.write("\n" + " ".join(sentence).capitalize() + ".\n")


def copy_a_paragraph(folder: Path) -> None:
    with (folder / "sweden/se-02.txt").open("a", encoding="utf-8") as handle:
        handle.write("\n" + rows_of(folder / "parallel.csv")[4]["sv"] + "\n")


BREAKAGES = {
    "an orphan": (files, lambda f: shutil.copy(f / "norway/no-06.txt", f / "sweden/x.txt"),
                  "x.txt"),
    "a lost file": (files, lambda f: (f / "denmark/dk-09.txt").unlink(), "dk-09"),
    "an id twice": (files, edit("manifest.csv", "^dk-07,", "dk-08,"), "dk-08"),
    "a wrong country": (fields, edit("manifest.csv", "no-06.txt,NO", "no-06.txt,FI"), "no-06"),
    "an impossible day": (fields, edit("manifest.csv", r"(no-06.*nb,)[\d-]+", r"\g<1>2012-02-30"),
                          "no-06"),
    "an unknown theme": (fields, edit("manifest.csv", "^(no-06.*),democracy", r"\1,weather"),
                         "no-06"),
    "a real address": (addresses, edit("denmark/dk-14.txt", "example.dk", "firma.dk"), "dk-14"),
    "Nynorsk left out": (sizes, edit("manifest.csv", ",NO,nn,", ",NO,nb,", 0), "NO"),
    "a short text": (lengths, lambda f: (f / "denmark/dk-12.txt").write_text("Det begyndte.\n"),
                     "dk-12"),
    "another norm": (languages, edit("manifest.csv", "no-05.txt,NO,nn", "no-05.txt,NO,nb"),
                     "no-05"),
    "a lost comment": (threads, edit("manifest.csv", "^(no-03,.*,)8$", r"\g<1>7"), "no-03"),
    "a broken head": (threads, edit("denmark/dk-11.txt", "^Paragraffen sagde ...$", "Og så:"),
                      "dk-11"),
    "a copied document": (copies, lambda f: shutil.copy(f / "norway/no-06.txt",
                                                        f / "norway/no-12.txt"), "no-12"),
    "a copied sentence": (copies, copy_a_sentence, "no-12"),
    "a theme overdone": (design, edit("manifest.csv", "^(dk-.*),employees", r"\1,platforms", 4),
                         "platforms, DK"),
    "too weak to be found": (
        oracle, edit("manifest.csv", "^(dk-.*),employees", r"\1,platforms", 30), "employees"),
    "no boilerplate": (boilerplate, lambda f: [path.write_text("Kort.\n") for path in
                                           (f / "sweden").glob("*.txt")], "SE"),
    "an empty column": (parallel, edit("parallel.csv", r'(teaching-04,.*),"[^"]*"$', r"\1,"),
                        "teaching-04"),
    "a column of another norm": (
        parallel, edit("parallel.csv", r'^(teaching-05,\w+,)("[^"]*"),("[^"]*")', r"\1\3,\2"),
        "teaching-05"),
    "the control in the corpus": (control_is_apart, copy_a_paragraph, "se-02"),
    "a wrong count": (data_card, edit("README.md", r"^(\| thread \| )\d+", r"\g<1>99"), "thread"),
    "a wrong share": (data_card, edit("README.md", r"^(\| democracy \| )[\d.]+", r"\g<1>99.0"),
                      "democracy"),
}  # fmt: skip


@pytest.mark.parametrize("case", BREAKAGES)
def test_a_damaged_copy_is_noticed(case, tmp_path):
    check, damage, named = BREAKAGES[case]
    folder = tmp_path / "corpus"
    shutil.copytree(SHIPPED, folder)
    damage(folder)
    assert any(named in fault for fault in check(read_corpus(folder)))
