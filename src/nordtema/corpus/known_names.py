"""Names known before a text is read: writers of the whole corpus, and the researcher's decisions.

Writers are looked for by their full names, in any case, order and spelling; their family names
count as family names beside a title or once a document has the full name. The researcher's
`names.csv` has the last word: `mask` hides a name wherever it stands, `keep` spares it. Public
persons, those who speak for a party, are kept where the study says so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..study import StudyError
from .persons import Evidence, is_listed_institution, persons_in
from .registers import FAMILY_WORD, GIVEN_OTHER, PARTICLES, bare, facts, folded, neighbours
from .sieve import Sieve
from .signs import Mention
from .sources import read_own_table

COLUMNS = ("name", "decision")
DECISIONS = ("mask", "keep")
_OF_PARTY = re.compile(r"(?:own_)?(?:(?:speaker|taler|talare)[_ ])?part(?:y|i)(?:[_ ]name)?", re.I)
_TOKEN = re.compile(r"[^\W_]+")
_NICKNAME = re.compile(r"\w*(?:\d|_|[a-zæøåäö][A-ZÆØÅÄÖ])\w*")
_SHORTEST_NICKNAME = 5
_LOOSE = {
    "a": "(?:aa|ae|[aåäæáà])", "o": "(?:oe|[oøöó])", "e": "[eéèêë]", "u": "[uüú]", "i": "[iíï]",
    "y": "[yý]", "c": "[cçć]", "n": "[nñ]", "s": "[sšś]", "z": "[zž]", "d": "[dðđ]",
}  # fmt: skip


class Phrase(NamedTuple):
    """A name that is searched for: its first word, folded, its pattern, and what is told of it."""

    first: str
    pattern: re.Pattern[str]
    kind: str
    reason: str


@dataclass(frozen=True)
class KnownNames:
    """What is known of names before a text is read.

    Attributes
    ----------
    phrases : last word of a name, in small letters and each spelling → names that end in it
    words : single words of writers' names, in small letters → facts of the registers
    kept : a word of a kept name, folded → the words of each such name, and why it is kept
    hidden : words of the names that the researcher hides, in small letters
    """

    phrases: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, tuple[tuple[frozenset[str], str], ...]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def found(self, texts: Sequence[str]) -> list[list[Mention]]:
        """Where known names stand in the texts of a document, whatever their case.

        Parameters
        ----------
        texts : of one document

        Returns
        -------
        A list for each text
        """
        here = self._last_words.of("\n".join(texts)) if self.phrases else []
        lasts = sorted(set().union(*here))
        return [self._found(text, lasts) for text in texts] if lasts else [[] for _ in texts]

    def _found(self, text: str, lasts: Sequence[str]) -> list[Mention]:
        lower = text.lower()
        ending = [name for last in lasts if last in lower for name in self.phrases[last]]
        words = set(_TOKEN.findall(folded(text))) if ending else set()
        return [
            Mention(match.start(), match.end(), name.kind, True, name.reason)
            for name in ending
            if name.first in words or f"{name.first}s" in words
            for match in name.pattern.finditer(text)
        ]

    @functools.cached_property
    def _last_words(self) -> Sieve[set[str]]:
        """The last words of names among the words of a text."""
        return Sieve(self._lasts_of)

    def _lasts_of(self, word: str) -> set[str]:
        lower = word.lower()
        return self.phrases.keys() & ({lower} if lower.isalpha() else set(_TOKEN.findall(lower)))

    def spared(self, name: str) -> str:
        """Why a name that would be hidden is kept; "" for none.

        A part of a kept name is kept as well: who keeps Kari Hansen keeps "fru Hansen".

        Parameters
        ----------
        name : as it stands in a text

        Returns
        -------
        str
        """
        if not self.kept:
            return ""
        words = frozenset(folded(bare(word)) for word in re.findall(r"[^\W_]+", name))
        names = (one for word in words for one in self.kept.get(word, ()))
        return next((why for whole, why in names if words <= whole), "")


def read_names(path: Path | None) -> pd.DataFrame:
    """Read names.csv: name, decision (mask | keep).

    Parameters
    ----------
    path : a table with these columns; None for no decisions

    Returns
    -------
    The rows of the table, all text

    Raises
    ------
    StudyError
        Names the row, the value and the remedy.
    """
    if path is None:
        return pd.DataFrame(columns=list(COLUMNS))
    table = read_own_table(path, COLUMNS)
    seen: dict[str, str] = {}
    for number, name, decision in zip(
        table.index + 2, table["name"], table["decision"], strict=True
    ):
        where, key = f"{path.name}: row {number}", folded(" ".join(name.split()))
        if not _TOKEN.search(name):
            raise StudyError(f"{where}: name {name!r}: write a name, or leave the row out")
        if decision.strip() not in DECISIONS:
            raise StudyError(f"{where}: decision {decision!r}: write mask or keep")
        if seen.setdefault(key, decision.strip()) != decision.strip():
            raise StudyError(f"{where}: name {name!r}: is decided otherwise above; keep one row")
    return table


def public_persons(index: pd.DataFrame) -> frozenset[str]:
    """Those who speak for a party: authors of documents in which a column of a party is filled.

    Parameters
    ----------
    index : the documents of a corpus

    Returns
    -------
    frozenset of names
    """
    columns = [name for name in index.columns if _OF_PARTY.fullmatch(str(name))]
    if not columns:
        return frozenset()
    filled = (index[columns].astype(str) != "").any(axis=1)
    return frozenset(
        name for author in set(index.loc[filled, "author"]) for name in persons_in(author)
    )


def with_kept(
    evidence: Evidence, authors: Iterable[str], decisions: pd.DataFrame | None
) -> Evidence:
    """The evidence with the names that the researcher keeps, as the authors' cells write them.

    Parameters
    ----------
    evidence : of the corpus
    authors : cells as written
    decisions : as `read_names` gives them

    Returns
    -------
    Evidence
    """
    if decisions is None or not (decisions["decision"].str.strip() == "keep").any():
        return evidence
    kept = set(decisions.loc[decisions["decision"].str.strip() == "keep", "name"].str.strip())
    plain = {folded(name) for name in kept}
    written = {name for author in set(authors) for name in persons_in(author)
               if folded(name) in plain}  # fmt: skip
    return replace(evidence, public=evidence.public | kept | written)


def known_names(
    writers: Iterable[str],
    public: Iterable[str] = (),
    decisions: pd.DataFrame | None = None,
    is_word: Callable[[str], bool] = lambda word: False,
) -> KnownNames:
    """Put together what is known of names.

    Parameters
    ----------
    writers : names of persons, and what commenters call themselves
    public : names of public persons whom the study keeps
    decisions : as `read_names` gives them
    is_word : whether a word is one of the texts' norms, so that it is no name on its own

    Returns
    -------
    KnownNames
    """
    phrases: dict[str, list[Phrase]] = {}
    words: dict[str, int] = {}
    rows = [] if decisions is None else decisions[list(COLUMNS)].to_numpy().tolist()
    masked = [name for name, decision in rows if decision.strip() == "mask"]
    for name in masked:
        _add(phrases, name, _kind_of(name), "names.csv")
    for name in sorted(set(writers)):
        if _is_searched_for(name, is_word):
            _add(phrases, name, "writer", "a writer of the corpus")
            words |= _single_words(name)
    kept: dict[str, list[tuple[frozenset[str], str]]] = {}
    for name, why in _kept(rows, public):
        whole = frozenset(_TOKEN.findall(folded(name)))
        for word in whole:
            kept.setdefault(word, []).append((whole, why))
    return KnownNames(
        {last: tuple(found) for last, found in phrases.items()},
        words,
        {word: tuple(found) for word, found in kept.items()},
        frozenset(word for name in masked for word in _TOKEN.findall(name.lower())) - PARTICLES,
    )


def _kept(rows: Sequence[Sequence[str]], public: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield from ((name, "names.csv") for name, decision in rows if decision.strip() == "keep")
    yield from ((name, "a public person") for name in public)


def _kind_of(name: str) -> str:
    return "full name" if len(name.split()) > 1 else "name"


def _is_searched_for(name: str, is_word: Callable[[str], bool]) -> bool:
    """Full names, and nicknames that are no words; a given name alone is that of many."""
    words = name.split()
    if is_listed_institution(name) or not words:
        return False
    if len(words) > 1:
        return sum(len(word.strip(".,")) > 1 for word in words) > 1
    if _NICKNAME.fullmatch(name):
        return len(name) >= _SHORTEST_NICKNAME
    return len(name) >= _SHORTEST_NICKNAME and not facts(name.capitalize()) and not is_word(name)


def _add(phrases: dict[str, list[Phrase]], name: str, kind: str, reason: str) -> None:
    words = _TOKEN.findall(folded(name))
    if words:
        found = Phrase(words[0], _pattern(tuple(words)), kind, reason)
        for last in _spellings(_TOKEN.findall(name.lower())[-1]):
            phrases.setdefault(last, []).append(found)


def _spellings(word: str) -> set[str]:
    """The ways in which a word may be written: kjær, kjär, kjaer, kjar, and their genitives."""
    both = {word, word.replace("aa", "å"), word.replace("å", "aa"), word.replace("æ", "ae"),
            word.replace("ø", "oe")}  # fmt: skip
    forms = {form for one in both for form in (one, neighbours(one), folded(one))}
    return forms | {f"{form}s" for form in forms}


def _single_words(name: str) -> dict[str, int]:
    """The words of a full name; where they stand alone they need a cue."""
    *given, family = (word.lower().strip(".,()\"'") for word in name.split())
    known = {word: GIVEN_OTHER for word in given if len(word) > 2 and word not in PARTICLES}
    return known | ({family: FAMILY_WORD} if given and len(family) > 2 else {})


@functools.lru_cache(maxsize=10_000)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A name in any case and spelling, the family name first or last, middle names left out."""
    loose = ["".join(_LOOSE.get(letter, re.escape(letter)) for letter in word) for word in words]
    forms = [r"[\s.-]{1,2}".join(loose)]
    if len(loose) > 1:
        forms += [rf"{loose[-1]},?\s{r'[ .-]{1,2}'.join(loose[:-1])}"]
        forms += [rf"{loose[0]} {loose[-1]}"] * (len(loose) > 2)
    return re.compile(
        rf"(?<![\w⟨])(?:{'|'.join(forms)})(?:['’]?s|['’](?!\w))?(?![\w⟩])", re.IGNORECASE
    )
