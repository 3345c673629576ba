"""Web addresses and profiles, handles with and without @, and addresses of devices."""

from __future__ import annotations

import functools
import ipaddress
import re
from collections.abc import Callable

from .words import either, forms

# --- addresses -----------------------------------------------------------------------------------
_DOMAINS = either("top-level domain")
_REST = r"[^\s<>\"«»”⟩]"
_URL = re.compile(
    rf"(?:https?|ftp)://{_REST}+|(?<![\w@.])www\.{_REST}+"
    rf"|(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{_DOMAINS})(?:/{_REST}*)?(?![\w@-]|\.\w)"
)
_DOMAIN = re.compile(rf"\.(?:{_DOMAINS})\b")
_PLATFORM = rf"(?i:{either('platform')})"
_PROFILE = re.compile(
    rf"(?<!\w){_PLATFORM}(?: ?(?:\.|(?i:{either('dot')})) ?com)? ?/ ?"
    r"(?:(?:in|user|u|profile|people|c)/)?[\w.-]*[\w-](?:/[\w-]+)*"
)

# --- handles -------------------------------------------------------------------------------------
_HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w+(?:[.-]\w+)*")
# letters with a dot, an underscore or a digit among them
_TELLING = r"(?=[\w.-]*(?:[^\W_]{2}[._][^\W_]|[^\W\d]\d))[\w.-]*\w"
_CALLED = rf"(?i:{either('called')})"
_PERHAPS = rf"(?i:{either('called', 'called, perhaps')})"
_SMALL = rf"(?!(?:{'|'.join(forms('no name'))})\b)[a-zæøåäö][\w.-]{{2,}}"
_CAPITAL = r"[A-ZÆØÅÄÖ][a-zæøåäö][\w-]*"
_ENDS = r"(?=[,;.!?)/|»\"]|$| (?:og|och|eller|på)\b)"
_LOOKS_IT = re.compile(
    rf"(?<![\w@.])@ {_TELLING}"
    r"|(?<![\w/.])/?u/[\w-]{3,}"
    r"|(?<![\w/@.])[\w.]*[^\W_]_+[^\W_][\w.]*\b"
    r"|(?<![\w@])[\w.]{2,32}#\d{4}(?!\d)"
)
_OWNED = r"(?:[ -]?(?i:konto(?:en)?|profil(?:en)?|bruker(?:en)?|navn(?:et)?|namn(?:et)?|id|min))*"
_ANNOUNCED = re.compile(
    rf"(?<!\w)(?P<cue>(?:{_PLATFORM}|(?i:{either('handle cue')})){_OWNED}"
    rf"(?: ?[:=–] ?| - | (?:{_CALLED}:? )| ?[(«\"]|,? (?:{_PERHAPS}:? ){{0,2}}(?=@?{_TELLING})))"
    rf"(?P<name>@?{_TELLING}|{_CAPITAL} {_CAPITAL}{_ENDS}|@?{_SMALL}{_ENDS})"
)
_FOLLOW = re.compile(
    rf"(?<!\w)(?P<cue>(?i:{either('follow')}) (?:meg|mig|oss|os|ham|henne|hende) på {_PLATFORM}"
    rf"[,:]?(?: som| under| på)? )(?P<name>@?{_SMALL}){_ENDS}"
)
_USER = re.compile(
    rf"(?<!\w)(?P<cue>(?:(?i:{either('handle cue')}) (?:{_CALLED} )?"
    rf"|(?i:min|mitt|hans|hennes|hendes|vår) {_PLATFORM}{_OWNED} (?:er|är) )[«\"]?)(?P<name>@?{_SMALL}){_ENDS}"
)
_ON_PLATFORM = re.compile(
    rf"(?<![\w@./-])(?P<cue>{_CALLED}:? (?:(?:meg|mig|oss|os|han|ham|ho|hun|henne|hende) )?[«\"]?)?"
    rf"@?(?P<name>(?=[a-z]){_TELLING}|(?(cue){_SMALL}|(?!)))(?P<on>[»\"]? (?:på|on|i) {_PLATFORM}(?!\w))"
)
# what stands between two blanks where a platform is named, so that most texts end with one look
_TOLD = frozenset(
    f"{before}{form.partition('(')[0]}{after}"
    for form in forms("platform", "handle cue")
    for before in ("", "(", '"', "«", "(@")
    for after in ("", ":", ",", ".", ")", "):", "-", "=", ";", "!", "?", *forms("after a platform"))
)
_SENTENCE = re.compile(r"(?<=[.!?] )(?=[A-ZÆØÅÄÖ])")

# --- devices -------------------------------------------------------------------------------------
_HEX = r"[0-9A-Fa-f]"
_MAC = re.compile(
    rf"(?<![\w:.-])(?:{_HEX}{{2}}([:-]){_HEX}{{2}}(?:\1{_HEX}{{2}}){{4}}"
    rf"|(?:{_HEX}{{4}}\.){{2}}{_HEX}{{4}})(?![\w:]|-\w)"
)
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}(?:/\d\d?|:\d{2,5})?")
_IP_CUE = re.compile(rf"(?<!\w)(?i:{either('ip cue')})(?:[ :(]| \w{{1,6}} )*$")
_VERSION = re.compile(rf"(?<!\w)(?i:{either('public cue')})[.:]? $|[\w.,]$")
_COLONS = re.compile(rf"{_HEX}{{0,4}}::?{_HEX}{{0,4}}:[:0-9A-Fa-f]*(?:/\d+)?")
_MAY_BE_DEVICE = re.compile(rf"[:.-]{_HEX}{{0,4}}[:.-]{_HEX}")


def mask_web(text: str, lower: str, is_name: Callable[[re.Match[str]], bool]) -> str:
    """The text with placeholders for web addresses, profiles, handles and devices.

    Parameters
    ----------
    text : of a page or a comment, its e-mail addresses masked
    lower : the same in small letters
    is_name : whether what an @ stands before is a name of the page, which is masked as one

    Returns
    -------
    str
    """
    if _is_told(lower):
        sentences = _SENTENCE.split(text)
        text = "".join(_mask_told(one) if _is_told(one.lower()) else one for one in sentences)
    if "://" in text or "www." in text or _DOMAIN.search(text):
        text = _URL.sub(_url, text)
    if "@" in text:
        text = _HANDLE.sub(functools.partial(_handle, is_name), text)
    if _MAY_BE_DEVICE.search(text):
        text = _COLONS.sub(_ip, _MAC.sub(_device, text))
        text = _DOTTED.sub(_dotted, text)
    marked = "_" in text or "u/" in text or "#" in text or "@ " in text
    return _LOOKS_IT.sub("⟨handle⟩", text) if marked else text


def _is_told(lower: str) -> bool:
    words = lower.replace("/", " / ").split() if "/" in lower else lower.split()
    return not _TOLD.isdisjoint(words)


def _mask_told(sentence: str) -> str:
    sentence = _PROFILE.sub("⟨url⟩", sentence)
    sentence = _ANNOUNCED.sub(r"\g<cue>⟨handle⟩", sentence)
    sentence = _FOLLOW.sub(r"\g<cue>⟨handle⟩", sentence)
    sentence = _USER.sub(r"\g<cue>⟨handle⟩", sentence)
    return _ON_PLATFORM.sub(lambda m: f"{m['cue'] or ''}⟨handle⟩{m['on']}", sentence)


def _handle(is_name: Callable[[re.Match[str]], bool], match: re.Match[str]) -> str:
    """The placeholder; a writer who is called by name ("@Lone: Han blev rød") keeps it for now."""
    return match.group() if is_name(match) else "⟨handle⟩"


def _url(match: re.Match[str]) -> str:
    """The placeholder, with the punctuation of the sentence after the address left in place."""
    return "⟨url⟩" + match.group()[len(match.group().rstrip(".,;:!?)]'’…")) :]


def _device(match: re.Match[str]) -> str:
    return "⟨device⟩" if any(map(str.isdigit, match.group())) else match.group()


def _ip(match: re.Match[str]) -> str:
    found = match.group()
    outside = match.string[match.start() - 1 : match.start()] + match.string[match.end() :][:1]
    try:
        ipaddress.IPv6Interface(found.rstrip(":") if not found.endswith("::") else found)
    except ValueError:
        return found
    return found if any(map(str.isalnum, outside)) or not found.strip(":") else "⟨ip⟩"


def _dotted(match: re.Match[str]) -> str:
    """An address of four numbers; 4.2.10.3 may be a chapter, 91.23.45.67 a phone."""
    numbers = re.split(r"[./:]", match.group())[:4]
    before = match.string[max(0, match.start() - 40) : match.start()]
    after = match.string[match.end() : match.end() + 2]
    if max(map(int, numbers)) > 255 or _VERSION.search(before) or re.match(r"[.,]?\d|\w", after):
        return match.group()
    likely = {len(number) for number in numbers} != {2} and (
        any(int(number) > 31 for number in numbers) or "0" in numbers[1:3]
    )
    return "⟨ip⟩" if likely or _IP_CUE.search(before) else match.group()
