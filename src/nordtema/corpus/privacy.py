"""Nothing personal leaks: addresses, numbers and the names of a page's own writers.

What is masked becomes a readable placeholder in angle brackets (⟨email⟩, ⟨phone⟩, ⟨id⟩, ⟨handle⟩,
⟨url⟩, ⟨name⟩), the same in every norm, which the tokenizer drops as a whole.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from .persons import is_nobody, names_in
from .webpages.names import placeholder

PLACEHOLDER = re.compile(r"⟨(?:email|phone|id|handle|url|name)⟩")

# --- addresses and numbers -----------------------------------------------------------------------
_AT = (
    r"(?:@| ?[\[({] ?(?:at|a|@|snabel-?a|krøll?alfa|alfakrøll) ?[\])}] ?"
    r"| (?:snabel-?a|krøll?alfa|alfakrøll) )"
)
_DOT = r"(?:\.| ?[\[(](?:dot|punktum|punkt|prikk)[\])] ?| (?:dot|punktum|prikk) )"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}")
_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»”⟩]+|(?<![\w@.])www\.[^\s<>\"«»”]+"
    r"|(?<![\w@./-])(?:[\w-]{1,63}\.){1,5}(?:no|dk|se|com|org|net|eu|info)"
    r"(?:/[^\s<>\"«»”]*)?(?![\w@-]|\.\w)"
)
_DOMAIN = re.compile(r"\.(?:no|dk|se|com|org|net|eu|info)\b")
_HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w+(?:[.-]\w+)*")
_DAY = r"(?:[04][1-9]|[1256]\d|[37][01])"  # D-numbers have 40 added
_MONTH = r"(?:0[1-9]|1[0-2])"
_SYNTHETIC = r"(?:[048][1-9]|[159][0-2])"  # test numbers have 40 or 80 added
_BIRTH = r"\d\d(?:0[1-9]|1[0-2])(?:[0-8]\d|9[01])"  # coordination numbers have 60 added
_ID = re.compile(
    rf"(?=\d)(?<![\w.,/-])(?:{_DAY}{_SYNTHETIC}\d\d ?\d{{5}}"  # fødselsnummer and D-number
    rf"|{_DAY}{_MONTH}\d\d ?- ?\d{{4}}|{_DAY}{_MONTH}\d\d \d{{4}}"  # CPR
    rf"|(?:19|20)?{_BIRTH} ?[-+] ?\d{{4}}|(?:19|20){_BIRTH}\d{{4}}"  # personnummer
    r")(?![\w-]|[.,]\d)"
)
_AMOUNT = r"(?:%|prosent|procent|kr\b|kron|nok\b|dkk\b|sek\b|eur|mill|mia|mrd|usd|€|\$|£)"
# "ring meg på", "tlf.", "mobil:": what follows is a number to call, however it is grouped
_CALLED = (
    r"(?:(?:tlf|tel|tfn|mob|(?:telefon|mobil)(?:en|nummer(?:et)?|nr)?|phone|sms|ringje|slå"
    r"|ring(?:e|er|a|es)?|når (?:du|dere|i|ni)(?: oss| os| meg| mig)?)\.?"
    r"|(?:mitt|mit|vårt|vores|på) nummer|nummeret(?: mitt| mit)?)"
)
_BETWEEN = (
    r":?(?: (?:til|till|på|meg|mig|oss|os|er|är|nr\.?|nummer|direkte|gjerne|da|kontoret|hit)){0,3} "
)
_ANNOUNCED = re.compile(
    rf"\b(?P<cue>{_CALLED}{_BETWEEN})(?!(?:19|20)\d\d(?![ -]?\d))\d(?:[ -]?\d){{4,10}}"
    rf"(?![\w-]|[.,]\d| ?{_AMOUNT})",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?=[+\d])(?:(?<![\w.,/])(?:\+|00(?!(?: \d\d){3}(?!\d)))(?:\d[ ()./-]{0,2}){7,14}\d(?!\w)"
    # four pairs, or 555 01 47: amounts are grouped in threes; rows of numbers are longer
    r"|(?<![\w.,/§€$£-])(?<!\d )(?:\d\d \d\d \d\d \d\d|[2-9]\d\d \d\d \d\d)"
    rf"(?![\w/-]|[.,]\d| \d| ?{_AMOUNT})"
    r"|(?<![\w.,/§€$£-])(?<!kr )(?<!kr\. )(?<!NOK )(?<!DKK )(?<!SEK )(?<!§ )(?:"
    r"(?=(?:\D?\D?\d){8,11}(?!\d))0[1-9]\d{0,2} ?[-–/] ?\d{2,3}(?: ?\d{2,3}){1,3}"  # 08-123 456 78
    r"|0[1-9]\d{0,2} \d{2,3} \d{2,3}(?: \d{2})?|07\d{8}"  # 070 123 45 67, 0701234567
    r"|[2-9]\d{2} \d{2} \d{3}"  # 912 34 567
    r"|(?!(?:19|20)\d\d (?:19|20)\d\d)[2-9]\d{3} \d{4}"  # 3344 5566
    r"|(?!(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d)[2-9]\d{4}(?!000)\d{3}"  # 91234567, not 20100314
    rf")(?![\w/-]|[.,]\d| ?{_AMOUNT}))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d ()./–+-]{3,}\d")


def mask(text: str, names: re.Pattern[str] | None = None) -> str:
    """Put placeholders for e-mail and web addresses, handles, phone and identity numbers.

    Years, dates, amounts, percentages and the paragraph numbers of laws stay as they are. `names`
    (of `names.names_pattern`) go too, after the addresses that hold them.

    Parameters
    ----------
    text : of a page or a comment
    names : of `names.names_pattern`

    Returns
    -------
    str
    """
    if "@" in text or "(a" in text or "[a" in text or " dot " in text or "alfa" in text:
        text = _EMAIL.sub("⟨email⟩", text)
    if "://" in text or "www." in text or _DOMAIN.search(text):
        text = _URL.sub(_url, text)
    if "@" in text:
        text = _HANDLE.sub(functools.partial(_handle, names), text)
    if names:
        text = names.sub(placeholder, text)
    if _DIGITS.search(text):
        text = _masked_numbers(text)
    return text


def _masked_numbers(text: str) -> str:
    """Masked until nothing is left to mask: a number may stand alone only now."""
    masked = _ANNOUNCED.sub(r"\g<cue>⟨phone⟩", _ID.sub("⟨id⟩", text))
    masked = _PHONE.sub("⟨phone⟩", masked)
    return masked if masked == text else _masked_numbers(masked)


def _handle(names: re.Pattern[str] | None, match: re.Match[str]) -> str:
    """The placeholder; a writer who is called by name ("@Lone: Han blev rød") waits for `names`."""
    name = names.match(match.string, match.start()) if names else None
    return match.group() if name and name.end() >= match.end() else "⟨handle⟩"


def _url(match: re.Match[str]) -> str:
    """The placeholder, with the punctuation of the sentence after the address left in place."""
    return "⟨url⟩" + match.group()[len(match.group().rstrip(".,;:!?)]'’…")) :]


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
