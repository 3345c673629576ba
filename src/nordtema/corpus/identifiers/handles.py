"""Handles with and without @: @navn, u/navn, "insta: navn", "navn på Snapchat"; profiles.

What is no word (kari_h, kari.hansen, kari92) is a handle beside the name of a platform; a word is
one only where the sentence says that somebody is called so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from ...languages import LANGUAGES
from ..registers import given_names
from ..repair.words import is_common
from .words import either, forms

_HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w+(?:[.-]\w+)*")
# letters with a dot, an underscore or a digit among them
_TELLING = r"(?=[\w.-]*(?:[^\W_]{2}[._][^\W_]|[^\W\d]\d))[\w.-]*\w"
_CAMEL = r"[A-ZÆØÅÄÖ]?[a-zæøåäö]+[A-ZÆØÅÄÖ]\w+"
_LOOKS_IT = re.compile(
    rf"(?<![\w@.])@ {_TELLING}"
    r"|(?<![\w/.])/?u/[\w-]{3,}"
    r"|(?<![\w/@.])[\w.]*[^\W_]_+[^\W_][\w.]*\b"
    r"|(?<![\w@])[\w.]{2,32}#\d{4}(?!\d)"
)
_NUMBERED = re.compile(r"(?<![\w.-])(?!covid)[a-zæøåäö]{3,}[\d_]*\d{2,4}(?![\w-]|[.,]\d|\. [a-z])")
_MAY_BE_NUMBERED = re.compile(r"\d(?<=[a-zæøåäö]\d)\d")

# --- beside the name of a platform ---------------------------------------------------------------
_PLATFORM = rf"(?i:{either('platform')})"
_ON = rf"(?i:på|on|i) {_PLATFORM}(?!\w)"
_DOT = rf"(?i:{either('dot')})"
_USER_NAME = rf"(?i:{either('handle cue')})"
_CALLED = rf"(?i:{either('called')})"
_PERHAPS = rf"(?i:{either('called', 'called, perhaps')})"
_IS = r"(?:er|är) "
_OWN = r"(?i:min|mitt|mit|hans|hennes|hendes|vår|din|ditt|dit) "
_WHO = r"(?:meg|mig|oss|os|han|ham|ho|hun|henne|hende) "
_OWNED = r"(?:[ -]?(?i:konto(?:en)?|profil(?:en)?|bruker(?:en)?|navn(?:et)?|namn(?:et)?|id|min))*"
_WORD = rf"(?!(?:{'|'.join(forms('no name'))})\b)[a-zæøåäö][\w.-]+\w"
_CAPITAL = r"[A-ZÆØÅÄÖ][a-zæøåäö][\w-]*"
_ENDS = r"(?=[,;.!?)/|»\"]|$| (?:og|och|eller|på)\b)"
_AFTER_CUE = (
    re.compile(
        rf"(?<!\w)(?P<cue>(?:{_PLATFORM}|{_USER_NAME}){_OWNED}(?: ?[:=] ?| {_CALLED}:? ))"
        rf"(?!\S*/)(?:@?{_TELLING}|{_CAMEL}|{_CAPITAL} {_CAPITAL}{_ENDS}|@?{_WORD}{_ENDS})"
    ),
    re.compile(
        rf"(?<!\w)(?P<cue>(?:{_PLATFORM}|{_USER_NAME}){_OWNED}"
        rf"(?: ?[(«\"–-] ?|,? (?:{_PERHAPS}:? ){{0,2}}))(?!\S*/)@?{_TELLING}"
    ),
    # "følg meg på insta, navn", "på insta heter jeg navn"
    re.compile(
        rf"(?<!\w)(?P<cue>(?i:{either('follow')}) {_WHO}{_ON}"
        rf"(?:[,:]?(?: som| under| på)? | ?[(«\"])"
        rf"|{_ON} (?:heter|heiter|hedder) \w+ )@?{_WORD}{_ENDS}"
    ),
    # "brukernavnet mitt er navn", "min insta er navn"
    re.compile(
        rf"(?<!\w)(?P<cue>{_USER_NAME} (?:{_OWN})?(?:{_CALLED} |{_IS})?[«\"]?"
        rf"|{_OWN}{_PLATFORM}{_OWNED} {_IS}[«\"]?|{_PLATFORM} {_OWN}{_IS}[«\"]?)@?{_WORD}{_ENDS}"
    ),
)
_BEFORE_PLATFORM = re.compile(
    rf"(?<![\w@./-])(?P<cue>{_CALLED}:? (?:{_WHO})?[«\"]?)?"
    rf"@?(?:(?=[a-z]){_TELLING}|(?(cue){_WORD}|(?!)))(?P<on>[»\"]? {_ON})"
)
_PROFILE = re.compile(
    rf"(?<![\w./@]){_PLATFORM}(?:(?: ?\. ?| {_DOT} )com ?/ ?(?<!\w\.com/)[\w.-]*[\w-](?:/[\w-]+)*"
    rf"|/(?:in/[\w.-]*[\w-]|{_TELLING}))"
)
# what stands between two blanks where a platform is named, so that most texts end with one look
_TOLD = frozenset(
    f"{before}{form.partition('(')[0]}{after}"
    for form in forms("platform", "handle cue")
    for before in ("", "(", '"', "«", "(@")
    for after in ("", ":", ",", ".", ")", "):", "-", "=", ";", "!", "?", *forms("after a platform"))
) - {"igen"}  # "again"
_SENTENCE = re.compile(r"(?<=[.!?] )(?=[A-ZÆØÅÄÖ])")


_MAY_BE_HANDLE = re.compile(rf"[@_#]|u/|{_MAY_BE_NUMBERED.pattern}")


def may_tell_profile(word: str) -> bool:
    """Does this word tell of a platform?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return _is_told(word.lower())


def may_be_handle(word: str) -> bool:
    """May this word be a handle that shows what it is, or belong to one?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_MAY_BE_HANDLE.search(word))


def mask_profiles(text: str, lower: str) -> str:
    """The text with placeholders for handles and profiles that stand beside a platform's name.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    if not _is_told(lower):
        return text
    sentences = _SENTENCE.split(text)
    return "".join(_mask_told(one) if _is_told(one.lower()) else one for one in sentences)


def mask_handles(text: str, is_name: Callable[[re.Match[str]], bool]) -> str:
    """The text with ⟨handle⟩ for each handle that shows what it is.

    Parameters
    ----------
    text : of a page or a comment, its e-mail and web addresses masked
    is_name : whether it is a name of the page, which is masked as one

    Returns
    -------
    str
    """
    hide = functools.partial(_handle, is_name)
    if "@" in text:
        text = _HANDLE.sub(hide, text)
    if _MAY_BE_NUMBERED.search(text):
        text = _NUMBERED.sub(lambda match: match.group() if _is_noted(match) else hide(match), text)
    marked = "_" in text or "u/" in text or "#" in text or "@ " in text
    return _LOOKS_IT.sub(hide, text) if marked else text


def _is_told(lower: str) -> bool:
    words = lower.replace("/", " / ").split() if "/" in lower else lower.split()
    return not _TOLD.isdisjoint(words)


def _mask_told(sentence: str) -> str:
    sentence = _PROFILE.sub("⟨url⟩", sentence)
    for pattern in _AFTER_CUE:
        sentence = pattern.sub(r"\g<cue>⟨handle⟩", sentence)
    return _BEFORE_PLATFORM.sub(lambda m: f"{m['cue'] or ''}⟨handle⟩{m['on']}", sentence)


def _is_noted(match: re.Match[str]) -> bool:
    """Whether it is a word with a number behind it, such as that of a note (*samfunnet12*)."""
    word = match.group().rstrip("_0123456789")
    if word in given_names():
        return False
    return any(is_common(word, language) for language in LANGUAGES)


def _handle(is_name: Callable[[re.Match[str]], bool], match: re.Match[str]) -> str:
    """The placeholder; a writer who is called by name ("@Lone: Han blev rød") keeps it for now."""
    return match.group() if is_name(match) else "⟨handle⟩"
