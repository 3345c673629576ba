"""The names of a page's own writers, found inside its texts.

No dictionary is asked whether a name is an ordinary word as well, only the page itself: loading
one takes longer than reading a hundred pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .phrases import book, compiled, words_of

# what people sign with that is an ordinary word first of all: no person
_ORDINARY = frozenset(words_of("names", "ordinary words"))
_FUNCTION_WORDS = frozenset(words_of("names", "function words"))
_PARTICLES = frozenset(words_of("names", "particles"))
_PLACES_FOLLOW = frozenset(words_of("names", "before where somebody is from"))
_PLACE_WORDS = frozenset(words_of("names", "before the names of places"))
_CAPITAL_AFTER = re.compile(r" [A-ZÆØÅÄÖ][\w'’-]+")
_CAPITAL_BEFORE = re.compile(
    r"(?P<opens>^|[.!?:»”\"–—-] )?(?<![\w⟨])(?P<word>[A-ZÆØÅÄÖ][\w'’.-]*) $"
)
_GREETED = "|".join(rf"(?<=\b{greeting} )" for greeting in words_of("names", "greetings"))
_VARIANTS = {"ø": "øöo", "ö": "öøo", "æ": "æä", "ä": "äæ", "é": "ée"}
_VARIANTS |= {letter.upper(): others.upper() for letter, others in _VARIANTS.items()}
_LONG_A = re.compile("å|[Aa][Aa]|Å")
# words beside a writer's name in small letters: "enig med golovan", "som golovan skriver"
_CUE_BEFORE = compiled(book("names")["before the name of a writer (phrases)"]).pattern
_CUE_AFTER = compiled(book("names")["after the name of a writer (phrases)"]).pattern
_DETERMINERS = "|".join(words_of("names", "determiners"))
_DEFINITE = compiled(book("names")["definite nouns (phrases)"])


def remove_names(text: str, names: Iterable[str], context: str = "") -> str:
    """Replace the names of a page's writers inside its texts by ⟨name⟩, genitives too.

    Full names always go, whatever their case. Given and family names go where they are
    capitalised, but a family name within a longer capitalised sequence is somebody else's or a
    place ("Øster Lyby"). A name that is an ordinary word as well ("leser", or one met in small
    letters in the `context`, the whole page) goes only amid a sentence with a capital, or where
    it is addressed ("Hei leser", "@leser", "Leser:"), and so does a description ("Ham med hatten").

    Parameters
    ----------
    text : of a post or comment
    names : of the page's writers
    context : all texts of the page; else the text itself

    Returns
    -------
    str
    """
    pattern = names_pattern(list(names), context or text)
    return pattern.sub(placeholder, text) if pattern else text


def names_pattern(names: Sequence[str], context: str) -> re.Pattern[str] | None:
    """The pattern behind `remove_names`, to be made once a page; None without names.

    Parameters
    ----------
    names : of the page's writers
    context : all texts of the page

    Returns
    -------
    pattern, whose group `family` holds family names, or None
    """
    names = [" ".join(name.strip("@ ").split()) for name in names]
    wholes = sorted({name for name in names if " " in name}, key=lambda name: (-len(name), name))
    if wholes:
        context = re.sub("|".join(map(re.escape, wholes)), "", context, flags=re.IGNORECASE)
    forms: set[str] = set()
    families: set[str] = set()
    for name in names:
        words = _words_of(name)
        if _is_descriptive(name):
            forms.add(_addressed(rf"(?i:{_spelled(name.split()[0])})"))
        family = words[-1:] if len(words) > 1 and words[-1] == name.split()[-1] else []
        forms.update(_form(word, context) for word in words[: len(words) - len(family)])
        families.update(_form(word, context) for word in family)
    either = [*map(_whole, wholes), *sorted(forms)]
    either += [f"(?P<family>{'|'.join(sorted(families - forms))})"] if families - forms else []
    if not either:
        return None
    return re.compile(rf"(?<![\w⟨])(?:{'|'.join(either)})(?:['’]?s|['’](?!\w))?(?!\w|⟩)")


def _whole(name: str) -> str:
    any_case = rf"(?i:{_spelled(name)})"
    return _addressed(any_case) if _is_descriptive(name) else f"@?{any_case}"


def placeholder(match: re.Match[str]) -> str:
    """The placeholder, or the family name itself where it is part of a longer name.

    Parameters
    ----------
    match : of `names_pattern`

    Returns
    -------
    str
    """
    inside = match.lastgroup == "family" and _in_a_longer_name(match)
    return match.group() if inside else "⟨name⟩"


def _in_a_longer_name(match: re.Match[str]) -> bool:
    """Does a capitalised word stand beside: "Øster Lyby", "Per Lyby", "Lyby Skole"?

    A title ("fru Lyby") and the first word of a sentence ("Da Lyby kom") do not count.
    """
    if _CAPITAL_AFTER.match(match.string, match.end()):
        return True
    before = _CAPITAL_BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    if not before:
        return False
    word = before["word"].lower()
    if len(word) > 2 and word.endswith(".") and word[:-1] not in _PLACE_WORDS:
        return False  # another sentence, or a title
    return word in _PLACE_WORDS or not (before["opens"] is not None or word in _ORDINARY)


def _is_descriptive(name: str) -> bool:
    """ "Ham med ledningerne", "Gammel ordfører": a nickname of ordinary words, no name in it."""
    first, *rest = name.split()
    if not rest or any(word[0].isupper() for word in rest) or rest[0] in _PLACES_FOLLOW:
        return False
    ordinary = _ORDINARY | _FUNCTION_WORDS
    return first.lower() in ordinary or any(word in ordinary for word in rest)


def _words_of(name: str) -> list[str]:
    """The words of a name that may stand for it.

    "Kari fra Vik" gives Kari only: what follows says where she is from.
    """
    if _is_descriptive(name):
        return []
    words = []
    for word in re.split(r"[,(]", name)[0].split():
        if word.lower() in _PLACES_FOLLOW:
            break
        word = word.strip(".,()'’\"")
        if len(word) > 1 and word.lower() not in _PARTICLES:
            words.append(word)
    return words


def _form(word: str, context: str) -> str:
    """The pattern by which one word of a name is found in running text."""
    lower, any_case = word.lower(), rf"(?i:{_spelled(word)})"
    capital = rf"(?:{_spelled(word[0].upper() + word[1:])}|{_spelled(word.upper())})"
    if word[0].isdigit():  # a school class, "2STB"
        return _addressed(any_case)
    if re.search(r"\d|_|\w[A-ZÆØÅÄÖ]", word):
        return rf"@?{any_case}"
    ordinary, used = lower in _ORDINARY, is_in_use(lower, context)
    if len(word) > 3 and not ordinary and not used and not _DEFINITE.search(lower):
        return rf"@?{any_case}"
    if word[0].isupper() and not ordinary and not used:
        return rf"@?{capital}|{_addressed(any_case)}"
    amid = "" if ordinary else rf"|(?<=[\w,;:»”)] ){capital}"
    return rf"(?:{_addressed(any_case)}{amid})"


def _addressed(form: str) -> str:
    """The form where somebody is spoken to: "@leser", "Hei leser", "Leser: …", "…, leser!" """
    opening = rf"^{form}(?=[:,!])|(?<=[.!?] ){form}(?=:)"
    return rf"(?:@{form}|(?i:{_GREETED}){form}|{opening}|(?<=, ){form}(?=[.!?]|$))"


def is_in_use(lower: str, context: str) -> bool:
    """Does the page use the name in small letters as a word, not only to speak of the writer?

    Parameters
    ----------
    lower : a name in small letters
    context : all texts of the page

    Returns
    -------
    bool
    """
    if lower not in context:
        return False
    word = re.escape(lower)
    if re.search(rf"(?<!\w)(?:{_DETERMINERS}) (?:\w+ )?{word}(?!\w)", context):
        return True
    uses = len(re.findall(rf"(?<![\w.@/-]){word}(?![\w@/-]|\.\w)", context))  # not in an address
    about = rf"(?<!\w)(?:{_CUE_BEFORE}) ?{word}(?!\w)|(?<!\w){word}(?= (?:{_CUE_AFTER})\b|[:!])"
    return uses > len(re.findall(about, context))


def _spelled(name: str) -> str:
    """The name as a pattern that allows the neighbours' letters: Sørensen, Sörensen; Aa, Å."""
    pieces = _LONG_A.split(name)
    long = ["(?:å|aa)" if one[0].islower() else "(?:Å|A[Aa])" for one in _LONG_A.findall(name)]
    plain = ["".join(map(_either, piece)) for piece in pieces]
    return "".join(a + b for a, b in zip(plain, [*long, ""], strict=True)).replace(r"\ ", r"\s+")


def _either(letter: str) -> str:
    return f"[{_VARIANTS[letter]}]" if letter in _VARIANTS else re.escape(letter)
