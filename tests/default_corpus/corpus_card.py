"""The tables of the data card, corpus/README.md, as the texts and the design count up to them.

`make corpus-card` prints them; with `--write` they are put where they belong in the page.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import combinations
from statistics import fmean

from corpus_rates import RATES, by_norm, rates, shares, words_in
from planted_words import PlantedWords, oracle_q_values, planted_shares
from shipped_corpus import SHIPPED, Corpus, Document, read_shipped

from nordtema.languages import COUNTRIES, LANGUAGES

SECTORS = ("public", "private", "voluntary")
KINDS = ("post", "column", "guideline", "thread", "news")
EDITIONS = {"new": True, "kept": False}

Table = list[list[str]]


def size(corpus: Corpus) -> Table:
    return _by_country(
        "", corpus,
        lambda documents: {
            "documents": len(documents),
            "new": sum(document.new for document in documents),
            "kept": sum(not document.new for document in documents),
            "comments": sum(int(document.comments) for document in documents),
            "authors": len({document.author for document in documents}),
            "words in the files": sum(len(document.raw.split()) for document in documents),
            "words after cleaning": words_in(document.text for document in documents),
        },
    )  # fmt: skip


def norms(corpus: Corpus) -> Table:
    return _counted("norm", corpus, LANGUAGES, lambda document: document.language)


def years(corpus: Corpus) -> Table:
    return _counted("year", corpus, map(str, range(2008, 2013)), lambda document: document.date[:4])


def kinds(corpus: Corpus) -> Table:
    return _counted("kind", corpus, KINDS, lambda document: document.kind)


def sectors(corpus: Corpus) -> Table:
    return _counted("sector", corpus, SECTORS, lambda document: document.sector)


def themes(corpus: Corpus) -> Table:
    """Documents with a theme: as main and as second one."""
    table = [["theme", *COUNTRIES, "difference"]]
    for row in corpus.table("design"):
        cells = []
        for code in COUNTRIES:
            main, second = (
                sum(themes[place] == row["theme"] for themes in map(_themes, corpus.of(code)))
                for place in (0, 1)
            )
            cells.append(f"{main + second} ({main} + {second})")
        table.append([row["theme"], *cells, row["difference"]])
    return table


def oracle(corpus: Corpus) -> Table:
    """q of tests that know the themes, by pair of countries."""
    found = oracle_q_values(corpus)
    pairs = list(combinations(COUNTRIES, 2))
    table = [["theme", *(f"{a} and {b}" for a, b in pairs)]]
    for row in corpus.table("design"):
        values = (found[row["theme"], a, b] for a, b in pairs)
        table.append(
            [row["theme"], *("< .0005" if q < 0.0005 else f"{q:.3f}".lstrip("0") for q in values)]
        )
    return table


def themes_by_sector(corpus: Corpus) -> Table:
    """Of the documents of a sector, those that have the theme."""
    table = [["theme", "sector", *COUNTRIES]]
    for row in corpus.table("design"):
        for sector in SECTORS:
            cells = []
            for code in COUNTRIES:
                own = [document for document in corpus.of(code) if document.sector == sector]
                cells.append(f"{sum(row['theme'] in d.themes for d in own)} of {len(own)}")
            table.append([row["theme"], sector, *cells])
    return table


def rates_of(edition: str) -> Callable[[Corpus], Table]:
    def made(corpus: Corpus) -> Table:
        found = {norm: rates(texts) for norm, texts in _editions(corpus, edition).items()}
        table = [["per 1,000 words", *LANGUAGES, "aim"]]
        for name, (_, least, most) in RATES.items():
            aim = f"{least}–{most}" if least else f"under {most}"
            table.append([name, *(f"{found[norm][name]:.1f}" for norm in LANGUAGES), aim])
        return table

    return made


def shares_of_texts(corpus: Corpus) -> Table:
    found = {
        (edition, norm): shares(texts)
        for edition in EDITIONS
        for norm, texts in _editions(corpus, edition).items()
    }
    names = next(iter(found.values()))
    heading = [f"{norm}, {edition}" for edition, norm in found]
    return [
        ["% of texts with", *heading],
        *([name, *(f"{column[name]:.0f}" for column in found.values())] for name in names),
    ]


def words_of_themes(corpus: Corpus) -> Table:
    """Means over texts: of the listed words, those of its themes; of content words, the listed."""
    planted = PlantedWords(corpus)
    table = [
        ["norm", "texts", "main theme", "second theme", "other themes", "listed of content words"]
    ]
    for edition in EDITIONS:
        for norm in LANGUAGES:
            own = [d for d in corpus.documents if d.language == norm and d.new == EDITIONS[edition]]
            parts = [planted_shares(planted, document) for document in own]
            means = (f"{100 * fmean(column):.0f} %" for column in zip(*parts, strict=True))
            table.append([norm, edition, *means])
    return table


def voices(corpus: Corpus) -> Table:
    texts = Counter(document.author for document in corpus.documents if document.new)
    return [
        ["norm", "writer", "texts", "role", "register"],
        *([row["language"], row["author"], str(texts[row["author"]]), row["role"], row["register"]]
          for row in corpus.table("voices")),
    ]  # fmt: skip


TABLES: dict[str, Callable[[Corpus], Table]] = {
    "size": size,
    "norms": norms,
    "years": years,
    "kinds": kinds,
    "sectors": sectors,
    "themes": themes,
    "oracle": oracle,
    "themes by sector": themes_by_sector,
    "rates of the new texts": rates_of("new"),
    "rates of the kept texts": rates_of("kept"),
    "shares of texts": shares_of_texts,
    "words of the themes": words_of_themes,
    "voices": voices,
}


def _themes(document: Document) -> tuple[str, str]:
    return document.themes


def _editions(corpus: Corpus, edition: str) -> dict[str, list[str]]:
    return by_norm(d for d in corpus.documents if d.new == EDITIONS[edition])


def _counted(
    name: str, corpus: Corpus, values: Iterable[str], value_of: Callable[[Document], str]
) -> Table:
    rows = list(values)

    def counted(documents: list[Document]) -> dict[str, int]:
        found = Counter(map(value_of, documents))
        return {value: found[value] for value in rows}

    return _by_country(name, corpus, counted)


def _by_country(
    name: str, corpus: Corpus, count: Callable[[list[Document]], dict[str, int]]
) -> Table:
    columns = [count(corpus.of(code)) for code in COUNTRIES] + [count(corpus.documents)]
    rows = ([row, *(f"{column[row]:,}" for column in columns)] for row in columns[0])
    return [[name, *COUNTRIES, "all"], *rows]


def written(table: Table) -> str:
    """As Markdown."""
    heading, *rows = (f"| {' | '.join(cells)} |" for cells in table)
    return "\n".join([heading, "|" + "---|" * len(table[0]), *rows]) + "\n"


def block(name: str) -> re.Pattern[str]:
    """A table of the page, below a line that names it."""
    return re.compile(rf"(<!-- card: {re.escape(name)} -->\n\n)((?:\|.*\n)*)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put them into corpus/README.md")
    write = parser.parse_args().write
    corpus, page = read_shipped(), SHIPPED / "README.md"
    text = page.read_text(encoding="utf-8")
    for name, table in TABLES.items():
        lines = written(table(corpus))
        print(f"{name}\n\n{lines}")
        text = block(name).sub(lambda found, lines=lines: found[1] + lines, text)
    if write:
        page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
