"""Nothing personal leaks: addresses, numbers and the names of a page's own writers.

What is masked becomes a readable placeholder in angle brackets (⟨name⟩, and those that
`identifiers` lists), the same in every norm, which the tokenizer drops as a whole.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from .identifiers import KINDS, mask_identifiers
from .persons import is_nobody, names_in
from .webpages.names import placeholder

PLACEHOLDER = re.compile(rf"⟨(?:name|{'|'.join(KINDS)})⟩")


def mask(text: str, names: re.Pattern[str] | None = None) -> str:
    """Put placeholders for identifiers and names.

    Identifiers are what `identifiers` knows; `names` (of `names.names_pattern`) go after them,
    since addresses hold names.

    Parameters
    ----------
    text : of a page or a comment
    names : of `names.names_pattern`

    Returns
    -------
    str
    """
    text = mask_identifiers(text, functools.partial(_is_name, names))
    return names.sub(placeholder, text) if names else text


def _is_name(names: re.Pattern[str] | None, handle: re.Match[str]) -> bool:
    """Is somebody of the page called by name: "@Lone: Han blev rød"?"""
    name = names.match(handle.string, handle.start()) if names else None
    return name is not None and name.end() >= handle.end()


# --- pseudonyms ----------------------------------------------------------------------------------
_ALIKE = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ð": "d", "ł": "l"})


def writer_key(name: str) -> str:
    """The name without case, accents, and space around: Søren = sören, Åse = Aase.

    Parameters
    ----------
    name : as written

    Returns
    -------
    str
    """
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_ALIKE))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.replace("aa", "a").strip(" @.,:;-–•").split())


class Pseudonyms:
    """A table of writers: the same name, however spelled, always gets the same pseudonym.

    Pseudonyms are numbered in the order in which names are first asked for: `writer_1`, …

    Parameters
    ----------
    prefix : how a pseudonym begins
    """

    def __init__(self, prefix: str = "writer") -> None:
        self._prefix = prefix
        self._table: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._table)

    def of(self, name: str) -> str:
        """The pseudonym of this writer; "" for an unknown one ("admin", "Ukjent").

        Several who write together are one writer, in whatever order they stand.

        Parameters
        ----------
        name : as written

        Returns
        -------
        `writer_1`, … or ""
        """
        if is_nobody(name):
            return ""
        key = "; ".join(sorted(filter(None, map(writer_key, names_in(name))))) or writer_key(name)
        if not key:
            return ""
        return self._table.setdefault(key, f"{self._prefix}_{len(self._table) + 1}")


# --- signatures ----------------------------------------------------------------------------------
_CLOSINGS = (
    r"(?:mvh|m\.v\.h\.?|vh|kh|(?:(?:beste|vennlig|venleg|venlig|med (?:vennlig|venleg|venlig)|mange"
    r"|bästa|glad|varm|de bedste) )?(?:hilsen|helsing|hilsner|hälsningar|helsningar)|hälsar|hilser"
    r"|vänligen|(?:med )?vänliga? hälsning(?:ar)?|(?:best|kind) regards|best|cheers|klem|kram|knus)"
)
_SIGNED = re.compile(
    rf"(?:^|(?<=[\s.!?:)])){_CLOSINGS}[,.!:]? ?(?:fra |från |frå )?[-–—/]?"
    r"(?P<name>[^\W\d_][\w'’.-]*(?: [A-ZÆØÅÄÖ][\w'’.-]*){0,3})[.!]?$",
    re.IGNORECASE,
)
CLOSING = re.compile(rf"{_CLOSINGS}[,.!:]?", re.IGNORECASE)
_MARK = re.compile(r"^[-–—/~]+ ?|[.!]$")


def drop_signature(paragraphs: list[str], names: Iterable[str]) -> tuple[list[str], str]:
    """Take the signature off the end of a text.

    Dropped are "Mvh Per" and the like, and a line, or a last word after a slash or dash, that is
    one of the `names` or a word of one. Returns what is left and the name signed with, or "".

    Parameters
    ----------
    paragraphs : of one text
    names : of those who may have signed it

    Returns
    -------
    (paragraphs left, name signed with or "")
    """
    known = {writer_key(part) for name in names for part in (name, *name.split()) if len(part) > 1}
    if not paragraphs:
        return paragraphs, ""
    *above, last = paragraphs
    signed = _SIGNED.search(last[-80:])
    if signed and (writer_key(signed["name"]) in known or signed["name"][0].isupper()):
        left = last[: len(last) - len(last[-80:]) + signed.start()].rstrip()
        return above + [left] * bool(left), signed["name"]
    if len(last) < 60 and writer_key(_MARK.sub("", last)) in known:
        if above and CLOSING.fullmatch(above[-1]):
            above.pop()
        return (above, last) if above else (paragraphs, "")
    tail = re.search(r"(?<=[\s.!?…)])[-–—/~]+ ?([^-–—/~]{2,40})$", last[-60:])
    if tail and writer_key(tail[1]) in known:
        return [*above, last[: len(last) - len(last[-60:]) + tail.start()].rstrip()], tail[1]
    return paragraphs, ""
