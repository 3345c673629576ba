"""TEI to its texts: each speech (u) of a sitting, or the body of each document.

What is no text of the speaker's or writer's own is left out: notes, gaps, noises, names above a
speech.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from .exported import ExportedDocument
from .recogniser import Recogniser
from .rosters import Roster
from .xml_stream import XML_ID, XML_LANG, child_text, elements, forget, local_name

_LEFT_OUT = frozenset((
    "note", "gap", "vocal", "kinesic", "incident", "desc", "linkGrp", "speaker", "stage", "fw",
    "figure", "figDesc", "index", "del", "teiHeader", "front", "back", "pause",
))  # fmt: skip
_PARAGRAPHS = frozenset(("seg", "p", "ab", "l", "head", "item", "cell", "u"))
_TOKENS = frozenset(("w", "pc"))
_CLOSE, _OPEN = ",;:!?)]»”.", "([«“"
#: words of signs alone that belong to the word before, or to the one behind
_CLOSING = frozenset(
    word for length in (1, 2, 3) for word in map("".join, itertools.product(_CLOSE, repeat=length))
    if ".." not in word
)  # fmt: skip
_OPENING = frozenset(_OPEN)
_APART = _CLOSING | _OPENING
_DASH = re.compile(r"–(?<=[^\W\d]–)(?= )")  # begins with the sign itself, which is quick to find
_HOUSES = {"#parla.lower": "Lower house", "#parla.upper": "Upper house"}
_MEETINGS = {"#parla.term": "term", "#parla.session": "session"}
_ANNOTATED = ".ana"
#: where a date stands: of the sitting, of the writing, of the source, of the file
_DATED = (
    "{*}profileDesc/{*}settingDesc//{*}date", "{*}profileDesc/{*}creation//{*}date",
    "{*}profileDesc/{*}correspDesc/{*}correspAction[@type='sent']/{*}date",
    "{*}fileDesc/{*}sourceDesc//{*}date", "{*}fileDesc/{*}publicationStmt/{*}date",
)  # fmt: skip
#: where an author stands: of the file, of the source, of a letter
_AUTHORS = (
    "{*}fileDesc/{*}titleStmt/{*}author", "{*}fileDesc/{*}sourceDesc/{*}bibl/{*}author",
    "{*}fileDesc/{*}sourceDesc/{*}biblStruct//{*}author",
    "{*}profileDesc/{*}correspDesc/{*}correspAction[@type='sent']/{*}persName",
)  # fmt: skip


@dataclass(frozen=True)
class Header:
    """What the head of a document tells.

    Attributes
    ----------
    id : without the mark of an annotated file
    roster : people and parties that are listed in it
    columns : term, session and house, where they are told
    """

    id: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    country: str = ""
    roster: Roster = field(default_factory=Roster)
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Utterance:
    """A speech, or a part of one that goes on in another.

    Attributes
    ----------
    role : chair, regular, guest …
    section : the heading above it
    previous, following : ids of the parts that it goes on with
    """

    id: str
    who: str
    role: str
    language: str
    section: str
    text: str
    previous: str = ""
    following: str = ""


def plain_id(name: str) -> str:
    """An id as it stands in all forms of a sitting: an annotated one has a mark more.

    Parameters
    ----------
    name : of a sitting or speech

    Returns
    -------
    str
    """
    return name.replace(_ANNOTATED + ".", ".").removesuffix(_ANNOTATED)


def tidy(text: str) -> str:
    """Text with single blanks, and none where tokens were set apart: ``( så )  ,`` → ``(så),``.

    Parameters
    ----------
    text : of a paragraph

    Returns
    -------
    str
    """
    words = text.split()
    if not _APART.isdisjoint(words):
        words = _rejoined(words)
    text = " ".join(words)
    return _DASH.sub(" –", text) if "– " in text else text


def _rejoined(words: list[str]) -> list[str]:
    """Words with the signs that were set apart from them."""
    joined: list[str] = []
    opened = False
    for word in words:
        if joined and (opened or word in _CLOSING):
            joined[-1] += word
        else:
            joined.append(word)
        opened = word in _OPENING
    return joined


def read_speeches(path: Path) -> tuple[Header, list[Utterance]]:
    """The speeches of a sitting, those in several parts joined.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    (what its head tells, speeches in their order)

    Raises
    ------
    Unreadable
        If it is damaged.
    """
    header, parts = Header(), []
    for found in _parts(path):
        if isinstance(found, Header):
            header = header if header.id else found
        else:
            parts.append(found)
    return header, _joined(parts)


def _joined(parts: list[Utterance]) -> list[Utterance]:
    """Parts that point to each other (prev, next) as one speech, under the id of the first."""
    speeches: dict[str, Utterance] = {}
    first_of: dict[str, str] = {}
    for part in parts:
        first = first_of.get(part.id) or first_of.get(part.previous, "")
        if first:
            text = f"{speeches[first].text}\n{part.text}".strip()
            speeches[first] = replace(speeches[first], text=text)
        else:
            first = part.id or f"u{len(speeches) + 1}"
            speeches[first] = replace(part, id=first)
        for name in filter(None, (part.id, part.following)):
            first_of[name] = first
    return list(speeches.values())


def _parts(path: Path) -> Iterator[Header | Utterance]:
    """The head of a sitting, then its utterances, under the headings of their sections."""
    sections: list[str] = []
    language = ""
    for event, element in elements(path, "teiHeader", "div", "head", "u"):
        name = local_name(element)
        if name == "teiHeader" and event == "end":
            language = _languages(element)
            yield _header(element)
            forget(element)
        elif name == "div":
            sections = [*sections, ""] if event == "start" else sections[:-1]
        elif name == "head" and event == "end" and sections and not _in_speech(element):
            sections[-1] = sections[-1] or _one_line(element)
        elif name == "u" and event == "end":
            section = next((one for one in reversed(sections) if one), "")
            yield _utterance(element, section, language)
            forget(element)


def _in_speech(element: etree._Element) -> bool:
    return next(element.iterancestors("{*}u"), None) is not None


def _languages(header: etree._Element) -> str:
    """The language of the whole where it is the only one: a norm of two may not be believed."""
    parent = header.getparent()
    told = "" if parent is None else parent.get(XML_LANG, "")
    return told if told.split("-")[0] in ("da", "sv") else ""


def _utterance(element: etree._Element, section: str, language: str) -> Utterance:
    kinds = [one.removeprefix("#") for one in element.get("ana", "").split()]
    told = {element.get(XML_LANG, "")} | {one.get(XML_LANG, "") for one in element} - {""}
    own = told.pop() if len(told) == 1 else ""
    return Utterance(
        id=plain_id(element.get(XML_ID, "")), who=element.get("who", ""),
        role=kinds[0] if kinds else "", language=own or element.get(XML_LANG, "") or language,
        section=section, text="\n".join(paragraphs(element)),
        previous=_target(element, "prev"), following=_target(element, "next"),
    )  # fmt: skip


def _target(element: etree._Element, name: str) -> str:
    return plain_id(element.get(name, "").split("#")[-1].strip())


# ---------------------------------------------------------------- the head


def _header(element: etree._Element) -> Header:
    roster = Roster()
    for one in element.iter("{*}person", "{*}org"):
        roster.learn(one)
    parent = element.getparent()
    return Header(
        id=plain_id("" if parent is None else parent.get(XML_ID, "")),
        title=_title(element),
        author="; ".join(_authors(element)),
        date=_date(element),
        country=_country(element),
        roster=roster,
        columns=_meetings(element),
    )


def _title(header: etree._Element) -> str:
    """The title proper, in the language of the text rather than in English."""
    titles = header.findall("{*}fileDesc/{*}titleStmt/{*}title")
    kinds = [one for one in titles if one.get("type") in ("sub", "main", None)]
    own = [one for one in kinds if one.get(XML_LANG) != "en"] or kinds
    return child_text(own[0], ".") if own else ""


def _authors(header: etree._Element) -> list[str]:
    """Names of the authors; "Hansen, Kari" is Kari Hansen."""
    for place in _AUTHORS:
        names = [child_text(one, ".") for one in header.findall(place)]
        if any(names):
            return [given_first(name) for name in names if name]
    return []


def given_first(name: str) -> str:
    """A name with the given names first: ``Hansen, Kari`` → ``Kari Hansen``.

    Parameters
    ----------
    name : as a table writes it

    Returns
    -------
    str
    """
    family, comma, given = name.partition(", ")
    return f"{given} {family}".strip() if comma and "," not in given else name.strip()


def _date(header: etree._Element) -> str:
    """When it was said or written, rather than when the file was made."""
    for place in _DATED:
        for one in header.findall(place):
            told = one.get("when") or one.get("from") or one.get("notBefore") or ""
            if told or child_text(one, "."):
                return told or child_text(one, ".")
    return ""


def _country(header: etree._Element) -> str:
    """The country in which it was said: by its code, else by its name."""
    found = [one for one in header.iterfind("{*}profileDesc/{*}settingDesc//{*}name")
             if one.get("type") == "country"]  # fmt: skip
    return (found[0].get("key") or child_text(found[0], ".")) if found else ""


def _meetings(header: etree._Element) -> dict[str, str]:
    """Term, session and house of a sitting."""
    told: dict[str, str] = {}
    for meeting in header.findall("{*}fileDesc/{*}titleStmt/{*}meeting"):
        for mark in meeting.get("ana", "").split():
            if mark in _HOUSES:
                told["house"] = _HOUSES[mark]
            elif mark in _MEETINGS:
                told.setdefault(_MEETINGS[mark], meeting.get("n") or child_text(meeting, "."))
    return told


# ---------------------------------------------------------------- the text


def paragraphs(element: etree._Element) -> list[str]:
    """The paragraphs of an element, without notes.

    Parameters
    ----------
    element : of a speech, or a body

    Returns
    -------
    list of str, none of them empty
    """
    found: list[list[str]] = [[]]
    _gather(element, found)
    texts = (tidy("".join(pieces)) for pieces in found)
    return [text for text in texts if text]


def _gather(element: etree._Element, found: list[list[str]]) -> None:
    """Add the pieces of an element to the last paragraph; begin another where one begins."""
    own = local_name(element) in _PARAGRAPHS
    if own:
        found.append([])
    found[-1].append(element.text or "")
    for child in element.iterchildren():
        name = local_name(child)
        if name in _TOKENS:
            _add_token(child, found[-1])
        elif name == "lb":
            _break_line(child, found[-1])
        elif name == "choice":
            _gather(_chosen(child), found)
        elif name and name not in _LEFT_OUT:
            _gather(child, found)
        elif name:
            found[-1].append(" ")
        found[-1].append(child.tail or "")
    if own:
        found.append([])


def _chosen(choice: etree._Element) -> etree._Element:
    """Of two ways to write something, that of the editor: corrected, respelled, written out."""
    ways = list(choice.iterchildren())
    edited = (one for one in ways if local_name(one) in ("corr", "reg", "expan"))
    return next(edited, ways[0] if ways else choice)


def _add_token(token: etree._Element, pieces: list[str]) -> None:
    """A word or sign; a blank of the file's own that parts it from the next, unless they join."""
    join = token.get("join", "")
    if join in ("left", "both"):
        _strip_end(pieces)
    pieces.append(
        "".join((token.text or "").split("\n")).strip() if len(token) else token.text or ""
    )
    if join in ("right", "both"):
        token.tail = (token.tail or "").lstrip()


def _break_line(element: etree._Element, pieces: list[str]) -> None:
    """The end of a printed line: a word that goes on loses its hyphen."""
    if element.get("break") == "no":
        _strip_end(pieces)
        if pieces:
            pieces[-1] = pieces[-1].removesuffix("-")
        element.tail = (element.tail or "").lstrip()
    else:
        pieces.append("\n")


def _strip_end(pieces: list[str]) -> None:
    while pieces and not pieces[-1].strip():
        pieces.pop()
    if pieces:
        pieces[-1] = pieces[-1].rstrip()


def _one_line(element: etree._Element) -> str:
    return " ".join(paragraphs(element))


# ---------------------------------------------------------------- a file by itself


def read_tei(path: Path) -> list[ExportedDocument]:
    """The texts of a TEI file: the speeches of a sitting, or the body of each document in it.

    Parameters
    ----------
    path : of the file

    Returns
    -------
    list of ExportedDocument

    Raises
    ------
    Unreadable
        If it is damaged.
    """
    header, speeches = read_speeches(path)
    if speeches:
        return [_speech(header, speech) for speech in speeches if speech.text]
    found: list[ExportedDocument] = []
    header = Header()
    for event, element in elements(path, "teiHeader", "body", "TEI", "TEI.2"):
        name = local_name(element)
        if event == "end" and name == "teiHeader":
            header = _header(element)
        elif event == "end" and name == "body":
            text = "\n".join(paragraphs(element))
            found += [ExportedDocument(text, header.date, header.title, header.author)] * bool(text)
        elif event == "end":
            forget(element)
    return found


def _speech(header: Header, speech: Utterance) -> ExportedDocument:
    told = header.roster.told(speech.who, header.date)
    return ExportedDocument(
        speech.text, header.date, header.title, told["speaker"], language=speech.language,
        section=speech.section, id=speech.id,
        columns={**told, "role": speech.role, "sitting": header.id, **header.columns},
    )  # fmt: skip


RECOGNISERS = (
    Recogniser(
        "tei", "a TEI document (XML) without a text",
        "write its text out as plain text (UTF-8)",
        lambda seen: seen.root in ("tei", "teicorpus", "tei.2"),
        read_tei,
    ),
)  # fmt: skip
