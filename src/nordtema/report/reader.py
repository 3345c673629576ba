"""The reader: a page that finds and shows every text of a study, and the data beside it.

A page from disk may load nothing but scripts. So the data are scripts, in pieces that are loaded
when they are asked for: `reader/index.js` at once, the others by their names, which it lists.
Columns of text are one text with line feeds between the cells, columns of numbers are bytes in
base64: a browser reads both many times sooner than arrays.
"""

import base64
import json
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import numpy as np
import pandas as pd
from jinja2 import Environment, FileSystemLoader

from ..formats import language_name
from ..tables import storable, write_text
from ..vocabulary.word_types import tokenize

TEMPLATE = Path(__file__).parent / "template"
PAGE = "reader.html"
BESIDE = ("reader.js", "reader.css")
DATA = "reader"  # the folder of the data
PIECE = 200_000  # letters after which a piece of texts, or of lists of words, is full
PARTS = 10_000  # of a whole: shares have four decimals, as in the tables
_UNSAFE = {"<": r"\u003c", "\u2028": r"\u2028", "\u2029": r"\u2029"}
_STEPS = (7, 14, 21, 28)  # bits of a number that are left over for further bytes

Texts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ReaderTheme:
    """A theme as the reader shows it.

    Attributes
    ----------
    topic : its number
    label : what it is called
    page : address of its page in the report, "" where there is none
    words : leading words by norm
    """

    topic: int
    label: str
    page: str
    words: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class ReaderContent:
    """What the reader holds. All of it can be read by whoever has the folder.

    Attributes
    ----------
    title : of the study
    themes : in the order of the columns of `shares` and `weights`
    groups : name of each group, by its code, in the order in which they are offered
    norms : codes of the written norms of the study
    documents : DataFrame with doc_id, title, date (a year, a month, a day or ""), group (its code),
        language, source, page (address of the text in the report, or "")
    shares : documents × themes, from 0 to 1; a document without any has NaN
    texts : by doc_id, its parts as (language, text), as they may be shown; what is not shown is not
        found by its words either
    forms : DataFrame with language, form (small letters; several words with a blank between them),
        concept; of several rows of a form in a norm the first counts
    concepts : DataFrame with concept, name (as people see it), page (address, or ""), and a column
        of words for each norm, | between them
    weights : concepts × themes, how much of the weight of a concept falls on each theme
    """

    title: str
    themes: Sequence[ReaderTheme]
    groups: Mapping[str, str]
    norms: Sequence[str]
    documents: pd.DataFrame
    shares: np.ndarray
    texts: Mapping[str, Texts]
    forms: pd.DataFrame
    concepts: pd.DataFrame
    weights: np.ndarray

    def __post_init__(self) -> None:
        k = len(self.themes)
        if self.shares.shape != (len(self.documents), k):
            raise ValueError(f"shares are {self.shares.shape}, not documents × themes")
        if self.weights.shape != (len(self.concepts), k):
            raise ValueError(f"weights are {self.weights.shape}, not concepts × themes")


def write_reader(folder: Path, content: ReaderContent) -> list[Path]:
    """Write the reader: its page, script and style, and the folder of its data.

    Parameters
    ----------
    folder : of the report
    content : what it holds

    Returns
    -------
    the files
    """
    page = (
        _pages()
        .get_template(f"{PAGE}.j2")
        .render(title=content.title, month=_first_month(content.documents["date"]))
    )
    written = [write_text(folder / PAGE, page + "\n")]
    for name in BESIDE:
        text = (TEMPLATE / name).read_text(encoding="utf-8")
        written.append(write_text(folder / name, text))
    for name, data in data_files(content).items():
        written.append(write_text(folder / DATA / f"{name}.js", script(name, data)))
    return written


def address(**state: object) -> str:
    """Address of the reader in a state, for pages beside it.

    Parameters
    ----------
    state : any of theme (topic), least (per cent), group, from, to, q (words), doc (doc_id) and
        concept

    Returns
    -------
    str, such as reader.html#theme=5&group=NO
    """
    return f"{PAGE}#{urlencode(state, quote_via=quote)}"


def _pages() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True)


def script(name: str, data: object) -> str:
    """A file of data: JSON that is handed to the reader, safe in any script.

    Parameters
    ----------
    name : of the file
    data : that JSON can hold

    Returns
    -------
    str
    """
    said = storable(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for sign, escaped in _UNSAFE.items():
        said = said.replace(sign, escaped)
    return f"nordtema.put({json.dumps(name)},{said});\n"


# ---------------------------------------------------------------- files


def data_files(content: ReaderContent) -> dict[str, object]:
    """The data of the reader, by the name of the file.

    Parameters
    ----------
    content : what it holds

    Returns
    -------
    dict of what JSON can hold; `index` names all others
    """
    vocabulary = _Vocabulary(content)
    lists, frequency = vocabulary.lists(content)
    found = _pieces("words", lists, len)
    texts = _pieces("texts", _shown_texts(content), lambda entry: sum(len(t) for _, t in entry[-1]))
    files: dict[str, object] = {name: piece for name, _, piece in (*texts, *found)}
    files |= {f"shares-{k}": _packed(s) for k, s in enumerate(_in_parts(content.shares).T)}
    files["forms"] = vocabulary.table(content) | {
        "frequency": frequency, "listStarts": [start for _, start, _ in found],
    }  # fmt: skip
    files["weights"] = _packed(_in_parts(_portions(content.weights)))
    files["index"] = _index(content) | {
        "files": list(files), "textStarts": [start for _, start, _ in texts],
    }  # fmt: skip
    return files


def _pieces(
    kind: str, entries: Iterable[Any], size_of: Callable[[Any], int]
) -> list[tuple[str, int, list[Any]]]:
    """Entries in pieces of bounded size: name, number of the first entry, and piece."""
    pieces: list[tuple[str, int, list[Any]]] = [(f"{kind}-0", 0, [])]
    size = 0
    for row, entry in enumerate(entries):
        if size >= PIECE:
            pieces.append((f"{kind}-{len(pieces)}", row, []))
            size = 0
        pieces[-1][2].append(entry)
        size += size_of(entry)
    return pieces


def _index(content: ReaderContent) -> dict[str, object]:
    """What the reader begins with: themes, groups, norms, and columns of facts of the texts."""
    documents, shares = content.documents, _in_parts(content.shares)
    groups, norms = list(content.groups), list(content.norms)
    lead = shares.argmax(axis=1) if len(content.themes) else np.zeros(len(documents), int)
    return {
        "themes": [_theme(theme, norms) for theme in content.themes],
        "groups": [[code, content.groups[code]] for code in groups],
        "norms": [[code, language_name(code)] for code in norms],
        "ids": _column(documents["doc_id"]),
        "titles": _column(documents["title"]),
        "dates": _packed(documents["date"].map(_date_number).to_numpy("<u4")),
        "groupOf": _packed(_places(documents["group"], groups, "<u2")),
        "normOf": _packed(_places(documents["language"], norms, "u1")),
        "lead": _packed(lead.astype("<u2")),
        "leadShare": _packed(shares.max(axis=1, initial=0).astype("<u2")),
    }


def _theme(theme: ReaderTheme, norms: Sequence[str]) -> dict[str, object]:
    words = ["|".join(theme.words.get(norm, ())) for norm in norms]
    return {"topic": int(theme.topic), "label": theme.label, "page": theme.page, "words": words}


def _shown_texts(content: ReaderContent) -> Iterator[list[object]]:
    """Of each document its source, its page, its themes with their shares, and its parts."""
    rows = content.documents[["doc_id", "source", "page"]].itertuples(index=False, name=None)
    for (doc_id, source, page), share in zip(rows, _in_parts(content.shares), strict=True):
        yield [source, page, _packed(share), [list(part) for part in content.texts.get(doc_id, ())]]


# ---------------------------------------------------------------- words


class _Vocabulary:
    """The forms of the concepts, and where they stand in the texts."""

    def __init__(self, content: ReaderContent):
        number = {name: row for row, name in enumerate(content.concepts["concept"])}
        forms = content.forms[content.forms["concept"].isin(number)]
        forms = forms[forms["language"].isin(list(content.norms))]
        forms = forms.assign(form=forms["form"].str.lower()).drop_duplicates(["language", "form"])
        self.forms = forms.assign(
            folded=forms["form"].map(folded), number=forms["concept"].map(number)
        )
        self.concept_of = {
            language: dict(zip(of["form"], of["number"].tolist(), strict=True))
            for language, of in self.forms.groupby("language")
        }
        self.opening = {form.split(" ")[0] for form in forms["form"] if " " in form}
        self.longest = max((form.count(" ") + 1 for form in forms["form"]), default=1)

    def table(self, content: ReaderContent) -> dict[str, object]:
        """Forms in the order in which reader.js looks them up, and the facts of the concepts."""
        order = [text.encode("utf-16-be", "surrogatepass") for text in self.forms["folded"]]
        forms = self.forms.iloc[sorted(range(len(order)), key=order.__getitem__)]
        concepts = content.concepts
        return {
            "folded": _column(forms["folded"]),
            "forms": _column(forms["form"].where(forms["form"] != forms["folded"], "")),
            "concepts": forms["number"].tolist(),
            "normOf": _places(forms["language"], list(content.norms), "u1").tolist(),
            "longest": self.longest,
            "opening": sorted(self.opening),
            "names": _column(concepts["concept"]),
            "titles": concepts["name"].tolist(),
            "pages": _column(concepts["page"]),
            "words": [_column(concepts[norm]) for norm in content.norms],
        }

    def concepts(self, text: str, language: str) -> list[int]:
        """Numbers of the concepts of a text, one for each word or multi-word form."""
        known, words = self.concept_of.get(language, {}), tokenize(text.lower())
        found, place = [], 0
        while place < len(words):
            form, size = words[place], 1
            if form in self.opening:
                form, size = self._longest_form(known, words[place : place + self.longest])
            if form in known:
                found.append(known[form])
            place += size
        return found

    def _longest_form(self, known: Mapping[str, int], words: Sequence[str]) -> tuple[str, int]:
        """The longest form that these words begin with, or the first word; and its words."""
        for size in range(len(words), 1, -1):
            if (form := " ".join(words[:size])) in known:
                return form, size
        return words[0], 1

    def lists(self, content: ReaderContent) -> tuple[list[str], list[int]]:
        """For each concept the texts that hold it and how often, and the number of these texts."""
        rows, concepts, times = array("I"), array("I"), array("I")
        for row, doc_id in enumerate(content.documents["doc_id"]):
            counts: Counter[int] = Counter()
            for language, text in content.texts.get(doc_id, ()):
                counts.update(self.concepts(text, language))
            rows.extend([row] * len(counts))
            concepts.extend(counts.keys())
            times.extend(counts.values())
        concept = np.array(concepts, dtype=np.int64)
        order = np.argsort(concept, kind="stable")  # texts stay in their order
        ends = np.searchsorted(concept[order], np.arange(len(content.concepts) + 1))
        row_of, times_of = np.array(rows, np.int64)[order], np.array(times, np.int64)[order]
        lists = [_list(row_of[a:b], times_of[a:b]) for a, b in pairwise(ends)]
        return lists, np.diff(ends).tolist()


def folded(text: str) -> str:
    """A word without capitals, accents and the strokes of our letters, as it may be typed.

    Parameters
    ----------
    text : a word

    Returns
    -------
    str
    """
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M")
    return bare.replace("ø", "o").replace("æ", "ae")


def _list(rows: np.ndarray, times: np.ndarray) -> str:
    """Texts as steps from one to the next, and how often each has the word, by turns."""
    numbers = np.column_stack([np.diff(rows, prepend=0), times]).ravel()
    return base64.b64encode(varints(numbers)).decode()


def varints(numbers: np.ndarray) -> bytes:
    """Whole numbers in as few bytes as they need, seven bits each, the lowest first (LEB128).

    Parameters
    ----------
    numbers : from 0 to 2³² − 1

    Returns
    -------
    bytes
    """
    sizes = 1 + np.sum([numbers >= 1 << bits for bits in _STEPS], axis=0)
    starts = np.cumsum(sizes) - sizes
    out = np.empty(int(sizes.sum()), dtype=np.uint8)
    for place in range(int(sizes.max(initial=0))):
        has = sizes > place
        more = sizes[has] > place + 1
        out[starts[has] + place] = numbers[has] >> 7 * place & 127 | more << 7
    return out.tobytes()


# ---------------------------------------------------------------- columns


def _column(texts: pd.Series) -> str:
    """A column of texts as one; a line feed inside a text is a blank."""
    return "\n".join(text.replace("\n", " ") for text in texts)


def _packed(numbers: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(numbers).tobytes()).decode()


def _in_parts(shares: np.ndarray) -> np.ndarray:
    return np.rint(np.nan_to_num(shares) * PARTS).astype("<u2")


def _portions(weights: np.ndarray) -> np.ndarray:
    """Weights of each concept that sum to 1, or are 0."""
    total = weights.sum(axis=1, keepdims=True)
    return np.divide(weights, total, out=np.zeros(weights.shape), where=total > 0)


def _places(codes: pd.Series, known: Sequence[str], kind: str) -> np.ndarray:
    """The place of each code among those that are known; for others a place behind all."""
    place_of = {code: place for place, code in enumerate(known)}
    return np.array([place_of.get(code, len(known)) for code in codes], dtype=kind)


def _first_month(dates: pd.Series) -> str:
    """The first month that a text is from, to show how dates are written; any where none is known.

    Parameters
    ----------
    dates : 2020, 2020-05, 2020-05-17 or empty
    """
    first = min((date for date in dates if date), default="2020-05")
    return first[:7] if len(first) >= 7 else f"{first[:4]}-05"


def _date_number(date: str) -> int:
    """2020-05 as 20200500, and 0 for no date: numbers are compared sooner than texts."""
    return int(date.replace("-", "").ljust(8, "0")) if date else 0
