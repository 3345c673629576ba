"""Boilerplate: the lines of saved web pages that nobody wrote as text, as patterns.

Some are known by themselves (`lines`), some by their parts or by their company: bars that are put
together from a small stock of items, headings that own the short lines below them, and weak lines
that are boilerplate only beside a sure one. The words stand in `data/boilerplate.txt` and
`data/stocks.txt`.
"""

import functools
import re

from .phrases import book, compiled, items

Patterns = dict[str, re.Pattern[str]]


@functools.cache
def rules() -> tuple[str, ...]:
    """Names of the rules for lines that are known by themselves.

    Returns
    -------
    tuple of names, in the order of the book
    """
    return tuple(book("boilerplate"))


@functools.cache
def lines() -> re.Pattern[str]:
    """One pattern for a whole line; group rN is rule N.

    Returns
    -------
    pattern for a plain line
    """
    passages = book("boilerplate")
    counted = f"{book('stocks')['counted']}\n{passages['comment count']}"
    patterns = (compiled(p).pattern for p in {**passages, "comment count": counted}.values())
    return re.compile("|".join(f"(?P<r{n}>{pattern})" for n, pattern in enumerate(patterns)))


@functools.cache
def bars() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """By name, a line of these items only, and the items that tell.

    Returns
    -------
    name → (pattern of the bar, pattern of what tells)
    """
    stocks = _stocks("beside: ")
    return {name: _bar(tell, stocks[name]) for name, tell in _stocks("bar: ").items()}


def _bar(tell: str, others: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Atomic, so a near miss costs little."""
    stock = "|".join(sorted(items(f"{tell}\n{others}"), key=len, reverse=True))
    bar = rf"(?>(?:{stock})[\s|·•⋅,:;/!()\[\]»«→↓&….-]*)++"
    return re.compile(bar), compiled(tell)


@functools.cache
def titled() -> Patterns:
    """By name, headings that own the short lines below them.

    Returns
    -------
    name → pattern
    """
    return {name: compiled(passage) for name, passage in _stocks("titled: ").items()}


@functools.cache
def any_titled() -> re.Pattern[str]:
    """Any such heading.

    Returns
    -------
    pattern for a plain line
    """
    return compiled("\n".join(_stocks("titled: ").values()))


@functools.cache
def weak() -> re.Pattern[str]:
    """A line that is boilerplate only beside one that is.

    Returns
    -------
    pattern for a plain line
    """
    return compiled(f"{book('stocks')['weak']}\n{book('stocks')['bare']}")


@functools.cache
def comment_heading() -> re.Pattern[str]:
    """A line above comments: "4 kommentarer".

    Returns
    -------
    pattern for a plain line
    """
    return compiled(f"{book('stocks')['counted']}\n{book('stocks')['bare']}")


def _stocks(kind: str) -> dict[str, str]:
    passages = book("stocks").items()
    return {name.removeprefix(kind): passage for name, passage in passages if name.startswith(kind)}
