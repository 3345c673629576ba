"""Who signs a text: persons, whose names are hidden; institutions, whose names are words; nobody.

A ministry, a school or a party that signs its texts also speaks of itself in them, and these words
are what the texts are about: they are no personal data and stay. Persons are known by their given
name, initials, or a family name; institutions by their words (`data/institutions.csv`), by the form
of their name, or because the corpus uses the name in small letters as a word (`Evidence`). What
cannot be told is taken to be a person: a name that is hidden for nothing costs a word, one that is
shown may cost more.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..tables import package_rows
from .missing import is_missing
from .registers import PARTICLES, ends_as_family, is_given_name, is_registered_name
from .webpages.names import is_in_use

_CASED = re.compile("[A-ZÆØÅÄÖ][a-zæøåäö]")
_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[A-ZÆØÅÄÖ]\.?-?){1,3}")
_ACRONYM = re.compile(r"[A-ZÆØÅÄÖ]{2,6}|[A-ZÆØÅÄÖ][A-Za-zÆØÅæøåÄäÖö]{0,2}[A-ZÆØÅÄÖ]")
_KEY_PART = re.compile("[A-ZÆØÅÄÖ][a-zæøåäöéü]{2,}")
_NICKNAME = re.compile(r"[a-zæøåäö].*|.*(?:\d|_|\w[A-ZÆØÅÄÖ]).*")
_DEFINITE = re.compile(
    r"\w{3,}et|\w{3,}(?:[aeio]ren|[aei]nten|isten|ionen|[ao]ten|skapen|dommen|domen)|\w{6,}ingen"
)  # fmt: skip
_SMALL_IN_NAMES = PARTICLES | {"of", "the"}
_AND = frozenset(("og", "och", "and", "&"))
_BETWEEN = re.compile(r" ?[;|\n] ?|(?<=\w\w) ?/ ?(?=\w\w)")
_JOINED = re.compile(r" (?:og|och|and|&|\+) ")
_MARK = re.compile(
    r"\A(?:(?:(?:skrevet|skrivet|skriven|publisert|publicerad|udgivet|written|posted|innsendt|insänt)"
    r" (?:av|af|by)|av|af|by|tekst|text|foto)\s*:?\s+(?=\w)|(?:tekst|text|av|by) ?: ?)",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<=\w\w)\.+$|^\.+")
_ASIDE = re.compile(r"[(\[].*?[)\]]|<[^>]*>")
_LONGEST = 2000  # letters of an author's cell that are looked at: more names nobody
_LONG_HEAD = 5  # letters: shorter words are endings of family names as well
_ANY_CASE_COMPANIES = frozenset(("ltd", "ltd.", "inc", "inc.", "corp", "gmbh", "plc", "oy", "aps"))


@dataclass(frozen=True)
class Evidence:
    """What a corpus tells of the names that sign its texts.

    Attributes
    ----------
    words : names, in small letters, that its texts use in small letters as words
    public : names of public persons whom the study keeps
    """

    words: frozenset[str] = frozenset()
    public: frozenset[str] = frozenset()


NO_EVIDENCE = Evidence()


def is_person(name: str, evidence: Evidence = NO_EVIDENCE) -> bool:
    """Is this the name of one person (as `persons_in` gives them apart), to be hidden in texts?

    Parameters
    ----------
    name : as `names_in` gives it
    evidence : of the corpus; it decides on names that nothing else decides on

    Returns
    -------
    bool; True in doubt
    """
    if name in evidence.public:
        return False
    judged = _judged(tuple(name.split()))
    return name.casefold() not in evidence.words if judged is None else judged


def is_listed_institution(name: str) -> bool:
    """Is this an institution by its words alone, whatever the shape of the name?

    For nicknames on web pages, where "Lemen" is somebody and "Oslo kommune" still nobody.

    Parameters
    ----------
    name : as met

    Returns
    -------
    bool
    """
    words = tuple(name.split())
    if len(words) < 2:
        return name.casefold() in _institutions()["word"] | _institutions()["name"]
    return _judged(words) is False and any(is_head(word) for word in words)


def persons_in(author: str, evidence: Evidence = NO_EVIDENCE) -> tuple[str, ...]:
    """The persons that an author's cell names, each as "Given Family"; () for an institution.

    "Dal, Kari" is one, "Kari Dal og Per Moe" and "Dal, Kari; Moe, Per" are two; titles, roles and
    parties beside a name are left out.

    Parameters
    ----------
    author : a cell as written
    evidence : of the corpus

    Returns
    -------
    tuple of names, each once
    """
    if is_nobody(author):
        return ()
    return tuple(dict.fromkeys(n for n in names_in(author) if is_person(n, evidence)))


def is_nobody(author: str) -> bool:
    """Does an author's cell mean that nobody is named: "admin", "Redaksjonen", "Ukjent", "-"?

    Parameters
    ----------
    author : a cell as written

    Returns
    -------
    bool
    """
    name = " ".join(author.casefold().split())
    if is_missing(author) or not any(map(str.isalnum, name)):
        return not is_given_name(name)  # Tom is somebody, and no empty cell
    return name.strip(" .:;,*_@[]()") in _nobody()


def evidence_of(authors: Iterable[str], texts: Iterable[str]) -> Evidence:
    """Which of the authors' names that nothing else decides on the texts use as words.

    One look at the words of each text; texts are read only while there is a name in question. Those
    written in small letters throughout tell nothing.

    Parameters
    ----------
    authors : cells as written
    texts : of the same corpus

    Returns
    -------
    Evidence
    """
    apart = {name for author in set(authors) if not is_nobody(author) for name in names_in(author)}
    asked: dict[str, set[str]] = {}
    for name in apart:
        if _judged(tuple(name.split())) is None:
            asked.setdefault(name.casefold().split()[0], set()).add(name.casefold())
    words: set[str] = set()
    if not asked:
        return NO_EVIDENCE
    for text in filter(_CASED.search, texts):
        for first in asked.keys() & set(_WORD.findall(text)):
            used = {name for name in asked[first] if is_in_use(name, text)}
            words |= used
            asked[first] -= used
        asked = {first: names for first, names in asked.items() if names}
        if not asked:
            break
    return Evidence(frozenset(words))


# ---------------------------------------------------------------- names apart


def names_in(author: str) -> list[str]:
    """The names of an author's cell, persons and institutions, each by itself, without titles.

    Parameters
    ----------
    author : a cell as written

    Returns
    -------
    list of names
    """
    author = _of_key(_of_address(author.strip()[:_LONGEST]))
    author = _ASIDE.sub(" ", _MARK.sub("", author, count=1))
    parts = [_STOP.sub("", part.strip(" ,:–-")) for part in _BETWEEN.split(author)]
    return [_untitled(name) for part in parts if part for name in _comma_apart(part)]


def _of_address(author: str) -> str:
    """ "kari.dal@example.org" names Kari Dal."""
    local, at, _ = author.partition("@")
    if not at or not local or " " in local:
        return author.strip("@")
    return " ".join(_WORD.findall(local)) or author


def _of_key(author: str) -> str:
    """ "LilleholtLarsChristian", a key of a parliament's, names Lars Christian Lilleholt."""
    parts = _KEY_PART.findall(author)
    if (
        len(parts) < 2
        or "".join(parts) != author
        or is_given_name(parts[0])
        or not is_given_name(parts[1])
    ):
        return author
    return " ".join([*parts[1:], parts[0]])


def _comma_apart(part: str) -> list[str]:
    first, *rest = [piece.strip() for piece in part.split(",") if piece.strip()]
    if not rest:
        return _and_apart(part)
    if len(rest) == 1 and _is_family_first(first, rest[0]):
        return [f"{rest[0]} {first}"]
    kept = [first, *(piece for piece in rest if _is_another(piece))]
    return [name for piece in kept for name in _and_apart(piece)]


def _is_family_first(first: str, second: str) -> bool:
    """ "Dal, Kari", "Dal, K.": a family name before the comma, given names or initials after it.

    "Kari Dal, Per Moe" are two, and what follows in "Dal, leder" or "Dal, KrF" is no name.
    """
    before, after = first.split(), second.split()
    if len(before) > 3 or len(after) > 3:
        return False
    sure = is_given_name(after[0]) or bool(_INITIALS.fullmatch(after[0]) and "." in second)
    if not sure and (any(map(is_head, before)) or not _may_be_given(after)):
        return False
    return len(before) == 1 or (sure and not is_given_name(before[0]))


def _may_be_given(words: list[str]) -> bool:
    """Capitalised words that are no party's and no place's: what may stand after a family name."""
    if len(words) == 1 and _ACRONYM.fullmatch(words[0]):
        return len(words[0]) == 1
    capital = all(word[0].isupper() or word in PARTICLES for word in words)
    return capital and not is_listed_institution(" ".join(words))


def _is_another(piece: str) -> bool:
    """After a comma: another name, and not a place, a role or a party."""
    words = piece.split()
    if not piece[0].isupper():
        return is_given_name(words[0])
    return len(words) > 1 or is_given_name(words[0])


def _and_apart(piece: str) -> list[str]:
    """ "Kari Dal og Per Moe" are two, "Barn og unge" and "Dal & datter" are one."""
    parts = [part.strip() for part in _JOINED.split(piece) if part.strip()]
    if len(parts) < 2:
        return parts
    certain = any(is_given_name(part.split()[0]) or _has_initial(part) for part in parts)
    full = all(len(part.split()) > 1 and part.split()[-1][0].isupper() for part in parts)
    return parts if certain or full else [piece]


def _untitled(name: str) -> str:
    """The name without what stands before a given name: "statsråd Kari Dal"."""
    words = name.split()
    place = next((n for n, word in enumerate(words) if is_given_name(word)), 0)
    titles = all(word[0].islower() or is_head(word) for word in words[:place])
    return " ".join(words[place:] if titles else words)


# ---------------------------------------------------------------- persons or institutions


def _judged(words: tuple[str, ...]) -> bool | None:
    """Whether these words name a person; None where only the corpus can tell."""
    if not words:
        return False
    return _one_word(words[0].strip(".,:")) if len(words) == 1 else _several_words(words)


def _one_word(word: str) -> bool | None:
    lower = word.casefold()
    if lower in _institutions()["word"] or lower in _institutions()["name"]:
        return False
    if is_registered_name(word):
        return True
    if is_head(word) or lower.endswith(_endings("ending")):
        return False
    if _ACRONYM.fullmatch(word) and not is_given_name(word[:-1]):
        return False
    if _NICKNAME.fullmatch(word) or ends_as_family(word):
        return True
    return False if _DEFINITE.fullmatch(lower) else None


def _several_words(words: tuple[str, ...]) -> bool | None:
    lowers = [word.casefold() for word in words]
    if " ".join(lowers) in _institutions()["name"]:
        return False
    if _is_company(words[-1]) or _is_company(words[0]):
        rest = words[:-1] if _is_company(words[-1]) else words[1:]
        return len(rest) > 1 and is_given_name(rest[0]) and bool(_several_words(rest))
    if _names_somebody(words):
        return True
    national = lowers[0] in _institutions()["nation"]  # Dansk Metal
    if national or any(map(is_head, words)) or _speaks_in_words(words):
        return False
    return True if any(map(is_given_name, words)) or _has_initial(" ".join(words)) else None


def _names_somebody(words: tuple[str, ...]) -> bool:
    """A given name, and after it a word that may be a family name: "statsråd Kari Dal".

    Of more than two words none after it may be that of an institution ("Olav Moes Stiftelse").
    """
    place = next((n for n, word in enumerate(words) if is_given_name(word)), -1)
    rest = words[place + 1 :]
    if place < 0 or not rest or (rest[-1].islower() and not words[place].islower()):
        return False
    if len(words) == 2:
        last = rest[-1].casefold()
        return not (len(last) > _LONG_HEAD and last.endswith(_endings("word")))
    return not any(map(is_head, rest))


def _speaks_in_words(words: tuple[str, ...]) -> bool:
    """ "Barn og unge", "Statsministerens hus": small letters after a capital, or an "and"."""
    later = [word for word in words[1:] if word.casefold() not in _SMALL_IN_NAMES]
    small = any(word.islower() and len(word) > 2 and not is_given_name(word) for word in later)
    return words[0][0].isupper() and (small or any(word.casefold() in _AND for word in words))


@functools.lru_cache(maxsize=100_000)
def is_head(word: str) -> bool:
    """Is the word, or what a compound ends in, that of an institution: Fiskerlaget, havneråd?

    Parameters
    ----------
    word : as written

    Returns
    -------
    bool
    """
    lower = word.casefold().strip(".,:")
    lower = lower.rpartition("-")[2] or lower
    known = _institutions()["word"]
    if lower in known or lower.removesuffix("s") in known:
        return True
    return lower.endswith(_endings("word")) or lower.endswith(_endings("head"))


def _is_company(word: str) -> bool:
    lower = word.casefold()
    return lower in _ANY_CASE_COMPANIES or (word.isupper() and lower in _institutions()["company"])


def _has_initial(name: str) -> bool:
    """ "K. Dal", "Kari B.": a single letter that stands for a name."""
    words = name.split()
    single = [word for word in words if len(word) == 1 or "." in word]
    return len(words) > 1 and any(map(_INITIALS.fullmatch, single))


# ---------------------------------------------------------------- data


def _column(table: str, column: str) -> frozenset[str]:
    return frozenset(row[column].casefold() for row in package_rows(__package__, "data", table))


def _by_kind(table: str) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for row in package_rows(__package__, "data", table):
        forms.setdefault(row["kind"], set()).add(row["form"].casefold())
    return {kind: frozenset(of_kind) for kind, of_kind in forms.items()}


@functools.cache
def _institutions() -> dict[str, frozenset[str]]:
    return _by_kind("institutions.csv")


@functools.cache
def _endings(kind: str) -> tuple[str, ...]:
    """What institutions end in: whole words of their kind that are long enough, or endings."""
    least = _LONG_HEAD if kind == "word" else 0
    return tuple(sorted(form for form in _institutions()[kind] if len(form) >= least))


@functools.cache
def _nobody() -> frozenset[str]:
    return _column("nobody.csv", "value")
