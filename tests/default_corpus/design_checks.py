"""What holds of the design and of the texts planted for it."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from planted_words import PlantedWords, oracle_q_values, planted_shares
from shipped_corpus import Corpus, Document

from nordtema.languages import COUNTRIES, LANGUAGES

MAIN_THEME_AT_LEAST = 4  # documents a country
LIST_AT_MOST = 40  # words a theme and norm
DIFFERENCES = {"none": 0, "moderate": 12, "strong": 24}  # documents of 72
FALSE_DISCOVERIES = 0.05  # rate, over 8 themes × 3 pairs of countries
VOICES_PER_NORM = 5
LEADING = 0.9  # of the texts tell more in words of their main theme than in those of any other
IN_THEIR_WORDS = 0.7  # of the listed words of a text belong to one of its two themes, at the median


def design(corpus: Corpus) -> Iterator[str]:
    """The themes are planted as designed: as main or second theme, and by places."""
    for row in corpus.table("design"):
        theme = row["theme"]
        for code in COUNTRIES:
            own = corpus.of(code)
            planted = sum(theme in document.themes for document in own)
            if planted != int(row[f"documents_{code}"]):
                yield f"{theme}, {code}: {row[f'documents_{code}']} designed, {planted} planted"
            if abs(float(row[code]) - planted / (2 * len(own))) > 0.0001:
                yield f"{theme}, {code}: a share of {row[code]}, {planted} of {2 * len(own)} places"
            main = sum(document.theme == theme for document in own)
            if main < MAIN_THEME_AT_LEAST:
                yield f"{theme}, {code}: main theme of {main} documents"
        counts = [int(row[f"documents_{code}"]) for code in COUNTRIES]
        if DIFFERENCES[row["difference"]] != max(counts) - min(counts):
            yield f"{theme}: called {row['difference']}, but planted {counts}"
    called = Counter(row["difference"] for row in corpus.table("design"))
    if called != {"strong": 2, "moderate": 2, "none": 4}:
        yield f"differences: {dict(called)}"


def sectors(corpus: Corpus) -> Iterator[str]:
    """Each cell of theme, sector and country is as designed."""
    for row in corpus.table("design_sectors"):
        for code in COUNTRIES:
            own = [d for d in corpus.of(code) if d.sector == row["sector"]]
            told = int(row[code]), int(row[f"documents_{code}"])
            planted = sum(row["theme"] in document.themes for document in own), len(own)
            if told != planted:
                yield f"{row['theme']}, {row['sector']}, {code}: {told} designed, {planted} planted"


def second_grouping(corpus: Corpus) -> Iterator[str]:
    """Reputation differs by sector, and in no sector by country; employees the other way round."""
    share = {
        (row["theme"], row["sector"], code): float(row[f"share_{code}"])
        for row in corpus.table("design_sectors")
        for code in COUNTRIES
    }
    names = sorted({sector for _, sector, _ in share})
    for sector in names:
        if len({share["reputation", sector, code] for code in COUNTRIES}) > 1:
            yield f"reputation differs by country among {sector} documents"
        if share["employees", sector, "DK"] - share["employees", sector, "NO"] < 0.3:
            yield f"employees does not differ by country among {sector} documents"
    for code in COUNTRIES:
        if len({share["employees", sector, code] for sector in names}) > 1:
            yield f"employees differs by sector in {code}"
        if share["reputation", "private", code] - share["reputation", "public", code] < 0.3:
            yield f"reputation does not differ by sector in {code}"


def kinds(corpus: Corpus) -> Iterator[str]:
    """Kinds are as designed, and unequal by country."""
    rows = corpus.table("design_kinds")
    for row in rows:
        for code in COUNTRIES:
            planted = sum(document.kind == row["kind"] for document in corpus.of(code))
            if planted != int(row[code]):
                yield f"{row['kind']}, {code}: {row[code]} designed, {planted} planted"
        if len({row[code] for code in COUNTRIES}) == 1:
            yield f"{row['kind']} does not differ by country"


def oracle(corpus: Corpus) -> Iterator[str]:
    """A test that knows the themes finds the strong differences, and none that was not planted."""
    found = oracle_q_values(corpus)
    for row in corpus.table("design"):
        for a, b in combinations(COUNTRIES, 2):
            planted = abs(int(row[f"documents_{a}"]) - int(row[f"documents_{b}"]))
            q_value = found[row["theme"], a, b]
            if planted == DIFFERENCES["strong"] and q_value > FALSE_DISCOVERIES:
                yield f"{row['theme']}, {a} and {b}: strong, but q is {q_value:.4f}"
            if planted == DIFFERENCES["none"] and q_value <= FALSE_DISCOVERIES:
                yield f"{row['theme']}, {a} and {b}: none planted, but q is {q_value:.4f}"


def lists(corpus: Corpus) -> Iterator[str]:
    """Each theme has a list in every norm, of at most forty words, none of them on two lists."""
    rows = corpus.table("theme_words")
    for norm in LANGUAGES:
        words = Counter(row[norm] for row in rows)
        yield from (f"{word} ({norm}) is listed {n} times" for word, n in words.items() if n > 1)
        sizes = Counter(row["theme"] for row in rows if row[norm])
        for row in corpus.table("design"):
            if not 0 < sizes[row["theme"]] <= LIST_AT_MOST:
                yield f"{row['theme']} ({norm}): {sizes[row['theme']]} words"


def told_in_their_words(corpus: Corpus) -> Iterator[str]:
    """A text tells most in the words of its main theme, and little in those of themes it lacks."""
    planted = PlantedWords(corpus)
    for code in COUNTRIES:
        own = corpus.of(code)
        astray = [d for d in own if _leading(planted, d) != d.theme]
        if len(astray) > (1 - LEADING) * len(own):
            told = ", ".join(f"{d.doc_id} ({_leading(planted, d)})" for d in astray)
            yield f"{code}: another theme leads in {told}"
        both = sorted(sum(planted_shares(planted, document)[:2]) for document in own)
        if both[len(both) // 2] < IN_THEIR_WORDS:
            yield f"{code}: {both[len(both) // 2]:.2f} of the listed words are of the two themes"


def _leading(planted: PlantedWords, document: Document) -> str:
    found = planted.of(document)
    return max(document.themes + tuple(found), key=lambda theme: found[theme])


def voices(corpus: Corpus) -> Iterator[str]:
    """The new texts are by the writers of voices.csv, five a norm or more."""
    rows = corpus.table("voices")
    told = {(row["language"], row["author"]) for row in rows}
    wrote = {(document.language, document.author) for document in corpus.documents if document.new}
    yield from (f"{author} ({norm}): not in voices.csv" for norm, author in wrote - told)
    yield from (f"{author} ({norm}) has written nothing" for norm, author in told - wrote)
    for norm in LANGUAGES:
        if (count := sum(row["language"] == norm for row in rows)) < VOICES_PER_NORM:
            yield f"{norm}: {count} voices"


CHECKS = [
    design, sectors, second_grouping, kinds, oracle, lists, told_in_their_words, voices,
]  # fmt: skip
