"""How phrases are written: the small language of the phrase books in `data`.

A phrase is a regular expression for a whole line with single spaces, in which `<word>` is a group
of `words.txt` and `~` stands for at most 80 characters of anything. A line of a book is one phrase;
a line that begins with `|` goes on with the phrase above it.
"""

import functools
import re
from importlib.resources import files

_PLACE = re.compile(r"(?<!\?P)<([a-z]+)>")
_HEADING = re.compile(r"== (.+) ==")


@functools.cache
def book(name: str) -> dict[str, str]:
    """The passages of a phrase book by their headings; lines that begin with "# " are remarks.

    Parameters
    ----------
    name : of a file in `data`, without its ending

    Returns
    -------
    heading → passage
    """
    text = (files(__package__) / "data" / f"{name}.txt").read_text(encoding="utf-8")
    passages: dict[str, list[str]] = {}
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line):
            passages[heading[1]] = []
        elif passages and not line.startswith("# "):
            passages[next(reversed(passages))].append(line)
    return {heading: "\n".join(lines) for heading, lines in passages.items()}


def phrases_of(passage: str) -> list[str]:
    """The phrases of a passage, one each: lines that begin with `|` go on.

    Parameters
    ----------
    passage : of a book

    Returns
    -------
    list of phrases
    """
    phrases: list[str] = []
    for line in filter(None, map(str.strip, passage.splitlines())):
        if phrases and line[0] == "|":
            phrases[-1] += line
        else:
            phrases.append(line)
    return phrases


@functools.cache
def _words() -> dict[str, str]:
    return {word: "".join(phrases_of(passage)) for word, passage in book("words").items()}


def words_of(name: str, heading: str) -> tuple[str, ...]:
    """The words of a passage that is a list of words.

    Parameters
    ----------
    name : of the book
    heading : of the passage

    Returns
    -------
    tuple of words, in their order
    """
    return tuple(book(name)[heading].split())


def compiled(passage: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """One pattern for a passage of a phrase book; no group captures unless it has a name.

    Parameters
    ----------
    passage : of a book
    flags : such as re.IGNORECASE

    Returns
    -------
    pattern for a whole line
    """
    pattern = "|".join(phrases_of(passage))
    while _PLACE.search(pattern):
        pattern = _PLACE.sub(lambda place: f"(?:{_words()[place[1]]})", pattern)
    pattern = pattern.replace("~", ".{0,80}")
    return re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern), flags)


def items(phrases: str) -> list[str]:
    """The phrases of a stock one by one: split at the `|` that stand in no brackets.

    Parameters
    ----------
    phrases : a passage of the book of stocks

    Returns
    -------
    list of patterns
    """
    pattern, stock, depth = compiled(phrases).pattern, [""], 0
    for sign in pattern:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            stock.append("")
        else:
            stock[-1] += sign
    return stock
