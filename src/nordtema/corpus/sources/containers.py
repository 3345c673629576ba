"""A file that holds several texts in a way that nobody knows: a line keeps coming back in it."""

import re
from collections import Counter

_ELEMENT = re.compile(r"^<(?:doc|document|item|text|entry|record|post)\b[^<>]*>", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
_SIGNS = re.compile(r"[-=_*~<>+/|]{3,}|^<[a-z]+[^<>]*>$", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]")
_OF_PAGES = re.compile(r"\b(?:side|sida|s|page|pg|p)\b", re.IGNORECASE)
_LEAST = 3  # times
_LONGEST = 80
_BETWEEN = 100  # characters of text, on average


def recurring_line(text: str) -> str:
    """A line of signs and words that stands between texts (``--- article 3 ---``); "" if none does.

    Lines of signs alone part sections as often as texts, and those of pages part nothing.

    Parameters
    ----------
    text : of a file

    Returns
    -------
    The line as it first stands
    """
    first: dict[str, str] = {}
    times: Counter[str] = Counter()
    for line in map(str.strip, text.split("\n")):
        if len(line) <= _LONGEST and _SIGNS.search(line) and _WORDS.search(line):
            form = _DIGITS.sub("9", line)
            first.setdefault(form, line)
            times[form] += 1
    for form, number in times.most_common(3):
        much = len(text) >= number * _BETWEEN
        if number >= _LEAST and much and not _OF_PAGES.search(form) and "|" not in form:
            return first[form]
    return ""


def is_of_elements(text: str) -> bool:
    """Whether a text that begins with a tag is several documents, each in a tag of its own.

    Parameters
    ----------
    text : of a file

    Returns
    -------
    bool
    """
    return len(_ELEMENT.findall(text)) >= _LEAST
