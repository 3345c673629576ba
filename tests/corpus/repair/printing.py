"""A printer for tests: sets a text in columns and breaks words at the ends of lines."""

import re

_VOWELS = "aeiouyæøåäöéAEIOUYÆØÅÄÖ"
#: before a consonant and a vowel: kom-mu-ne-sty-ret
_BREAKS = re.compile(rf"(?<=\w\w)(?=[^\W\d_{_VOWELS}][{_VOWELS}]\w)|(?<=\w-)(?=\w)")


def printed(text: str, columns: int, hyphen: str = "-") -> str:
    """The text in lines of at most so many signs; a blank line of it stays one."""
    return "\n\n".join("\n".join(_lines(part, columns, hyphen)) for part in text.split("\n\n"))


def _lines(paragraph: str, columns: int, hyphen: str) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        rest = word
        while rest:
            room = columns - len(lines[-1]) - bool(lines[-1])
            head = rest if len(rest) <= room else _head(rest, room, hyphen)
            if head:
                lines[-1] += " " * bool(lines[-1]) + head
                rest = rest[len(head.removesuffix(hyphen)) :] if head != rest else ""
                rest = rest.removeprefix("-") if head.endswith("-") else rest
            elif not lines[-1]:
                lines[-1], rest = rest, ""
            if rest:
                lines.append("")
    return lines


def _head(word: str, room: int, hyphen: str) -> str:
    """As much of a word as there is room for, with its hyphen; "" if it cannot be broken."""
    places = [m.start() for m in _BREAKS.finditer(word)]
    for place in reversed(places):
        own = word[place - 1] == "-"
        if place + (0 if own else len(hyphen)) <= room:
            return word[:place] + ("" if own else hyphen)
    return ""
