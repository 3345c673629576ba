"""Web addresses and profiles, and addresses of devices."""

from __future__ import annotations

import ipaddress
import re

from .words import either

_DOMAINS = either("top-level domain")
_WORDS = either("top-level domain, also a word")
_REST = r"[^\s<>\"«»”⟩]"
_URL = re.compile(
    rf"(?:https?|ftp)://{_REST}+|(?<![\w@.])www\.{_REST}+"
    rf"|(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{_DOMAINS})(?:/{_REST}*)?(?![\w@-]|\.\w)"
    # "ferdig.nu kom han": a blank is missing
    rf"|(?<![\w@./-])(?:[\w-]*[^\W\d]\.){{1,5}}(?:{_WORDS})(?:/{_REST}+|(?=[,.;:)!?»\"]|$)(?!\.\w))"
)
_DOMAIN = re.compile(rf"\.(?:{_DOMAINS}|{_WORDS})\b")
_DOT = r" ?[(\[]?(?i:dot|punktum|prikk)[)\]]? ?"
_SPELLED = re.compile(
    rf"(?<![\w@])[\w-]+(?:{_DOT}[\w-]+){{0,2}}{_DOT}(?:no|dk|se|com|org|net|nu)(?!\w)"
    r"(?: ?(?:/|(?i:slash)) ?[\w.-]*\w)?"
)

_HEX = r"[0-9A-Fa-f]"
_MAC = re.compile(
    rf"(?<![\w:.-])(?:{_HEX}{{2}}([:-]){_HEX}{{2}}(?:\1{_HEX}{{2}}){{4}}"
    rf"|(?:{_HEX}{{4}}\.){{2}}{_HEX}{{4}})(?![\w:]|-\w)"
)
_COLONS = re.compile(rf"{_HEX}{{0,4}}::?{_HEX}{{0,4}}:[:0-9A-Fa-f]*(?:/\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d\d?|:\d{2,5})?")
_MAY_BE_DEVICE = re.compile(rf"[:.-]{_HEX}{{0,4}}[:.-]{_HEX}")
_IP_CUE = re.compile(rf"(?<!\w)(?i:{either('ip cue')})(?:[ :(]| \w{{1,6}} )*$")
_NO_IP = re.compile(rf"(?<!\w)(?i:{either('public cue')})[.:]? $|[\w.,]$")
_LARGEST, _CHAPTERS = 255, 31
_TELLS = re.compile(
    rf"://|www\.|{_DOMAIN.pattern}|{_MAY_BE_DEVICE.pattern}"
    r"|(?i:dot|punktum|prikk)[)\]]?(?:$|(?:no|dk|se|com|org|net|nu)(?!\w))"
)


def may_tell_web(word: str) -> bool:
    """May a text with this word hold a web address, or that of a device?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS.search(word))


def mask_web(text: str, lower: str) -> str:
    """The text with placeholders for web addresses and the addresses of devices.

    Parameters
    ----------
    text : of a page or a comment, its e-mail addresses masked
    lower : the same in small letters

    Returns
    -------
    str
    """
    if "://" in text or "www." in text or _DOMAIN.search(text):
        text = _URL.sub(_url, text)
    if "dot" in lower or "punktum" in lower or "prikk" in lower:
        text = _SPELLED.sub("⟨url⟩", text)
    if _MAY_BE_DEVICE.search(text):
        text = _COLONS.sub(_ipv6, _MAC.sub(_device, text))
        text = _DOTTED.sub(_ipv4, text)
    return text


def _url(match: re.Match[str]) -> str:
    """The placeholder, with the punctuation of the sentence after the address left in place."""
    return "⟨url⟩" + match.group()[len(match.group().rstrip(".,;:!?)]'’…")) :]


def _device(match: re.Match[str]) -> str:
    return "⟨device⟩" if any(map(str.isdigit, match.group())) else match.group()


def _ipv6(match: re.Match[str]) -> str:
    found = match.group()
    outside = match.string[: match.start()][-1:] + match.string[match.end() :][:1]
    try:
        ipaddress.IPv6Interface(found if found.endswith("::") else found.rstrip(":"))
    except ValueError:
        return found
    return found if any(map(str.isalnum, outside)) or not found.strip(":") else "⟨ip⟩"


def _ipv4(match: re.Match[str]) -> str:
    """An address of four numbers; 4.2.10.3 may be a chapter, 91.23.45.67 a phone."""
    numbers = re.split(r"[./:]", match.group())[:4]
    before = match.string[max(0, match.start() - 40) : match.start()]
    if numbers[0].startswith("0"):
        return match.group()
    goes_on = re.match(r"[.,]?\d|\w", match.string[match.end() : match.end() + 2])
    if goes_on or max(map(int, numbers)) > _LARGEST or _NO_IP.search(before):
        return match.group()
    unlike_phones = {len(number) for number in numbers} != {2}
    unlike_chapters = max(map(int, numbers)) > _CHAPTERS or "0" in numbers[1:3]
    likely = unlike_phones and unlike_chapters
    return "⟨ip⟩" if likely or _IP_CUE.search(before) else match.group()
