"""Nothing personal leaks: addresses, numbers and the names of a page's own writers.

What is masked becomes a readable placeholder in angle brackets (⟨email⟩, ⟨phone⟩, ⟨id⟩, ⟨handle⟩,
⟨url⟩, ⟨name⟩), the same in every norm, which the tokenizer drops as a whole.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable

import simplemma

PLACEHOLDER = re.compile(r"⟨(?:email|phone|id|handle|url|name)⟩")

# --- addresses and numbers ------------------------------------------------------------------------
_DOMAINS = "no|dk|se|com|org|net|eu|info|nu|fi|is|de|uk|edu|gov|tv|io|me|biz|name|museum|coop"
_AT = r"(?:@| ?[\[({] ?(?:at|a|@|snabel-?a|snabela|krøllalfa|alfakrøll) ?[\])}] ?| (?:snabel-?a|krøllalfa|alfakrøll) )"
_EMAIL = re.compile(
    rf"[\w.+-]+{_AT}[\w-]+(?:(?:\.| ?[\[(](?:dot|punktum|punkt|prikk)[\])] ?| (?:dot|punktum|prikk) )[\w-]+)+"
)
_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»”⟩]+|(?<![\w@.])www\.[^\s<>\"«»”]+"
    rf"|(?<![\w@./-])(?:[\w-]+\.)+(?:{_DOMAINS})(?:/[^\s<>\"«»”]*)?(?![\w@-]|\.\w)"
)
_HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w+(?:[.-]\w+)*")
_DAY, _MONTH = r"(?:[04][1-9]|[1256]\d|[37][01])", r"(?:[048][1-9]|[159][0-2])"
_ID = re.compile(
    rf"(?<![\w.,/-])(?:{_DAY}{_MONTH}\d\d ?\d{{5}}"  # fødselsnummer and D-number
    rf"|{_DAY}{_MONTH}\d\d ?- ?\d{{4}}|{_DAY}{_MONTH}\d\d \d{{4}}"  # CPR
    rf"|(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-8]\d|9[01]) ?[-+] ?\d{{4}}"  # personnummer
    rf"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-8]\d|9[01])\d{{4}})(?![\w-]|[.,]\d)"
)
_NOT_AFTER = r"(?![\w/-]|[.,]\d| ?(?:%|prosent|procent|kr\b|kron|nok|dkk|sek|eur|mill|mia|mrd|usd|€|\$|£))"
_NOT_BEFORE = r"(?<![\w.,/§€$£-])(?<!kr )(?<!kr\. )(?<!NOK )(?<!DKK )(?<!SEK )(?<!§ )"
_PHONE = re.compile(
    rf"(?<![\w.,/])(?:\+|00)(?:\d[ ()./-]{{0,2}}){{7,14}}\d(?!\w)"
    rf"|(?:(?<=tlf )|(?<=tlf\. )|(?<=tlf: )|(?<=tlf\.: )|(?<=tel )|(?<=tel: )|(?<=tel\. )|(?<=telefon )|(?<=telefon: )"
    rf"|(?<=mobil )|(?<=mobil: )|(?<=ring )|(?<=phone: )|(?<=sms )|(?<=nummer )|(?<=nummeret ))\d(?:[ -]?\d){{4,10}}(?!\w|[.,]\d)"
    rf"|{_NOT_BEFORE}(?:"
    r"0\d{1,3} ?[-–/] ?\d{2,3}(?: ?\d{2,3}){1,3}"  # 08-123 456 78
    r"|0[1-9]\d{0,2} \d{2,3} \d{2,3}(?: \d{2})?|07\d{8}"  # 070 123 45 67, 0701234567
    r"|[2-9]\d \d\d \d\d \d\d|[2-9]\d{2} \d{2} \d{3}"  # 22 33 44 55, 912 34 567
    r"|(?!(?:19|20)\d\d (?:19|20)\d\d)[2-9]\d{3} \d{4}"  # 3344 5566
    r"|(?!(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d)[2-9]\d{4}(?!000)\d{3}"  # 91234567
    rf"){_NOT_AFTER}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d ()./–+-]{3,}\d")


def mask(text: str) -> str:
    """Put placeholders for e-mail and web addresses, handles, phone and identity numbers.

    Years, dates, amounts, percentages and the paragraph numbers of laws stay as they are.
    """
    if "@" in text or "(a" in text or "[a" in text or " dot " in text or "alfa" in text:
        text = _HANDLE.sub("⟨handle⟩", _EMAIL.sub("⟨email⟩", text))
    if "." in text:
        text = _URL.sub(_url, text)
    if _DIGITS.search(text):
        text = _PHONE.sub("⟨phone⟩", _ID.sub("⟨id⟩", text))
    return text


def _url(match: re.Match[str]) -> str:
    """The placeholder, with the punctuation of the sentence after the address left in place."""
    end = re.search(r"[.,;:!?)\]'’…]*$", match.group()).group()
    return "⟨url⟩" + end
