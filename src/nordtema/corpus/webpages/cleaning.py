"""Boilerplate: taking out the lines of a saved web page that nobody wrote as text.

Everything here works on single short lines, and a rule of the phrase book (`boilerplate`) has to
match the *whole* line: prose that merely mentions Disqus, a date or a copyright sign stays.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..dates import calendar_date
from . import boilerplate
from .phrases import compiled

Removed = list[tuple[str, str]]  # (name of the rule, the line it took)
LONGEST = 220  # no boilerplate line is longer; longer lines are never looked at

# a sentence of over 40 characters that is boilerplate holds one of these: a cheap first look
_SIGNS = re.compile(r"[\d:|©«»“”←→<>•·*/\[\]]|\(c\)|[-_=.]{4}")
_FEW_SIGNS = re.compile(r"^[^:.]{2,30}:|[|©←→<>•·*\[\]]|\(c\)|[-_=.]{4}")
_HINT_WORDS = (
    "akismet disqus commentluv rights rettighe rettar enerett cookie kapsl kakor plugin "
    "feedburner wordpress blogger kommentar comment post mail mejl felt fält field logg log "
    "perma pings like gilla abonn subscr prenum følg följ nyhet nyhed javascript stengt "
    "stängd closed html mening meining diskus discuss fort contin kode kod annons presse "
    "journalisti lette søkte letade tips ansvar skribent"
)
_HINTS = (*_HINT_WORDS.split(), "har du ", "god ton")
_BUTTON = re.compile(r"^\[.*\]$|^\([^()]*\)$")
_SEPARATOR = re.compile(r"[|·•/:\[\]–-]")
_SERVICE = re.compile(
    r"\b(?:facebook|twitter|tweeta?|google ?[+]?|buzz|linked ?in|pinterest|delicious|digg|reddit"
    r"|del\.icio\.us|stumble ?upon|tumblr|myspace|nettby|underskog|kudos|bloggy|pusha|bloggkartan"
    r"|technorati|(?:rekommendera|anbefal)\b(?: \d+)?|(?:send|skicka|tips) till? e[in]n? v[eä]nn?"
    r"|e-?post[ae]?|e-?mail|mejl|mail|skriv ut|udskriv|print|rss|tipsa?|twittra|gilla)\b"
)
_BULLETED = re.compile(r"[•*·◦▪»>~–—-] |\d{1,2}[.)] ")
_BULLETS = re.compile(r"(?:[•*·◦▪‣○–—-]\s+)+")
# what a blog puts behind the first sentences on its front page: "… stod det. Les meir »"
_TEASED = re.compile(
    r"(?:(?<=[.!?…:»”\"')\]])|(?<=\.\.\.)) +(?:"
    r"\[?(?:les|læs|läs|lesa|läsa|read) (?:mer|meir|mere|more|videre|vidare|resten|hel[ea] \w+)"
    r"(?: her| här| here)?\b ?(?:[»›→>]+|\.{2,3}|…)?\]?"
    r"|\[(?:mer|mere|meir|more|les|läs|læs)? ?(?:…|\.\.\.|[»›→])\]"
    r"|[→»›] ?(?:hela|hele|heile|resten av|les|läs|læs|read)\b[^.!?]{2,30}"
    r"|(?:fortsätt|fortsett|fortsæt|continue) (?:å |at |att )?(?:läsa|lese|læse|reading)\b"
    r"[^.!?]{0,60}) *$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_NEEDS_COMPANY = frozenset(("more of the same", "mail header"))
_DAY = re.compile(
    compiled(
        r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
        r"|(?<!\d)(?P<d2>\d{1,2})[./-](?P<m2>\d{1,2})[./-](?P<y2>\d{4}|\d\d)(?!\d)"
        r"|(?<!\d)(?P<d3>\d{1,2})(\.|(st|nd|rd|th)( of)?|:e)? ?"
        r"(?P<m3><month>)\b\.?,? ?(?P<y3>\d{4})"
        r"|(?P<m4><month>)\b\.? (?P<d4>\d{1,2})(st|nd|rd|th)?,? (?P<y4>\d{4})"
    ).pattern
)
# how the months begin in all languages, in order: "mar" is tried before "ma"
_MONTHS = ("ja", "fe", "mar", "ap", "ma", "jun", "jul", "au", "se", "o", "n", "d")
# below these nothing of the text comes any more
_CLOSING = frozenset(("comment form", "plugin"))
_CLOSING_A_COMMENT = _CLOSING | {
    "previous and next", "footer", "related posts", "navigation", "subscribe", "cookies",
    "tags and categories", "side column",
}  # fmt: skip

# what is taken out of minutes, letters and articles too
_OF_ANY_TEXT = frozenset((
    "byline", "date line", "stray markup", "footer", "mail header", "button", "picture credit",
))  # fmt: skip


def is_of_page(removed: Removed) -> bool:
    """Whether what was taken out of a text shows that it was a web page: a menu, comments …

    Parameters
    ----------
    removed : (rule, line)

    Returns
    -------
    bool
    """
    return any(rule not in _OF_ANY_TEXT for rule, _ in removed)


def plain(line: str) -> str:
    """The line as the phrase book sees it: lower case, single spaces, no leading bullets.

    Parameters
    ----------
    line : of a page

    Returns
    -------
    str
    """
    line = " ".join(line.lower().replace("->", "→").replace("<-", "←").split())
    bullets = _BULLETS.match(line)
    return line[bullets.end() :] if bullets and bullets.end() < len(line) else line


def is_comment_heading(line: str) -> bool:
    """Could comments follow below this line: "4 kommentarer", "9 Responses", "Debatt"?

    Parameters
    ----------
    line : of a page

    Returns
    -------
    bool
    """
    if len(line) > LONGEST or (len(line) > 60 and line.endswith((".", "!", "?"))):
        return False
    return boilerplate.comment_heading().fullmatch(plain(line)) is not None


def iso_date(line: str) -> str:
    """The first full date (day, month and year) in a line as YYYY-MM-DD, or "".

    Parameters
    ----------
    line : of a page

    Returns
    -------
    YYYY-MM-DD or ""
    """
    for match in _DAY.finditer(" ".join(line.lower().split())):
        year, month, day = (
            next(value for key, value in match.groupdict().items() if value and key[0] == part)
            for part in "ymd"
        )
        starts = (number for number, start in enumerate(_MONTHS, 1) if month.startswith(start))
        number = int(month) if month.isdigit() else next(starts)
        # a page of the web is of this century where it writes two digits
        iso = calendar_date(int(year) if len(year) == 4 else 2000 + int(year), number, int(day))
        if iso:
            return iso
    return ""


def rule_of(line: str, in_comment: bool = False) -> str:
    """Name of the rule that knows this whole line as boilerplate, or "" for text.

    A single button word ("Svar", "Gilla") is enough inside a comment, not in a post.

    Parameters
    ----------
    line : of a page
    in_comment : whether it stands in a comment

    Returns
    -------
    name of a rule or ""
    """
    return "" if len(line) > LONGEST else _rules_for(line)[in_comment]


@functools.lru_cache(maxsize=16_384)
def _rules_for(line: str) -> tuple[str, str]:
    """Names of the rules that know the line in a post, and in a comment."""
    line = plain(line)
    if len(line) > 40 and not _worth_a_look(line):
        return "", ""
    match = boilerplate.lines().fullmatch(line)
    if match and match.lastgroup:
        return (boilerplate.rules()[int(match.lastgroup[1:])],) * 2
    if _BUTTON.search(line):
        return _button(line)
    if button := _bar_of_buttons(line):
        return ("" if _is_weak(line) else button), button
    if is_share_bar(line):
        return "share buttons", "share buttons"
    return (_titled(line),) * 2


def _bar_of_buttons(line: str) -> str:
    """Name of the rule if this (plain) line is made up of buttons only."""
    for name, (bar, anchors) in boilerplate.bars().items():
        if bar.fullmatch(line) and anchors.search(line):
            return name
    return ""


def _titled(line: str) -> str:
    """Name of the rule if this (plain) line is a heading that owns the titles below it."""
    line = line.rstrip(" :.…")
    if not boilerplate.any_titled().fullmatch(line):
        return ""
    return next(name for name, headings in boilerplate.titled().items() if headings.fullmatch(line))


def _is_weak(line: str) -> bool:
    return " " not in line or boilerplate.weak().fullmatch(line.rstrip(" :.…")) is not None


def is_weak(line: str) -> bool:
    """Is the line boilerplate, or would it be beside a line that is?

    Parameters
    ----------
    line : of a page

    Returns
    -------
    bool
    """
    return rule_of(line, True) != "" or boilerplate.weak().fullmatch(plain(line)) is not None


def _worth_a_look(line: str) -> bool:
    """Could a long line be boilerplate at all? Cheap, because nearly all sentences are prose."""
    if line[-1] not in ".!?":
        return len(line) < 130 or _SIGNS.search(line) is not None
    signs = _SIGNS if len(line) < 90 else _FEW_SIGNS
    return signs.search(line) is not None or any(map(line.__contains__, _HINTS))


def _button(line: str) -> tuple[str, str]:
    """A line in brackets, "[Skicka in]" or "(læs resten)": the rules decide on what is inside.

    Square brackets round a few words are a button in any case.
    """
    inner = " ".join(re.sub(r"[\[\]()]", " ", line).split())
    short = line[0] == "[" and len(inner.split()) <= 5
    button = "button" if short else ""
    return rule_of(inner) or button, rule_of(inner, True) or button


def is_share_bar(line: str) -> bool:
    """ "Skicka vidare: e-post · Facebook · Digg": services side by side and little else.

    Parameters
    ----------
    line : plain

    Returns
    -------
    bool
    """
    if len(line) > 110 or not _SEPARATOR.search(line):
        return False
    services = len(_SERVICE.findall(line))
    if services < 2:
        return False
    rest = _SERVICE.sub(" ", line)
    return len(re.findall(r"[^\W\d]{2,}", rest)) <= 2 + services


def is_prose(line: str) -> bool:
    """A line that must be running text: a full sentence of some length.

    Parameters
    ----------
    line : of a page

    Returns
    -------
    bool
    """
    return len(line) > 150 or (line.rstrip()[-1:] in {*'.…"»”'} and len(line.split()) >= 8)


def clean_lines(
    lines: Sequence[str],
    zone: str = "post",
    title: str = "",
    known: Mapping[int, str] | None = None,
) -> tuple[list[str], Removed]:
    """Take the boilerplate out of the lines of a post, a comment or the last comment (`zone`).

    The `title` of the page is never boilerplate, whatever it says; `known` tells of lines (by their
    number) that have been recognised before, such as bylines.
    Returns the lines left (blank ones too) and the audit of what was taken: (rule, line).

    Parameters
    ----------
    lines : of the part
    zone : "post", "comment" or "last comment"
    title : of the page
    known : number of a line → rule by which it is known already

    Returns
    -------
    (lines left, list of (rule, line taken))
    """
    lines, teasers = without_teasers(lines)
    names = [rule_of(line, zone != "post") if line.strip() else "" for line in lines]
    for number, rule in (known or {}).items():
        names[number] = rule
    if not any(names):
        return list(lines), teasers
    if title:
        names = [
            name if line.strip() != title.strip() else ""
            for line, name in zip(lines, names, strict=True)
        ]
    end = max((n for n, x in enumerate(lines) if not names[n] and is_prose(x)), default=-1)
    _keep_headings_of_the_text(lines, names, end)
    _take_titles(lines, names, end)
    _keep_what_needs_company(lines, names)
    _keep_title_bars_amid_the_text(lines, names, zone, end)
    _take_weak_lines(lines, names)
    _take_what_is_between(lines, names, end)
    _take_what_is_below(lines, names, zone, end)
    kept = [line for line, name in zip(lines, names, strict=True) if not name]
    taken = [(name, line.strip()) for line, name in zip(lines, names, strict=True) if name]
    return kept, teasers + taken


def without_teasers(lines: Sequence[str]) -> tuple[list[str], Removed]:
    """The lines without "Les meir »" behind a sentence, and without teasers that come again below.

    A teaser is the opening of a text as the front page of a blog shows it; where the text itself
    follows, the teaser is a copy.

    Parameters
    ----------
    lines : of the part

    Returns
    -------
    (as many lines, list of (rule, line or words taken))
    """
    if not any(_may_tease(line) for line in lines):
        return list(lines), []
    left, taken = list(lines), []
    for n, line in enumerate(lines):
        tail = _TEASED.search(line[-100:]) if _may_tease(line) else None
        if not tail:
            continue
        left[n] = line[: len(line) - len(line[-100:]) + tail.start()].rstrip()
        words = _WORD.findall(left[n].lower())
        below = _WORD.findall(" ".join(lines[n + 1 :]).lower())
        again = len(words) > 3 and f" {' '.join(words)} " in f" {' '.join(below)} "
        taken.append(("read more", line.strip() if again else tail.group().strip()))
        left[n] = "" if again else left[n]
    return left, taken


def _may_tease(line: str) -> bool:
    """A quick look: prose ends in a full stop, a teaser in "Les mer", an arrow or a bracket."""
    return len(line) > 30 and (line.rstrip()[-1:] not in {*'.!?:,;)”"'} or line.endswith("..."))


def _keep_headings_of_the_text(lines: Sequence[str], names: list[str], end: int) -> None:
    """ "Arkiv" or "Lenker" above further prose is a heading of the text, not a side column."""
    for n in range(end):
        if names[n] in ("side column", "more of the same", "invitation"):
            names[n] = ""


def _keep_what_needs_company(lines: Sequence[str], names: list[str]) -> None:
    """ "Flere bekjennelser" is boilerplate only above titles, "Til: alle" only in a mail."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    around = zip([None, *filled], filled, [*filled[1:], None], strict=False)
    for before, n, after in around:
        alone = all(k is None or names[k] != names[n] for k in (before, after))
        if names[n] in _NEEDS_COMPANY and alone and "@" not in lines[n]:
            names[n] = ""


def _keep_title_bars_amid_the_text(
    lines: Sequence[str], names: list[str], zone: str, end: int
) -> None:
    """ "« Title A Title B »" is navigation in the first lines of a page or below the text."""
    first = [n for n, line in enumerate(lines) if line.strip()][:2] if zone == "post" else []
    for n, name in enumerate(names):
        if name == "title bar" and n not in first and n < end:
            names[n] = ""


def _take_titles(lines: Sequence[str], names: list[str], end: int) -> None:
    """Mark the titles under a heading that owns them; `end` is the last line of prose.

    Amid the text only the lines next to the heading are taken, at the end of it all short ones.
    """
    for start, name in enumerate(names):
        if name not in boilerplate.titled() or _titled(plain(lines[start])) != name:
            continue
        left = 1 if name in ("previous and next", "tags and categories") else 12
        gap_allowed = start > end or name != "previous and next"
        for n in range(start + 1, len(lines)):
            line = lines[n].strip()
            if (not line or (names[n] == "date line" and start > end)) and gap_allowed:
                continue
            loose = name == "more of the same" and not _BULLETED.match(line)
            if not line or names[n] or not left or loose or not _is_title(line):
                break
            names[n] = name
            left -= 1
            gap_allowed = start > end


def _is_title(line: str) -> bool:
    return (
        len(line) <= 110
        and line[-1] != ":"
        and (line[-1] != "." or line.endswith(".."))
        and line.count(" ") < 16
    )


def _take_weak_lines(lines: Sequence[str], names: list[str]) -> None:
    """Mark weak lines that stand beside boilerplate; the opening line is the title and stays."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    for order in (filled, filled[::-1]):
        for before, n in pairwise(order):
            near = names[before] and n != filled[0]
            if (
                near
                and not names[n]
                and len(lines[n]) < 40
                and boilerplate.weak().fullmatch(plain(lines[n]))
            ):
                names[n] = names[before]


def _take_what_is_between(lines: Sequence[str], names: list[str], end: int) -> None:
    """Mark short lines below the text that stand right between two lines of boilerplate."""
    for n in range(max(end, 0) + 1, len(lines) - 1):
        between = names[n - 1] and names[n + 1] and lines[n].strip() and not names[n]
        if between and len(lines[n]) < 40 and lines[n].rstrip()[-1] not in ".!?":
            names[n] = names[n - 1]


def _take_what_is_below(lines: Sequence[str], names: list[str], zone: str, end: int) -> None:
    """Mark the odds and ends under a comment form, where no text comes any more."""
    if zone == "comment":
        return
    closing = _CLOSING if zone == "post" else _CLOSING_A_COMMENT
    after = end if zone == "post" else -1
    start = next((n for n, name in enumerate(names) if name in closing and n > after), len(names))
    for n in range(start, len(lines)):
        if lines[n].strip() and not names[n]:
            names[n] = "below the comment form"
