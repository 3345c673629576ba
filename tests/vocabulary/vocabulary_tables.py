"""Small tables that the tests of the vocabulary share: lemmas of four norms, invented texts."""

from itertools import product
from random import Random

import pandas as pd

COUNTRY_OF = {"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"}


def lemma_table(words: dict[str, str] | list[tuple], frequency: int = 10) -> pd.DataFrame:
    """Lemmas from {"nb": "skole by"} or [("nb", "skole"), ("nb", "by", 3)]."""
    if isinstance(words, dict):
        words = [(code, word) for code, text in words.items() for word in text.split()]
    rows = [(*word, frequency)[:3] for word in words]
    return pd.DataFrame(rows, columns=["language", "lemma", "frequency"])


def frame_of(language: str, words: list[str], frequency: int = 10) -> pd.DataFrame:
    """The lemmas of one norm, as a finder of cognates reads them."""
    return lemma_table([(language, word) for word in words], frequency)


def units_of(texts: list[tuple[str, str]]) -> pd.DataFrame:
    """A row a (language, text), each its own document."""
    return pd.DataFrame(
        [
            (f"u{number:03}", f"d{number:03}", COUNTRY_OF[language], language, text)
            for number, (language, text) in enumerate(texts)
        ],
        columns=["unit_id", "doc_id", "country", "language", "text"],
    )


def everything_is_a_cognate(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """The most eager finder there can be: whatever it is asked for is certain."""
    pairs = list(product(sorted(left["lemma"]), sorted(right["lemma"])))
    return pd.DataFrame(pairs, columns=["left", "right"]).assign(score=1.0)


def finder(*pairs: tuple[str, str, float]):
    """A finder that knows some pairs (in either order) and their scores."""

    def find(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        here, there = set(left["lemma"]), set(right["lemma"])
        both = [*pairs, *((b, a, score) for a, b, score in pairs)]
        found = sorted({p for p in both if p[0] in here and p[1] in there}, key=lambda p: -p[2])
        return pd.DataFrame(found, columns=["left", "right", "score"])

    return find


def concept_of(links: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(language, lemma) → concept."""
    keys = zip(links["language"], links["lemma"], strict=True)
    return dict(zip(keys, links["concept"], strict=True))


TEXTS = [
    ("nb", "Skolen ligger ved havnen, og elevene leser bøker om båter og fisk."),
    ("nb", "Kommunen vil bygge en ny skole. Læreren mener at elevene trenger bøker."),
    ("nb", "Fiskeren selger fisk i havnen; båten hans er gammel, men fisken er god."),
    ("nn", "Skulen ligg ved hamna, og elevane les bøker om båtar og fisk."),
    ("nn", "Læraren på skulen fortel om fisk, og elevane skriv i bøkene sine."),
    ("da", "Skolen ligger ved havnen, og eleverne læser bøger om både og fisk."),
    ("da", "Kommunen vil bygge en ny skole. Læreren mener, at eleverne savner bøger."),
    ("da", "Fiskeren sælger fisk i havnen; fiskerens båd er gammel."),
    ("sv", "Skolan ligger vid hamnen, och eleverna läser böcker om båtar och fisk."),
    ("sv", "Kommunen vill bygga en ny skola. Läraren menar att eleverna saknar böcker."),
    ("sv", "Fiskaren säljer fisk i hamnen; båten är gammal."),
]


def in_any_order(text: str, number: int) -> str:
    """The words of a text in an order of their own, so that no two of them are a term."""
    words = text.split()
    Random(number).shuffle(words)
    return " ".join(words)
