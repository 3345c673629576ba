"""A saved page taken apart: the post, and its comments one by one with their writers.

A comment is known by its *head*, the line that names its writer ("3. Kari sier:", "Kari • 3 år
siden", "Skrevet av: Kari, 14.03.2010 12:31"). Heads of one page look alike, so all lines that could
be heads are gathered by style, and one style is believed if the page backs it: it stands under a
comment heading ("4 kommentarer"), or comes back, or carries a date and time. "Anna sier:" amid an
interview is not backed by anything and stays text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .cleaning import is_comment_heading, is_weak, rule_of
from .phrases import book, compiled, words_of

LONGEST_HEAD = 130


@dataclass(frozen=True)
class Comment:
    """One comment.

    Attributes
    ----------
    writer : as met
    lines : without the head
    """

    writer: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Thread:
    """A page taken apart.

    Attributes
    ----------
    post : lines of the post
    comments : in their order
    heading : number of the post's line that announces the comments, or -1
    removed : (rule, line) of the heads taken out
    """

    post: tuple[str, ...]
    comments: tuple[Comment, ...]
    heading: int
    removed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Head:
    line: int
    name: str
    style: str
    number: int  # "3. Kari sier:" has 3, others -1
    dated: bool  # date, time or age in the head or on the next line


# --- what heads look like ------------------------------------------------------------------------
_STYLES = {
    style: compiled(phrase, re.IGNORECASE)
    for style, phrase in book("heads").items()
    if not style.startswith("needs: ")
}
# what a line of each style must hold: a quick look before the pattern
_NEEDS = {
    style: compiled(book("heads").get(f"needs: {style}", r"\d"), re.IGNORECASE) for style in _STYLES
}
_MAYBE_HEAD = re.compile(r"[:…•·|#\d]|\.\.\s*$")
CLOCK = re.compile(r"\d[.:]\d\d")
TIME = re.compile(r"\d{4}|\d[.:]\d\d")
_QUOTE = "«»\"“”„'’‘–—->"
_NOT_NAMES = frozenset(words_of("names", "no name begins with"))
_SKIPPED = frozenset(("forum", "reply buttons", "stray markup", "plugin"))
_ADDRESSEE = compiled("<addressee>")
_POSTS = compiled("<forumposts>")
_ANNOUNCEMENT = re.compile(r"[^\W\d_][^.:;!?]{2,40} ?:")
_WEEKDAY = re.compile(r"\w+dag(en)?|(mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)


def is_name(text: str, loose: bool = False) -> bool:
    """Could this be how somebody signs: a few words, no pronoun first, no sentence?

    A `loose` name may be long and tell more: "pensjonist på post 3", "Keld, tidligere kundechef".

    Parameters
    ----------
    text : of a head or a byline
    loose : whether more may be told

    Returns
    -------
    bool
    """
    words = text.split()
    if not 1 <= len(words) <= (8 if loose else 5) or re.search(r"\w{5,}\. ", text):
        return False
    if words[0].lower().strip(",.") in _NOT_NAMES or _WEEKDAY.fullmatch(words[0]):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return any(map(str.isalpha, text)) and (
        loose or ("," not in text and (len(words) < 4 or capitals * 2 >= len(words)))
    )


def is_dated_head(line: str) -> bool:
    """Does this line by itself, without its neighbours, name a writer and a time?

    Parameters
    ----------
    line : of a page

    Returns
    -------
    bool
    """
    head = _head(" ".join(line.split()), [line], 0, False)
    return head is not None and head.dated and head.style not in ("numbered", "link")


def is_full_name(text: str, capitals: bool = False) -> bool:
    """Two to four capitalised words of letters, as a person's name is written.

    Names all in `capitals` count only where asked for: they may well be a headline.

    Parameters
    ----------
    text : of a head or a byline
    capitals : whether all letters may be capitals

    Returns
    -------
    bool
    """
    words = text.split()
    return 2 <= len(words) <= 4 and all(
        re.fullmatch(r"[^\W\d_]\.|[^\W\d_][^\W\d_'’-]+|[^\W\d_]+-[^\W\d_]+", word)
        and (word[0].isupper() or word in ("av", "af", "von", "van", "de", "der"))
        and (capitals or not word[1:].isupper())
        for word in words
    )


# --- finding the heads ---------------------------------------------------------------------------
def split_comments(lines: Sequence[str]) -> Thread:
    """Split the lines of a page into the post and its comments.

    Parameters
    ----------
    lines : of a page

    Returns
    -------
    Thread
    """
    heading = _comment_heading(lines)
    heads = _believed(_candidates(lines, heading), lines, heading)
    if not heads:
        return Thread(tuple(lines), (), -1, ())
    bounds = [*(head.line for head in heads), len(lines)]
    spans = [(low + 1, high) for low, high in pairwise(bounds)]
    first = heads[0].line
    if _signed_below(heads, lines, heading):
        first = heading
        spans = list(zip([heading + 1, *(head.line + 1 for head in heads)], bounds, strict=False))
    names = frozenset(head.name.casefold() for head in heads)
    taken = [head.line for head in heads]
    bodies = []
    for low, high in spans:
        repeated = _repeated_heads(lines, low, high, names, heads[0].style == "closed")
        bodies.append([lines[n] for n in range(low, high) if n not in repeated])
        taken += repeated
    above = _above_the_heads(lines, first, heading, names)
    comments = tuple(
        Comment(head.name, tuple(body)) for head, body in zip(heads, bodies, strict=False)
    )
    return Thread(
        post=tuple("" if n in above else line for n, line in enumerate(lines[:first])),
        comments=comments,
        heading=heading if heading < first else -1,
        removed=tuple(("comment head", lines[n].strip()) for n in [*sorted(above), *taken]),
    )


def _repeated_heads(
    lines: Sequence[str], low: int, high: int, names: frozenset[str], closed: bool
) -> list[int]:
    """Lines of a comment that only repeat a writer's name, or tell where the writer works.

    Forums put the name beside the text as well; Facebook puts "Arbeider hos …" below the name.
    """
    filled = [n for n in range(low, high) if lines[n].strip()]
    repeated = (
        [n for n in filled if lines[n].strip().casefold() in names] if len(filled) > 1 else []
    )
    if closed and len(filled) > 1 and not rule_of(lines[filled[1]], True):
        work = lines[filled[0]].strip()
        repeated += [filled[0]] if len(work) < 60 and work[-1] not in ".!?…:)" else []
    return repeated


def _above_the_heads(
    lines: Sequence[str], first: int, heading: int, names: frozenset[str]
) -> set[int]:
    """Short lines between the comment heading and the first head, none of them a sentence.

    Without a heading, a line like "Det har kommet inn:" right above the first head, and a name
    that is one of the writers'.
    """
    filled = [n for n in range(max(0, first - 12), first) if lines[n].strip()]
    between = [n for n in filled if n > heading >= 0]
    if between and all(len(lines[n]) < 60 and not _ends_a_sentence(lines[n]) for n in between):
        return set(between)
    named = [n for n in filled if n > max(heading, 0)]
    taken = {n for n in named if lines[n].strip().casefold() in names}
    above = [n for n in filled if n not in taken]
    if above and above[-1] > 0 and heading < 0:
        line = " ".join(lines[above[-1]].split())
        taken |= {above[-1]} if _ANNOUNCEMENT.fullmatch(line) and line.count(" ") < 5 else set()
    return taken


def _ends_a_sentence(line: str) -> bool:
    return line.rstrip()[-1:] in {*".!?…"} and not rule_of(line, True)


def _comment_heading(lines: Sequence[str]) -> int:
    """Number of the line that opens the comments, or -1. "4 kommentarer" by the title does not."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    headings = [n for n in filled if len(lines[n]) < 160 and is_comment_heading(lines[n])]
    posts = [n for n in headings if _POSTS.fullmatch(" ".join(lines[n].split()))]
    if len(posts) > 1:  # a forum tells how much each writer has posted
        headings = [n for n in headings if n not in posts]
    counted = [n for n in headings if re.search(r"\d", lines[n])]
    below = [n for n in counted if n not in filled[:6]] or counted or headings
    return below[0] if below else -1


def _candidates(lines: Sequence[str], heading: int) -> list[_Head]:
    heads = []
    for n, line in enumerate(lines):
        if line and len(line) <= LONGEST_HEAD and n > heading:
            line = " ".join(line.split())
            head = _head(line, lines, n, heading >= 0) or _named(line, lines, n, heading >= 0)
            heads += [head] if head else []
    return heads + _closed_by_buttons(lines, heading)


def _head(line: str, lines: Sequence[str], n: int, below: bool) -> _Head | None:
    """The line as a head by itself; the next filled line may carry its date."""
    if not _MAYBE_HEAD.search(line) or rule_of(line, True) not in ("", "mail header"):
        return None
    for style, pattern in _STYLES.items():
        match = pattern.fullmatch(line) if _NEEDS[style].search(line) else None
        if match and _plausible(style, match, below):
            groups = match.groupdict()
            mark = re.sub(r"\D", "", groups.get("mark") or "")
            style = f"said {groups['verb'].lower()}" if "verb" in groups else style
            dated = bool(groups.get("date") or TIME.search(line)) or _dated_below(lines, n)
            return _Head(n, _ADDRESSEE.sub("", match["name"]), style, int(mark or -1), dated)
    return None


def _named(line: str, lines: Sequence[str], n: int, below: bool) -> _Head | None:
    """The line as a bare name above a date: "Kari Myr", "Kari Myr ➜ Åse"."""
    name = _ADDRESSEE.sub("", line.strip("#•*»> ")) if len(line) <= 80 else ""
    if not name or len(name) > 50 or line[-1] in "?!,;:…" or not is_name(name, below):
        return None
    if rule_of(line, True) or not _dated_below(lines, n):
        return None
    return _Head(n, name, "named", -1, True)


def _dated_below(lines: Sequence[str], n: int) -> bool:
    following = _following(lines, n)
    return len(following) < 60 and rule_of(following, True) == "date line"


def _plausible(style: str, match: re.Match[str], below: bool) -> bool:
    """Is the name a name, and the rest no prose? Below a comment heading more is believed."""
    name, groups = match["name"], match.groupdict()
    if not is_name(name, loose=below or bool(groups.get("mark"))):
        return False
    if style == "age" and not groups["part"] and not below:
        return len(name.split()) == 1 or is_full_name(name)
    if style in ("dated", "signed"):
        return bool(TIME.search(groups["date"]))
    return True


def _closed_by_buttons(lines: Sequence[str], heading: int) -> list[_Head]:
    """Heads known only by what closes the comment before: "Svar · Liker · 3 år siden"."""
    heads: list[_Head] = []
    candidate, opened = None, heading >= 0
    for n in range(heading + 1, len(lines)):
        line = " ".join(lines[n].split())
        if not line:
            continue
        if candidate and rule_of(line, True) == "reply buttons":
            heads.append(candidate)
        is_button = len(line) < 80 and rule_of(line, True) in ("reply buttons", "plugin")
        if opened and not is_button:
            name = re.split(r" ?[·•] ?", line)[0]
            candidate = _Head(n, name, "closed", -1, False) if is_full_name(name) else None
        opened = is_button or (opened and is_weak(line))
        candidate = None if is_button else candidate
    return heads


def _following(lines: Sequence[str], n: int) -> str:
    """The line that may carry the date of a head: the next one that is no button or profile."""
    line = _next_filled(lines, n)
    if len(lines[n]) > 80 or not _is_skipped(line):
        return line
    below = (" ".join(one.split()) for one in lines[n + 1 : n + 9] if one.strip())
    return next((one for one in below if not _is_skipped(one)), "")


def _is_skipped(line: str) -> bool:
    return rule_of(line, True) in _SKIPPED or _POSTS.fullmatch(line) is not None


def _next_filled(lines: Sequence[str], n: int) -> str:
    return next((line.strip() for line in lines[n + 1 : n + 3] if line.strip()), "")


# --- believing them ------------------------------------------------------------------------------
def _believed(candidates: list[_Head], lines: Sequence[str], heading: int) -> list[_Head]:
    """The heads of the one style that the page backs best, or none."""
    styles = defaultdict(list)
    for head in candidates:
        styles[head.style].append(head)
    count = re.search(r"\d+", lines[heading]) if heading >= 0 else None
    promised = int(count.group()) if count else -1
    backed = [heads for heads in styles.values() if _backed(heads, lines, heading)]
    order = [style.split()[0] for style in ("said", *_STYLES, "named", "closed")]
    backed.sort(key=lambda heads: order.index(heads[0].style.split()[0]))
    best = max(backed, key=lambda heads: (len(heads) == promised, len(heads)), default=[])
    if best and best[0].style == "age":
        best = _without_addressee(best)
    numbered = [head for head in best if head.number >= 0]
    if len(numbered) * 2 > len(best):  # among "3. Kari sier:" a bare "Kari sier:" is a quotation
        best = [head for head in best if head.number >= 0 or head.dated]
    return best


def _without_addressee(heads: list[_Head]) -> list[_Head]:
    """Disqus writes "Mette Per • 3 år siden" where Mette answers Per: the writer is Mette."""
    names = {head.name for head in heads}
    ends = {name: [f" {other}" for other in names if other != name] for name in names}
    short = {
        name: next((name.removesuffix(end) for end in ends[name] if name.endswith(end)), name)
        for name in names
    }
    return [replace(head, name=short[head.name]) for head in heads]


def _backed(heads: list[_Head], lines: Sequence[str], heading: int) -> bool:
    style = heads[0].style.split()[0]
    below, again = heading >= 0, len(heads) > 1
    dated = all(head.dated for head in heads)
    numbers = [head.number for head in heads]
    if style == "numbered":
        rising = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        return below and rising and numbers[0] <= 1
    if style == "link" or (style == "age" and (below or again)):
        return True
    if style == "said":
        quoted = sum(_next_filled(lines, head.line)[:1] in set(_QUOTE) for head in heads)
        talk = quoted * 2 > len(heads) and min(numbers) < 0
        return dated or (not talk and (below or again))
    if style == "dated" and not below:  # a chronicle has days, comments have hours
        again = again and all(CLOCK.search(lines[head.line]) for head in heads)
    in_post = not below and heads[-1].line < _fifth_filled(lines)
    return (below or again) and not in_post


def _fifth_filled(lines: Sequence[str]) -> int:
    """Line number up to which a name with a date is taken for the byline of the post."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    return filled[min(4, len(filled) - 1)] if filled else 0


def _signed_below(heads: list[_Head], lines: Sequence[str], heading: int) -> bool:
    """TypePad puts "Posted by: Kari | date" under the comment: text above the first, none after."""
    if heading < 0 or heads[0].style.split()[0] not in ("labelled", "signed", "dated"):
        return False
    above = any(_is_text(line) for line in lines[heading + 1 : heads[0].line])
    below = [line for line in lines[heads[-1].line + 1 :][:4] if _is_text(line)]
    return above and not any(len(line) > 40 or _ends_a_sentence(line) for line in below)


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not rule_of(line, True)
