"""What holds of the control text, and of the second parallel text for developing the vocabulary."""

import functools
from collections import Counter
from collections.abc import Iterator

from shipped_corpus import CHECKOUT, Corpus, Row, long_sentences, outside, rows_of, shared

from nordtema.corpus.language_id import identify
from nordtema.languages import LANGUAGES

DEVELOPMENT = CHECKOUT / "tests" / "data" / "concepts_parallel.csv"
CONTROL_GROUPS, DEVELOPMENT_GROUPS = 16, 10  # a theme
PARALLEL_WORDS = (40, 90)
PARALLEL_RATIO = 1.25
COLUMNS = ["group", "theme", *LANGUAGES]

_identify = functools.cache(identify)


def control(corpus: Corpus) -> Iterator[str]:
    """Each group of the control text is complete, of the right length and in the right norms."""
    yield from _groups(corpus, corpus.table("parallel"), CONTROL_GROUPS)


def development(corpus: Corpus) -> Iterator[str]:
    """The second parallel text is as long and as complete."""
    yield from _groups(corpus, rows_of(DEVELOPMENT), DEVELOPMENT_GROUPS)


def _groups(corpus: Corpus, rows: list[Row], per_theme: int) -> Iterator[str]:
    if list(rows[0]) != COLUMNS:
        yield f"columns {list(rows[0])}"
    themes = Counter(row["theme"] for row in rows)
    groups = Counter(row["group"] for row in rows)
    yield from (f"{name}: {times} times" for name, times in groups.items() if times > 1)
    for row in corpus.table("design"):
        if themes[row["theme"]] != per_theme:
            yield f"{themes[row['theme']]} groups of theme {row['theme']}"
    for row in rows:
        yield from _norms_of(row)


def _norms_of(row: Row) -> Iterator[str]:
    counts = {code: len(row[code].split()) for code in LANGUAGES}
    if any(outside(count, PARALLEL_WORDS) for count in counts.values()):
        yield f"{row['group']}: words {counts}"
    if max(counts.values()) > PARALLEL_RATIO * max(1, min(counts.values())):
        yield f"{row['group']}: lengths not alike, {counts}"
    for code, language in LANGUAGES.items():
        if (found := _identify(row[code], language.country)) != code:
            yield f"{row['group']}: column {code} reads as {found}"


def apart(corpus: Corpus) -> Iterator[str]:
    """The control text feeds nothing: no sentence of it stands in the corpus, or elsewhere."""
    quoting = {frozenset((d.doc_id, d.quotes)) for d in corpus.documents if d.quotes}
    for code in LANGUAGES:
        texts = [(document.doc_id, document.text) for document in corpus.documents]
        texts += [(row["group"], row[code]) for row in corpus.table("parallel")]
        texts += [(f"{row['group']} of development", row[code]) for row in rows_of(DEVELOPMENT)]
        found = shared((name, long_sentences(text)) for name, text in texts)
        for sentence, owners in found.items():
            if frozenset(owners) not in quoting:
                yield f"{' and '.join(sorted(owners))} share “{sentence}”"


CHECKS = [control, development, apart]
