"""ParlaMint as it is downloaded: sittings that lie there in one form or several, each read once.

A sitting is TEI, annotated TEI, text with a table beside it, or CoNLL-U with such a table. The
first form that can be read is taken, in this order, since the first keeps paragraphs and sections.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from ...formats import count
from ...study import StudyError
from ...tables import package_rows
from ..missing import is_missing
from ..repair import decoded_text
from . import names
from .conllu import read_conllu
from .exported import Unreadable
from .index import own_name
from .inventory import IGNORED, LEFT_OUT, READ, Inventory
from .kept import TextWriter
from .packed import first_bytes, whole
from .rosters import Roster
from .tei import Header, Utterance, given_first, plain_id, read_speeches, tidy
from .walk import Walk

_SEEN = 65536
_ENDINGS = re.compile(
    r"(?i)(?:-meta(?:-[a-z]{2})?)?(?:\.ana)?\.(?:xml|tei|tsv|txt|conllu)(?:\.gz)?$"
)
_ENGLISH_TABLE = re.compile(r"(?i)-meta-en\.tsv(?:\.gz)?$")
_COUNTRY = re.compile(r"ParlaMint-([A-Z]{2})(?![A-Z])")
_TRANSLATED = re.compile(r"ParlaMint-[A-Z]{2}(?:-[A-Z]{2})?-en[_.]")
_ROOT = re.compile(rb"<(?:\w+:)?(TEI|teiCorpus|listPerson|listOrg|taxonomy)\b[^>]*>")
_ID = re.compile(rb"xml:id\s*=\s*[\"']([^\"']+)")
_MARKS = (b"ParlaMint", b"#parla.")
_LINE = re.compile(r"[^\s\t]+\t")
_NOTE = re.compile(r"\[\[.*?\]\]")
_FORMS = ("tei", "annotated", "text", "conllu")  # in the order in which they are preferred
_COLUMNS = ("speaker", "party", "sex", "role", "party_status", "sitting", "house", "term",
            "session", "section")  # fmt: skip


@dataclass(frozen=True)
class Speech:
    """A speech, with what is told of it under the names of columns."""

    id: str
    text: str
    facts: dict[str, str]


@dataclass
class Sitting:
    """The files of a sitting.

    Attributes
    ----------
    name : of its files, without their endings
    forms : form → files, of which the first is read
    tables : what tells of its speeches, the one in English last
    """

    name: str
    forms: dict[str, list[Path]] = field(default_factory=dict)
    tables: list[Path] = field(default_factory=list)

    def in_order(self) -> list[tuple[str, Path]]:
        """Forms and files, in the order in which they are preferred."""
        return [(form, path) for form in _FORMS for path in self.forms.get(form, ())]

    @property
    def rank(self) -> int:
        """Which form is the best that it has."""
        return next(n for n, form in enumerate((*_FORMS, "none")) if form in (*self.forms, "none"))


# ---------------------------------------------------------------- which files are its own


def read_parlamint(walk: Walk) -> tuple[pd.DataFrame, set[Path]]:
    """The speeches of all sittings below a folder, and the files that belong to them.

    Parameters
    ----------
    walk : through the corpus

    Returns
    -------
    (documents, files that are none of anybody else)

    Raises
    ------
    StudyError
        If a sitting is of a country that the study does not declare.
    """
    quiet = replace(walk, inventory=Inventory())
    found = _Files(list(quiet.files(walk.root)))
    reader = _Reader(walk, found.roster(walk), tuple(found.rosters))
    for path in found.translated:
        walk.inventory.add(walk.name(path), IGNORED, "a translation into English by a machine")
    for path in found.terms:
        walk.inventory.add(walk.name(path), IGNORED, "words that ParlaMint describes itself with")
    for sitting in sorted(found.sittings.values(), key=lambda one: (one.rank, one.name)):
        reader.read(sitting)
    return reader.documents(), found.taken


class _Files:
    """The files of a folder by what they are."""

    def __init__(self, paths: list[Path]):
        self.sittings: dict[str, Sitting] = {}
        self.rosters: list[Path] = []
        self.terms: list[Path] = []
        self.translated: list[Path] = []
        texts = []
        for path in paths:
            kind = _kind(path)
            if kind == "text":
                texts.append(path)
            elif kind:
                self._sort(path, kind)
        known = {
            name for name, one in self.sittings.items() if one.tables or one.rank < len(_FORMS)
        }
        for path in texts:  # a table or another form beside it tells what it is
            if _TRANSLATED.search(path.name) and self.translated:
                self.translated.append(path)
            elif _stem(path) in known and _is_lines(path):
                self._sort(path, "text")
        self._let_go()

    def _sort(self, path: Path, kind: str) -> None:
        if kind in ("roster", "terms"):
            (self.rosters if kind == "roster" else self.terms).append(path)
        elif _TRANSLATED.search(path.name):
            self.translated.append(path)
        else:
            sitting = self.sittings.setdefault(_stem(path), Sitting(_stem(path)))
            if kind == "table":
                sitting.tables.append(path)
                sitting.tables.sort(key=lambda one: bool(_ENGLISH_TABLE.search(one.name)))
            else:
                sitting.forms.setdefault(kind, []).append(path)

    def _let_go(self) -> None:
        """What has neither a table nor TEI is no sitting: CoNLL-U by itself is anybody's."""
        self.sittings = {
            name: one for name, one in self.sittings.items()
            if one.forms and (one.tables or one.rank < 2 or _COUNTRY.search(name))
        }  # fmt: skip
        if not self.sittings:
            self.rosters, self.terms = [], []

    @property
    def taken(self) -> set[Path]:
        """All files that belong to the sittings."""
        files = {*self.rosters, *self.terms, *self.translated}
        for one in self.sittings.values():
            files.update(one.tables, *one.forms.values())
        return files

    def roster(self, walk: Walk) -> Roster:
        """The people and parties that all lists name."""
        roster = Roster()
        for path in self.rosters:
            try:
                roster.read(path)
                walk.inventory.add(walk.name(path), IGNORED, "lists people, parties and sittings")
            except Unreadable as wrong:
                walk.inventory.add(walk.name(path), LEFT_OUT, str(wrong))
        return roster


def _stem(path: Path) -> str:
    return _ENDINGS.sub("", path.name)


def _kind(path: Path) -> str:
    """What a file may be, by its first bytes; "" for what is none of ours."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".txt"):
        return "text"  # looked at where something beside it is a sitting's
    if not name.endswith((".xml", ".tei", ".tsv", ".conllu")):
        return ""
    head = first_bytes(path, _SEEN)
    if b"<" in head[:200] and (root := _ROOT.search(head)):
        return _kind_of_xml(root, head)
    first = head.split(b"\n", 1)[0].split(b"\t")
    if b"ID" in first and any(cell.startswith(b"Speaker_") for cell in first):
        return "table"
    return "conllu" if b"# newdoc id" in head else ""


def _kind_of_xml(root: re.Match[bytes], head: bytes) -> str:
    named = _ID.search(root[0])
    if not any(mark in head for mark in _MARKS):
        return ""
    if root[1] != b"TEI":
        return "terms" if root[1] == b"taxonomy" else "roster"
    return "annotated" if named and named[1].endswith(b".ana") else "tei"


def _is_lines(path: Path) -> bool:
    first = decoded_text(first_bytes(path, _SEEN)).split("\n", 1)[0]
    return bool(_LINE.match(first))


# ---------------------------------------------------------------- from a sitting to rows


class _Reader:
    """Reads sitting after sitting, and each speech once."""

    def __init__(self, walk: Walk, roster: Roster, rosters: tuple[Path, ...]):
        self.walk, self.roster, self._rosters = walk, roster, rosters
        self._parts: list[pd.DataFrame] = []
        self._read: set[tuple[str, str]] = set()

    def documents(self) -> pd.DataFrame:
        """The speeches of all sittings that were read, handed out once."""
        parts, self._parts = self._parts, []
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def read(self, sitting: Sitting) -> None:
        """Add the rows of a sitting, and tell what became of each of its files."""
        facts = self._facts(sitting)
        read_from, wrong = None, ""
        for form, path in sitting.in_order():
            if read_from:
                told = f"the same sitting is read from {read_from.name}"
                self.walk.inventory.add(self.walk.name(path), IGNORED, told)
                continue
            try:
                speeches = self._speeches(form, path, sitting, facts)
            except Unreadable as error:
                wrong = str(error)
                self.walk.inventory.add(self.walk.name(path), LEFT_OUT, wrong)
                continue
            read_from = path
            self._add(path, sitting, speeches, facts)
        if not read_from:
            self._tell_unread(sitting, wrong)

    def _speeches(
        self, form: str, path: Path, sitting: Sitting, facts: dict[str, dict[str, str]]
    ) -> pd.DataFrame:
        """Speeches, a row each: id, text and what is told of them."""

        def read(inventory: Inventory, writer: TextWriter | None) -> pd.DataFrame:
            found = _READERS[form](path, sitting, facts, self.roster)
            return pd.DataFrame([{"id": one.id, "text": one.text, **one.facts} for one in found])

        files = [path, *sitting.tables, *self._rosters]
        return self.walk.reading.part(files, (form, sitting.name), Inventory(), read)

    def _facts(self, sitting: Sitting) -> dict[str, dict[str, str]]:
        facts: dict[str, dict[str, str]] = {}
        for path in sitting.tables:
            try:
                _join(facts, _table(path))
                told = f"tells who speaks in {sitting.name}"
                self.walk.inventory.add(self.walk.name(path), IGNORED, told)
            except Unreadable as wrong:
                self.walk.inventory.add(self.walk.name(path), LEFT_OUT, str(wrong))
        return facts

    def _add(self, path: Path, sitting: Sitting, speeches: pd.DataFrame, facts: dict) -> None:
        country = self._country(path, sitting, speeches)
        name = self.walk.name(path)
        if not country:
            self.walk.inventory.add(name, LEFT_OUT, names.NO_COUNTRY)
            return
        ids = list(speeches["id"]) if len(speeches) else []
        new = [(country, one) not in self._read for one in ids]
        self._read.update((country, one) for one in ids)
        if any(new):
            self._parts.append(_documents(speeches[new], path, country))
        self.walk.inventory.recognised[name] = "ParlaMint"
        told = [count(sum(new), "speech", "speeches")]
        if sum(new) < len(new):
            told.append(f"{len(new) - sum(new)} were read before from another file")
        missing = len(facts.keys() - set(ids)) if facts else 0
        if missing and _is_text_form(sitting, path):
            told.append(f"{missing} that its table names are missing: it may be cut off")
        self.walk.inventory.add(name, READ, "; ".join(told))

    def _country(self, path: Path, sitting: Sitting, speeches: pd.DataFrame) -> str:
        """The country that the sitting names, else that of its folder."""
        told = speeches["country"] if "country" in speeches.columns else ()
        named = next((one for one in told if isinstance(one, str) and one), "")
        code = _COUNTRY.search(sitting.name)
        folder = self.walk.name(path).split("/")[0]
        for value in (named, code[1] if code else "", folder):
            if found := names.country_of(value):
                return found
            if value and value != folder and (undeclared := names.undeclared(value)):
                raise StudyError(f"{self.walk.name(path)}: {undeclared}")
        return ""

    def _tell_unread(self, sitting: Sitting, wrong: str) -> None:
        _, path = sitting.in_order()[0]
        country = self._country(path, sitting, pd.DataFrame())
        if country:
            row = {"doc_id": sitting.name, "path": str(path), "unread": f"a sitting: {wrong}"}
            self._parts.append(pd.DataFrame([{**row, "country": country}]))


def _is_text_form(sitting: Sitting, path: Path) -> bool:
    return path in (*sitting.forms.get("text", ()), *sitting.forms.get("conllu", ()))


def _documents(speeches: pd.DataFrame, path: Path, country: str) -> pd.DataFrame:
    """Speeches as documents of an index."""

    filled = speeches.drop(columns="text").fillna("")

    def told(name: str) -> pd.Series | str:
        return filled.get(name, "")

    documents = {"doc_id": speeches["id"], "path": str(path), "unread": "", "country": country}
    documents |= {name: told(name) for name in ("date", "title", "language")}
    documents |= {"author": told("speaker"), "text": speeches["text"]}
    return pd.DataFrame(documents | {own_name(name): told(name) for name in _COLUMNS})


# ---------------------------------------------------------------- tables of speeches


@functools.cache
def _words(kind: str) -> dict[str, str]:
    rows = package_rows(__package__, "parlamint.csv")
    return {row["told"].casefold(): row["means"] for row in rows if row["kind"] == kind}


def _table(path: Path) -> dict[str, dict[str, str]]:
    """What a table tells of each speech, under the names of columns."""
    lines = decoded_text(whole(path)).split("\n")
    heads = [_words("head").get(cell.strip().casefold(), "") for cell in lines[0].split("\t")]
    if "id" not in heads:
        raise Unreadable("a table of speeches without a column ID; save it again")
    facts = {}
    for line in filter(str.strip, lines[1:]):
        cells = dict(zip(heads, map(str.strip, line.split("\t")), strict=False))
        facts[plain_id(cells.get("id", ""))] = _fact(cells)
    return facts


def _fact(cells: dict[str, str]) -> dict[str, str]:
    return {name: _cell(name, value) for name, value in cells.items() if name not in ("", "id")}


@functools.lru_cache(maxsize=100_000)  # a speech tells little that another has not told
def _cell(name: str, value: str) -> str:
    """What a cell says, in the words of the columns; "" for a mark that nothing is known."""
    if is_missing(value) or value == "-":
        return ""
    if name == "role":
        return _words("role").get(value.casefold(), value)
    if name == "speaker":
        return given_first(value)
    return names.language_of(value) if name == "language" else value


def _join(facts: dict[str, dict[str, str]], more: dict[str, dict[str, str]]) -> None:
    """Add what another table tells; of roles the one that is understood."""
    understood = set(_words("role").values())
    for name, told in more.items():
        before = facts.setdefault(name, {})
        filled = {key: value for key, value in told.items() if not before.get(key)}
        if told.get("role") in understood and before.get("role") not in understood:
            filled["role"] = told["role"]
        before.update(filled)


# ---------------------------------------------------------------- the forms


def _of_tei(path: Path, sitting: Sitting, facts: dict, roster: Roster) -> Iterator[Speech]:
    header, speeches = read_speeches(path)
    if not speeches:
        raise Unreadable("holds no speech")
    for one in speeches:
        told = _told_by_tei(header, one, roster)
        known = {key: value for key, value in facts.get(one.id, {}).items() if value}
        section = {"section": told["section"]} if told["section"] else {}
        language = {"language": told["language"]} if told["language"] else {}
        facts_of_all = {**told, **known, **section, **language, "sitting": told["sitting"]}
        yield Speech(one.id, one.text, facts_of_all)


def _told_by_tei(header: Header, speech: Utterance, roster: Roster) -> dict[str, str]:
    own = header.roster.told(speech.who, header.date)
    told = own if own["speaker"] else roster.told(speech.who, header.date)
    return {
        **told, "role": _words("role").get(speech.role.casefold(), speech.role),
        "section": speech.section, "language": names.language_of(speech.language),
        "date": header.date, "title": header.title, "country": header.country,
        "sitting": header.id, **header.columns,
    }  # fmt: skip


def _of_text(path: Path, sitting: Sitting, facts: dict, roster: Roster) -> Iterator[Speech]:
    for number, line in enumerate(decoded_text(whole(path)).split("\n"), 1):
        if not line.strip():
            continue
        name, tab, text = line.partition("\t")
        if not tab or " " in name:
            raise Unreadable(f"line {number} is no speech (an id, a tab, a text); mend it")
        name = plain_id(name.strip())
        text = tidy(_NOTE.sub(" ", text) if "[[" in text else text)
        yield Speech(name, text, _with_sitting(facts.get(name, {}), sitting))


def _of_conllu(path: Path, sitting: Sitting, facts: dict, roster: Roster) -> Iterator[Speech]:
    for document in read_conllu(path):
        told = _with_sitting(facts.get(document.id, {}), sitting)
        yield Speech(document.id, document.text, told)


def _with_sitting(facts: dict[str, str], sitting: Sitting) -> dict[str, str]:
    dated = re.search(r"\d{4}-\d\d-\d\d", sitting.name)
    date = facts.get("date") or (dated[0] if dated else "")
    return {**facts, "date": date, "sitting": sitting.name}


_READERS = {"tei": _of_tei, "annotated": _of_tei, "text": _of_text, "conllu": _of_conllu}
