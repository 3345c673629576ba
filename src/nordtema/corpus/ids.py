"""Under which ids texts and files are published: as given, numbered, or hashed.

An id or the name of a file can name a person (`kari-hansen-1`), and so can a cell of a researcher's
own column. Ids are therefore settled where the corpus is read, before anything is made of it: no
table, page, notebook or frame has others. What has been replaced stands in the frame `ids`, which
is not published.

Replaced are all ids and names of files (`numbered`, `hashed`), or those alone that name a person
(`as given`): they hold the name of an author of the same country, or a given name of the registers
with another word beside it. Numbers follow an order, and hashes have a key, that come from what the
texts say: without the texts nobody can tell which id was which.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from ..languages import COUNTRIES, LANGUAGES
from ..schemas import TAKEN
from ..study import Report
from .masked import CELL, DOCUMENT
from .persons import persons_in
from .privacy import mask, writer_key
from .registers import (
    ANY_NAME,
    FAMILY,
    GIVEN,
    NO_PERSON,
    ends_as_family,
    facts,
    is_given_name,
    is_registered_name,
)
from .repair.words import is_common, is_word
from .sources import CorpusIndex, is_whole_file, texts_of

_PAIR = ["given", "published"]
HASHED, NUMBERED = "hashed", "numbered"
_PIECE = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-zæøåäö])(?=[A-ZÆØÅÄÖ])")
_ENDING = re.compile(
    r"\.(?:txt|html?|md|xml|csv|tsv|jsonl?|xlsx|parquet|pdf|docx?|srt|vtt|eml|gz)$"
)
_SHORTEST = 3  # letters of a part of a name that is looked for by itself
_READ = 1_000_000  # bytes of a file that its id is hashed with
_LONGEST = 80  # letters of such a cell
_WORDS = (2, 4)  # of a cell that is the name of a person


@dataclass(frozen=True)
class PublicIndex:
    """The documents of a corpus as they may be published.

    Attributes
    ----------
    documents : those of `sources.CorpusIndex`, in the order of the ids that are published
    replaced : kind (document | cell), given, published: the frame `ids`
    """

    documents: pd.DataFrame
    replaced: pd.DataFrame


def public_index(read: CorpusIndex, rules: Report) -> PublicIndex:
    """The documents of a corpus with the ids that may be published.

    Parameters
    ----------
    read : the corpus, as `sources.read_corpus` gives it
    rules : ids, and name_floor (at 1 names may be shown, and cells stay as they are)

    Returns
    -------
    PublicIndex, in the order of the ids that it has
    """
    parts, rows = [], []
    for code in COUNTRIES:  # each by itself: what one country brings changes no id of another
        part = read.documents[read.documents["country"] == code]
        renamed = _renamed_documents(part, code, rules)
        rows += [(DOCUMENT, *pair) for pair in renamed.items()]
        cells = _renamed_cells(part, code, rules)
        rows += [(CELL, *pair) for pair in cells.items()]
        parts.append(_with(part, renamed, cells))
    documents = pd.concat(parts).sort_values("doc_id", kind="stable").reset_index(drop=True)
    return PublicIndex(documents, pd.DataFrame(rows, columns=["kind", *_PAIR], dtype=object))


def public_inventory(
    read: CorpusIndex, path: Path, rules: Report
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The inventory with the names of files that may be published.

    Parameters
    ----------
    read : the corpus, as `sources.read_corpus` gives it
    path : folder or file that it was read from
    rules : ids

    Returns
    -------
    (inventory, in the order of these names; given and published of the names that were replaced:
    the frame `file_ids`)
    """
    files = _renamed_files(read, path.resolve(), rules)
    inventory = read.inventory.assign(file=_replaced(read.inventory["file"], files))
    inventory = inventory.iloc[inventory["file"].argsort(kind="stable")].reset_index(drop=True)
    return inventory, pd.DataFrame(files.items(), columns=_PAIR, dtype=object)


def public_cells(documents: pd.DataFrame, rules: Report) -> pd.DataFrame:
    """The researcher's own columns as `public_index` has them; no text is read for it.

    Parameters
    ----------
    documents : of the corpus, as `sources.read_corpus` gives them
    rules : name_floor

    Returns
    -------
    DataFrame of the same rows and columns; ids are those that were given
    """
    parts = ((code, documents[documents["country"] == code]) for code in COUNTRIES)
    public = [_with(part, {}, _renamed_cells(part, code, rules)) for code, part in parts]
    return pd.concat(public).loc[documents.index]


def _with(part: pd.DataFrame, ids: dict[str, str], cells: dict[str, str]) -> pd.DataFrame:
    own = {name: _replaced(part[name], cells) for name in _own_columns(part)} if cells else {}
    return part.assign(doc_id=_replaced(part["doc_id"], ids), **own)


def _replaced(cells: pd.Series, names: dict[str, str]) -> list[str]:
    return [names.get(cell, cell) for cell in cells]


def _own_columns(documents: pd.DataFrame) -> list[str]:
    return [name for name in documents.columns if name not in TAKEN]


# ---------------------------------------------------------------- what is replaced, and by what


def _renamed_documents(part: pd.DataFrame, country: str, rules: Report) -> dict[str, str]:
    names = _parts_of_names(part["author"])
    chosen = part if rules.ids != "as given" else part.loc[_name_people(part["doc_id"], names)]
    told = zip(chosen.to_dict("records"), _contents(chosen), strict=True)
    keys = {row["doc_id"]: _key(row, text) for row, text in told}
    return _named(keys, f"document-{country}", rules, set(part["doc_id"]))


def _renamed_files(read: CorpusIndex, root: Path, rules: Report) -> dict[str, str]:
    names = _parts_of_names(read.documents["author"])
    files = pd.Series(read.inventory["file"].unique(), dtype=object)
    chosen = files if rules.ids != "as given" else files[_name_people(files, names)]
    folder = root if root.is_dir() else root.parent
    keys = {file: _digest(file.encode(), _content(folder / file)) for file in chosen}
    return _named(keys, "file", rules, set(files))


def _renamed_cells(part: pd.DataFrame, country: str, rules: Report) -> dict[str, str]:
    """Cells of the researcher's own columns that name a person or hold an address."""
    if rules.name_floor <= 1:
        return {}
    authors = {writer_key(name) for cell in set(part["author"]) for name in persons_in(cell)}
    cells = {cell for name in _own_columns(part) for cell in part[name].unique()}
    keys = {cell: _digest(cell.encode()) for cell in cells if _is_persons(cell, authors)}
    persons = _named(keys, f"person-{country}", Report(ids=NUMBERED), cells)
    return {**persons, **{cell: mask(cell) for cell in cells if "@" in cell}}


def _named(keys: dict[str, bytes], prefix: str, rules: Report, taken: set[str]) -> dict[str, str]:
    """A new name for each, in the order of the keys or made of them; none that is taken."""
    if rules.ids == HASHED:
        return {given: f"{prefix[0]}{key.hex()}" for given, key in sorted(keys.items())}
    width = len(str(len(keys)))
    free = (f"{prefix}-{number:0{width}}" for number in range(1, len(keys) + len(taken) + 1))
    free = (name for name in free if name not in taken)
    ordered = sorted(keys, key=lambda given: (keys[given], given))
    return dict(sorted(zip(ordered, free, strict=False)))


def _key(row: dict[str, str], text: str | bytes) -> bytes:
    """What only those know who have the text: a digest of it and of all that is told of it."""
    told = [f"{name}\x1f{row[name]}" for name in sorted(row) if name not in ("path", "text")]
    return _digest(row["doc_id"].encode(), "\x1e".join(told).encode(), text)


def _contents(documents: pd.DataFrame) -> Iterator[str | bytes]:
    """The text of each document, or the first bytes of its file where that is its text."""
    of_files = [is_whole_file(row) for _, row in documents.iterrows()]
    texts = texts_of(documents.loc[[not one for one in of_files]])
    for of_file, path in zip(of_files, documents["path"], strict=True):
        text = None if of_file else next(texts)
        yield (text and text.text) or _content(Path(path))


def _content(path: Path) -> bytes:
    """The first bytes of a file; none of a folder, or of what cannot be read."""
    try:
        with path.open("rb") as handle:
            return handle.read(_READ)
    except OSError:
        return b""


def _digest(*parts: str | bytes) -> bytes:
    total = blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.digest()


# ---------------------------------------------------------------- what names a person


def _parts_of_names(authors: Iterable[str]) -> frozenset[str]:
    """Given and family names of the persons among the authors, as `writer_key` writes them."""
    names = {name for author in set(authors) for name in persons_in(author)}
    pieces = {piece for name in names for piece in _PIECE.findall(writer_key(name))}
    return frozenset(piece for piece in pieces if len(piece) >= _SHORTEST)


def _name_people(ids: pd.Series, names: frozenset[str]) -> list[bool]:
    """Which ids name a person; a given name alone (`storm`) does where most ids are such names."""
    lone = [_is_given_name_alone(text) for text in ids]
    by_person = sum(lone) > len(lone) / 2
    return [
        names_a_person(text, names) or (by_person and alone)
        for text, alone in zip(ids, lone, strict=True)
    ]


def _is_given_name_alone(text: str) -> bool:
    pieces = _pieces(text.rpartition("/")[2])
    return len(pieces) == 1 and is_given_name(pieces[0])


def names_a_person(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether an id or the name of a file names a person.

    Parameters
    ----------
    text : the id
    names : parts of the names of the authors, as `writer_key` writes them

    Returns
    -------
    bool
    """
    return "@" in text or _name_a_person(_pieces(text), names)


@functools.lru_cache(maxsize=100_000)  # ids differ in their numbers, and seldom in their words
def _name_a_person(pieces: tuple[str, ...], names: frozenset[str]) -> bool:
    folded = [writer_key(piece) for piece in pieces]
    joined = (_is_run_together(piece, names) for piece in pieces)
    if not names.isdisjoint(folded) or any(joined):
        return True
    return any(
        (is_registered_name(one) and (is_registered_name(other) or is_given_name(one)))
        or _look_like_a_name(one, other)
        for one, other in itertools.pairwise(pieces)
        if len(other) >= _SHORTEST
    )


def _look_like_a_name(one: str, other: str) -> bool:
    """ "ingritt-tallbacken": two words of no norm, of which one is a name or has its form."""
    formed = ends_as_family(one) or ends_as_family(other)
    if is_given_name(other) and not is_word(one):  # sønderskov-didrik
        return not facts(one) & NO_PERSON
    return formed and not (is_word(one) or is_word(other)) and not facts(one) & NO_PERSON


def _pieces(text: str) -> tuple[str, ...]:
    """The words of an id, without the ending of a file; KariHansen are two."""
    return tuple(_PIECE.findall(_CAMEL.sub(" ", _ENDING.sub("", text))))


def _is_run_together(piece: str, names: frozenset[str]) -> bool:
    """ "karihansen": two names without anything between.

    A place is none (Danmark, Kristiansand). A common word (stormaster) is where both are names of
    authors, or a given and a family name that are nothing else.
    """
    if facts(piece.lower()) & NO_PERSON:
        return False
    folded, common = writer_key(piece), _is_common_word(piece)
    cuts = range(_SHORTEST, len(folded) - _SHORTEST + 1)
    halves = [(folded[:cut], folded[cut:]) for cut in cuts]
    return any(
        (one in names and other in names)
        or (
            is_given_name(one)
            and is_registered_name(other)
            and (not common or bool(facts(one) & GIVEN and facts(other) & FAMILY))
        )
        for one, other in halves
    )


def _is_common_word(piece: str) -> bool:
    """A word in small letters of some norm that is no name as well (Larsson)."""
    lower = piece.lower()
    return not facts(lower) & ANY_NAME and any(is_common(lower, norm) for norm in LANGUAGES)


def _is_persons(cell: str, authors: set[str]) -> bool:
    """Whether a cell is the name of an author, or a given name with capitalised words behind it."""
    if len(cell) > _LONGEST:
        return False
    if writer_key(cell) in authors:
        return True
    words = cell.split()
    few = _WORDS[0] <= len(words) <= _WORDS[1]
    capital = few and all(word[0].isupper() for word in words)
    return capital and is_given_name(words[0]) and bool(persons_in(cell))
