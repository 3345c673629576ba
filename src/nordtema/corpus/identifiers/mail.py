"""E-mail addresses, also spelled out: `kari @ sted . no`, `kari AT sted DOT no`, krøllalfa."""

from __future__ import annotations

import re

from .words import either

_DOMAINS = either("top-level domain", "top-level domain, also a word")
_PLAIN = re.compile(
    r"(?<![\w.+-])(?:[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|[a-zæøå][\w.+-]{1,63}@[a-z][a-z-]+)"
)
_SPELLED_AT = either("at")
_SPELLED_DOT = (
    rf"(?: ?[\[({{<] ?(?i:{either('dot')}|\.) ?[\])}}>] ?| (?i:{either('dot')}) | ?\. | \."
    r"|[-_](?i:dot)[-_])"
)
_DOT = rf"(?:\.|,(?=\w)|{_SPELLED_DOT})"
_DOMAIN = (
    rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?(?P<dot>{_DOT})"
    rf"(?i:{_DOMAINS}|[a-z]{{2,3}}(?=\W*$))(?![\w-]|\.\w)"
)
_AT = re.compile(
    rf"(?P<at> ?@ ?| ?[\[({{<«\"'] ?(?i:{_SPELLED_AT}|at|a|@) ?[\])}}>»\"'] ?"
    rf"| (?i:{_SPELLED_AT}) | (?P<word>(?i:at|a|ved|hos|vid)) |[-_](?i:at)[-_]){_DOMAIN}"
)
_LOCAL = re.compile(
    rf"(?<![\w.@⟨])[\w+-][\w.+-]{{0,63}}(?:(?:{_SPELLED_DOT})[\w+-]{{1,30}}){{0,2}}$"
)
# an archive of a mailing list writes <kari at sted.no>
_ANNOUNCED = re.compile(
    r"[<(\[]$|(?:mail|mejl|post|adresse|adress|kontakt)\w*:? (?:\w+ )?$", re.IGNORECASE
)
_LONGEST = 100
_BRACKETED = re.compile(r"[\[({<«\"] ?(?:at?|@) ?[\])}>»\"]")
_STEMS = ("snabe", "snabl", "krøll", "kroll", "krull", "kanel", "alfak", "-at-", "_at_")
_MAY_END = re.compile(rf"\.(?:{_DOMAINS})\b")
_MAY_END_SPELLED = re.compile(rf"{either('dot')}[\])}}>]? ?(?:{_DOMAINS})\b")


# what a word has in a text that holds an address: a sign, a domain, "dot" at its end, a bracket
_TELLS = re.compile(
    rf"@|{'|'.join(_STEMS)}|{_MAY_END.pattern}|{either('dot')}[\])}}>]?(?:$|{_DOMAINS})"
    r"|[\[({<«\"](?:at?|@)?(?:$|[\])}>»\"])"
)
#: what a plain word has that may spell out an address
SPELLING = re.compile(rf"{'|'.join(_STEMS)}|{either('dot')}")


def may_tell_mail(word: str) -> bool:
    """May a text with this word hold an e-mail address?

    Parameters
    ----------
    word : as it stands between blanks

    Returns
    -------
    bool
    """
    return bool(_TELLS.search(word.lower()))


def mask_mail(text: str, lower: str) -> str:
    """The text with ⟨email⟩ for each address.

    Parameters
    ----------
    text : of a page or a comment
    lower : the same in small letters

    Returns
    -------
    str
    """
    sign = "@" in text
    told = sign or any(stem in lower for stem in _STEMS) or _BRACKETED.search(lower)
    if told or _may_be_told(lower):
        text = _masked(text)
    return _PLAIN.sub("⟨email⟩", text) if sign else text


def _may_be_told(lower: str) -> bool:
    """Does an "at" stand there, and a domain, written or spelled?"""
    spelled = "dot" in lower or "punkt" in lower or "prik" in lower
    if spelled and _MAY_END_SPELLED.search(lower):
        return True
    return (" at " in lower or " a " in lower) and bool(_MAY_END.search(lower))


def _masked(text: str) -> str:
    """Each sign that a domain follows is asked what stands before it."""
    pieces, done = [], 0
    for match in _AT.finditer(text):
        from_here = max(done, match.start() - _LONGEST)
        local = _LOCAL.search(text[from_here : match.start()])
        before = text[max(0, from_here - _LONGEST) : from_here + local.start()] if local else ""
        if local and _is_address(local.group(), before, match):
            pieces += [text[done : from_here + local.start()], "⟨email⟩"]
            done = match.end()
    return "".join([*pieces, text[done:]])


def _is_address(local: str, before: str, match: re.Match[str]) -> bool:
    """ "at" is a word as well: it counts in capitals, beside a spelled dot, after "kari.hansen"."""
    word = match["word"]
    if word is None or word.isupper():
        return True
    spelled = match["dot"].strip(" .,") != "" or match["dot"].startswith(" ")
    return spelled or bool(re.search(r"[._\d]\w", local) or _ANNOUNCED.search(before))
