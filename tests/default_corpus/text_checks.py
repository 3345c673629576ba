"""What holds of the texts and of their manifest: a check yields one line a fault."""

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterator

from shipped_corpus import Corpus, Document, long_sentences, outside, runs_of, shared, words_of

from nordtema.corpus.copies import find_copies
from nordtema.corpus.language_id import identify
from nordtema.languages import COUNTRIES

COLUMNS = [
    "doc_id", "path", "country", "language", "date", "title", "author", "source", "licence",
    "kind", "sector", "theme", "second_theme", "comments", "quotes",
]  # fmt: skip
FOLDERS = {country.code: country.name.lower() for country in COUNTRIES.values()}
KINDS = ("post", "column", "guideline", "thread", "news")
SECTORS = ("public", "private", "voluntary")
YEARS = range(2008, 2013)

DOCUMENTS_PER_COUNTRY = 72
NEW_SHARE = (0.6, 0.7)
BOKMAAL_SHARE = (0.70, 0.80)
WORDS = (140, 1000)  # of the cleaned text
SHORTEST, LONGEST = 170, 850  # a country has a text as short, and one as long
COMMENTS = (2, 8)
BOILERPLATE_SHARE = (0.40, 0.60)
SHARED_RUN = 12  # words, across sentences too
ALIKE = 0.2  # 5-word shingles; 0 is met by chance, the pipeline calls .8 a near-duplicate

#: what cleaning takes from a thread that has no boilerplate
COMMENT_LINES = {"comment head", "comment count", "reply buttons", "date line"}
BOILERPLATE = (
    "byline", "share buttons", "comment form", "plugin", "related posts", "footer",
    "tags and categories", "previous and next", "second copy",
)  # fmt: skip

_identify = functools.cache(identify)


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
    themes = {row["theme"] for row in corpus.table("design")}
    ids = {document.doc_id for document in corpus.documents}
    for document in corpus.documents:
        wrong = {
            "columns": list(document.row) != COLUMNS,
            "country": document.country not in COUNTRIES,
            "language": document.language not in _norms_of(document.country),
            "date": not _is_date(document.date),
            "kind": document.kind not in KINDS,
            "sector": document.sector not in SECTORS,
            "theme": document.theme not in themes,
            "second_theme": document.second_theme not in themes - {document.theme},
            "title": not document.title or document.title not in document.raw,
            "author": not document.author,
            "source": document.source != "constructed for nordtema",
            "licence": document.licence != "CC0-1.0",
            "quotes": document.quotes not in (ids | {""}) - {document.doc_id},
        }
        for column in filter(wrong.get, wrong):
            yield f"{document.doc_id}: {column} {document.row.get(column)!r}"


def _norms_of(country: str) -> tuple[str, ...]:
    return COUNTRIES[country].languages if country in COUNTRIES else ()


def _is_date(text: str) -> bool:
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
    """Enough documents a country, two thirds new, a quarter of Norway's Nynorsk, over all years."""
    for code in COUNTRIES:
        own = corpus.of(code)
        if len(own) < DOCUMENTS_PER_COUNTRY:
            yield f"{code}: {len(own)} documents"
        if outside(sum(document.new for document in own) / len(own), NEW_SHARE):
            yield f"{code}: {sum(document.new for document in own)} new documents of {len(own)}"
        years = Counter(document.date[:4] for document in own)
        yield from (f"{code}: {years[str(y)]} documents of {y}" for y in YEARS if years[str(y)] < 6)
        if len({document.author for document in own}) < 12:
            yield f"{code}: fewer than 12 authors"
    norway = [document.language for document in corpus.of("NO")]
    if outside(norway.count("nb") / len(norway), BOKMAAL_SHARE):
        yield f"NO: {norway.count('nb')} of {len(norway)} in Bokmål"
    months = {document.date[:7] for document in corpus.documents}
    if len(months) < 48:
        yield f"only {len(months)} of 60 months have a document"


def lengths(corpus: Corpus) -> Iterator[str]:
    """Texts of 150 words and of 900, and none outside of that."""
    for code in COUNTRIES:
        counts = {document.doc_id: len(document.text.split()) for document in corpus.of(code)}
        wrong = (name for name, count in counts.items() if outside(count, WORDS))
        yield from (f"{name}: {counts[name]} words" for name in wrong)
        if min(counts.values()) > SHORTEST or max(counts.values()) < LONGEST:
            yield f"{code}: {min(counts.values())} to {max(counts.values())} words"


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
    """Threads have 2 to 8 comments by two writers or more; we find every comment."""
    for document in corpus.documents:
        found, told = len(document.commenters), int(document.comments)
        if found != told:
            yield f"{document.doc_id}: {told} comments in the manifest, {found} in the text"
        if document.kind != "thread":
            yield from [f"{document.doc_id}: a {document.kind} with comments"] * bool(told)
        elif outside(told, COMMENTS) or len(set(document.commenters) - {""}) < 2:
            yield f"{document.doc_id}: {told} comments by {sorted(set(document.commenters))}"


def copies(corpus: Corpus) -> Iterator[str]:
    """No two documents are near-duplicates, or share a sentence, unless one quotes the other."""
    names = [document.doc_id for document in corpus.documents]
    texts = [document.text for document in corpus.documents]
    quoting = {frozenset((d.doc_id, d.quotes)): d for d in corpus.documents if d.quotes}
    for copy in find_copies(texts, ALIKE):
        pair = frozenset((names[copy.original], names[copy.index]))
        if pair not in quoting:
            yield f"{' and '.join(sorted(pair))} are {copy.similarity:.2f} alike"
    found = shared(zip(names, map(long_sentences, texts), strict=True))
    yield from _not_quoted(found, quoting)
    runs = shared(
        (name, runs_of(text, SHARED_RUN)) for name, text in zip(names, texts, strict=True)
    )
    yield from _not_quoted(runs, quoting)
    met = {frozenset(owners) for owners in found.values()}
    yield from (f"{d.doc_id} does not quote {d.quotes}" for p, d in quoting.items() if p not in met)


def _not_quoted(found: dict[str, set[str]], quoting: dict[frozenset, Document]) -> Iterator[str]:
    for passage, owners in found.items():
        if frozenset(owners) not in quoting:
            yield f"{' and '.join(sorted(owners))} share “{passage}”"


def boilerplate(corpus: Corpus) -> Iterator[str]:
    """About half of the texts are saved pages, and each sort of boilerplate is met in several."""
    met: Counter[str] = Counter()
    for code in COUNTRIES:
        own, saved = corpus.of(code), 0
        for document in own:
            rules = {rule for rule, _ in document.page.removed}
            met.update(rules)
            saved += bool(rules - COMMENT_LINES)
        if outside(saved / len(own), BOILERPLATE_SHARE):
            yield f"{code}: {saved} of {len(own)} documents carry boilerplate"
    yield from (f"{met[rule]} documents with {rule}" for rule in BOILERPLATE if met[rule] < 10)
    for mask in ("⟨handle⟩", "⟨email⟩", "⟨url⟩"):
        if (count := sum(mask in document.text for document in corpus.documents)) < 10:
            yield f"{count} documents with {mask}"


CHECKS = [
    files, fields, addresses, sizes, lengths, languages, threads, copies, boilerplate,
]  # fmt: skip
