"""Lines of glossary.csv that overrule how the words of a concept were linked."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from ...formats import SEPARATOR
from ...languages import LANGUAGES
from ...vocabulary.glossary import is_term


@dataclass(frozen=True)
class Linked:
    """A word of a concept, as `links` has it.

    Attributes
    ----------
    language, lemma : the word
    score : as `links` has it
    """

    language: str
    lemma: str
    score: float


@dataclass(frozen=True)
class Overruling:
    """A line of the researcher's glossary.

    Attributes
    ----------
    decision : reject, split or accept
    line : as it is to be written
    phrase : whether it can leave a multi-word term alone
    word : of a split, the word that is taken out; else ""
    language : its norm; else ""
    """

    decision: str
    line: str
    phrase: bool = False
    word: str = ""
    language: str = ""


def overrulings(concept: str, words: Sequence[Linked]) -> list[Overruling]:
    """What can be written of a concept: to part its norms, to take a word out, to add one.

    Parameters
    ----------
    concept : what it is called
    words : its words, in the order of the norms, the most frequent first

    Returns
    -------
    The lines. Nothing is to be parted where one norm has all words; and of two norms the row that
    parts them does what taking out a word would do. The word that is taken out is the one that is
    least sure, of several the last
    """
    norms = list(dict.fromkeys(word.language for word in words))
    found = []
    if len(norms) > 1:
        phrase = any(is_term(word.lemma) for word in words)
        found.append(Overruling("reject", _line(concept, words, "reject"), phrase))
    if len(norms) > 2:
        *_, out = sorted(words[1:], key=lambda word: -word.score)
        row = _line(concept, [out], "split")
        found.append(Overruling("split", row, is_term(out.lemma), out.lemma, out.language))
    return [*found, Overruling("accept", _line(concept, words, "accept"))]


def _line(concept: str, words: Sequence[Linked], decision: str) -> str:
    cells = [
        SEPARATOR.join(word.lemma for word in words if word.language == code) for code in LANGUAGES
    ]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow([concept, *cells, decision, ""])
    return buffer.getvalue()
