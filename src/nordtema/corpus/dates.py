"""Dates as people and programs write them → ISO, as exact as they were written, or nothing.

A column is read as a whole, since 04/05/2011 alone does not tell whether the day or the month
comes first: an order in which some date of that form would be none is not that of the column.
What no rule reads stays empty and is counted by its form; a date is never guessed.
"""

import datetime
import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from ..languages import LANGUAGES
from ..study import YEARS
from ..tables import package_rows
from .missing import folded, is_missing

NOT_UNDERSTOOD = "date not understood"
BY_FOLDER = "dated by its folder"  # the remark on a document that nothing else dates
_SOME_YEAR = "?"
_LONGEST = 80  # signs of a date with weekday, time and zone
_USUAL = frozenset(" .,:/+-?")  # in forms, which stand in sentences and tables
_FORM = 24  # signs of a form
_SPARE = 10  # years beyond those of the column in which a year of two digits may lie
_NEARLY_ALL = 0.99
_NUMBER = re.compile(
    r"(?:/date\()?([0-9]{5}|[0-9]{9,10}|[0-9]{13}|[0-9]{16}|[0-9]{19})"
    r"(?:[.,][0-9]{1,9}|(?:[+-][0-9]{4})?\)/)?"
)
_TICKS = {9: 1, 10: 1, 13: 10**3, 16: 10**6, 19: 10**9}  # digits of Unix time → ticks a second
_FIRST_DAY = 25569  # Excel's of 1970; smaller numbers may be R's, which count from then on
_COUNTED = 2050  # last year of numbers that count time; larger ones are other numbers
_EXCEL = datetime.date(1899, 12, 30)
_UNIX = datetime.date(1970, 1, 1)

_IN_NAME = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_ZONE = r"(?: ?(?:z|[a-z]{3,5})?(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?: ?[(\[][a-z_/ ]+[)\]]?)?)"
_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[ap]\.?m\.?)?"
_AT = r",? ?(?:kl\.?|klokken|klokka|klockan|at|@) ?"
_HOUR = rf"(?:{_AT}|[t,: ] ?|,? [-–|] ){_CLOCK}|{_AT}[0-9]{{1,2}}"
_TIME = rf"(?:(?:{_HOUR}){_ZONE}|z|[+-][0-9]{{2}}:[0-9]{{2}})?"


@dataclass(frozen=True)
class DatesRead:
    """A column of dates as it was understood.

    Attributes
    ----------
    iso : for each value YYYY-MM-DD, YYYY-MM or YYYY, or "" where it says nothing we understand
    forms : for each value "", or its form where it was not understood; 9 stands for a digit, a
        for a word ("9999.99", "a 9999")
    """

    iso: tuple[str, ...]
    forms: tuple[str, ...]

    @property
    def unread(self) -> dict[str, int]:
        """Form of the values that were not understood → how many; the most frequent first."""
        counts = Counter(form for form in self.forms if form)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True)
class _Form:
    """A way to write a date: what each group of the pattern is, in every order that it may have.

    `worded` forms hold the name of a month or season. In an order Y, m, d are the year, month and
    day, y is a year of two digits, w and u are week and weekday, j is the day of the year.
    """

    pattern: re.Pattern
    orders: tuple[str, ...]
    preferred: str
    worded: bool


def resolve_dates(values: Sequence[str], years: tuple[int, int] = YEARS) -> DatesRead:
    """Read a column of dates.

    Parameters
    ----------
    values : cells of one column; what `is_missing` calls missing is empty and not counted
    years : first and last year that can be; a date outside is not understood

    Returns
    -------
    DatesRead, a value a cell
    """
    different = [value for value in dict.fromkeys(values) if not is_missing(value, "date")]
    matched = {value: _matches(value) for value in different}
    read = _read(matched, years, years)
    certain = [int(iso[:4]) for iso in read.values() if iso]
    near = (min(certain) - _SPARE, max(certain) + _SPARE) if certain else years
    window = (max(years[0], near[0]), min(years[1], near[1]))
    read |= _read({v: m for v, m in matched.items() if not read[v]}, years, window)
    forms = {value: form_of(value) for value, iso in read.items() if not iso}
    return DatesRead(
        tuple(read.get(value, "") for value in values),
        tuple(forms.get(value, "") for value in values),
    )


def years_of(dates: pd.Series) -> pd.Series:
    """The year of each ISO date, as text; "" where there is none: the one rule for years.

    Parameters
    ----------
    dates : ISO dates, or years as numbers

    Returns
    -------
    Series of four digits or "", with the index of `dates`
    """
    return dates.astype(str).str.extract(r"^([0-9]{4})(?:-|(?:\.0)?$)")[0].fillna("")


def calendar_date(year: int, month: int, day: int) -> str:
    """The date in ISO form, or "" where there is no such day.

    Parameters
    ----------
    year, month, day : as numbers

    Returns
    -------
    YYYY-MM-DD or ""
    """
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def date_in_name(name: str) -> str:
    """The date that the name of a file holds: ``avis_2010-05-03.txt``, ``20100503.txt``; else "".

    Parameters
    ----------
    name : of the file

    Returns
    -------
    str, ISO
    """
    found = _IN_NAME.search(name)
    return calendar_date(int(found[1]), int(found[3]), int(found[4])) if found else ""


def within(iso: str, years: tuple[int, int]) -> str:
    """An ISO date whose year can be, else "".

    Parameters
    ----------
    iso : ISO date or ""
    years : first and last year

    Returns
    -------
    the date or ""
    """
    return iso if iso and years[0] <= int(iso[:4]) <= years[1] else ""


def form_of(value: str) -> str:
    """The shape of a cell without what it says: 9 a digit, a a word, · an unusual sign.

    Parameters
    ----------
    value : a cell as written

    Returns
    -------
    at most 24 signs and …
    """
    shape = "".join(
        "9" if s.isdigit() else "a" if s.isalpha() else s if s in _USUAL else "·"
        for s in " ".join(value[:_LONGEST].split())
    )
    shape = re.sub("a+", "a", shape)
    return shape if len(shape) <= _FORM else shape[:_FORM] + "…"


# ---------------------------------------------------------------- a column

_Match = tuple[_Form, tuple[str, ...]]


def _read(
    matched: dict[str, list[_Match]], years: tuple[int, int], window: tuple[int, int]
) -> dict[str, str]:
    """ISO date of each value, or "". `window` are the years that those of two digits may mean."""
    groups: dict[tuple[int, ...], dict[str, dict[str, str]]] = defaultdict(dict)
    for value, matches in matched.items():
        readings = {
            order: iso
            for form, parts in matches
            for order in form.orders
            if (iso := _iso(dict(zip(order, parts, strict=True)), years, window))
        }
        groups[tuple(id(form) for form, _ in matches)][value] = readings
    read = {}
    for group in groups.values():
        orders = _orders([readings for readings in group.values() if readings])
        for value, readings in group.items():
            preferred = "".join(form.preferred for form, _ in matched[value])
            read[value] = _one(readings, orders, preferred) or _of_number(value, years)
    return read


def _orders(dated: list[dict[str, str]]) -> set[str]:
    """The orders in which all values of a group are dates; else those in which nearly all are."""
    known = Counter(order for readings in dated for order in readings)
    every = {order for order, number in known.items() if number == len(dated)}
    nearly = {order for order, number in known.items() if number >= _NEARLY_ALL * len(dated)}
    return every or nearly


def _one(readings: dict[str, str], orders: set[str], preferred: str) -> str:
    """The reading in the order of the column; what all have in common where that is not known."""
    left = {order: iso for order, iso in readings.items() if order in orders}
    if not left and not any("y" in order for order in readings):
        left = readings  # two digits may be anything; a year of four goes without its column
    elif preferred in left:
        left = {preferred: left[preferred]}
    different = set(left.values())
    if len(different) > 1:
        different = {iso[:4] for iso in different}
    return different.pop().removeprefix(_SOME_YEAR) if len(different) == 1 else ""


# ---------------------------------------------------------------- a value


def _matches(value: str) -> list[_Match]:
    if len(value) > _LONGEST:
        return []
    word = _without_labels(folded(value))
    lettered = any(map(str.isalpha, word))
    forms = (form for form in _forms() if lettered or not form.worded)
    matches = ((form, form.pattern.fullmatch(word)) for form in forms)
    return [(form, match.groups()) for form, match in matches if match]


def _without_labels(word: str) -> str:
    label = None if word[:1].isdigit() and ":" not in word else _label().match(word)
    return word[label.end() :] if label else word


def _iso(parts: dict[str, str], years: tuple[int, int], window: tuple[int, int]) -> str:
    """ISO date from year, month and day as far as given.

    Returns
    -------
    "" where there is no such date, "?" where it could be of several centuries
    """
    possible = [int(parts["Y"])] if "Y" in parts else _ending(int(parts["y"]), window)
    days = [day for year in possible if years[0] <= year <= years[1] and (day := _day(year, parts))]
    if len(days) != 1:
        return _SOME_YEAR if days else ""
    exact = 4 if set(parts) == {"Y"} else 7 if set(parts) == {"Y", "m"} else 10
    return days[0].isoformat()[:exact]


def _day(year: int, parts: dict[str, str]) -> datetime.date | None:
    try:
        if "w" in parts:
            return datetime.date.fromisocalendar(year, int(parts["w"]), int(parts["u"]))
        if "j" in parts:
            day = datetime.date(year, 1, 1) + datetime.timedelta(days=int(parts["j"]) - 1)
            return day if day.year == year else None
        return datetime.date(year, _month(parts.get("m", "1")), int(parts.get("d", "1")))
    except (ValueError, OverflowError):
        return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _months()[text]


def _ending(short: int, window: tuple[int, int]) -> list[int]:
    """The years of the window that end in these two digits."""
    return list(range(window[0] + (short - window[0]) % 100, window[1] + 1, 100))


def _of_number(value: str, years: tuple[int, int]) -> str:
    """Date of Unix time (seconds to nanoseconds) or of Excel's day number; "" for other numbers."""
    number = _NUMBER.fullmatch(folded(value[:_LONGEST]))
    if not number:
        return ""
    count = int(number[1])
    if len(number[1]) == 5:
        day = _EXCEL + datetime.timedelta(days=count)
        sure = count >= _FIRST_DAY
    else:
        day = _UNIX + datetime.timedelta(days=count // _TICKS[len(number[1])] // 86400)
        sure = True
    return within(day.isoformat(), (years[0], min(years[1], _COUNTED))) if sure else ""


# ---------------------------------------------------------------- tables


@functools.cache
def _forms() -> tuple[_Form, ...]:
    words = {
        "{Y}": "[0-9]{4}", "{NN}": "[0-9]{2}", "{N}": "[0-9]{1,2}", "{T}": _TIME,
        "{M}": _either(_months()), "{S}": f"(?:{_either(_words('season'))})",
    }  # fmt: skip
    return tuple(
        _Form(
            _compiled(row["pattern"], words), tuple(row["orders"].split()), row["preferred"],
            worded=any(word in row["pattern"] for word in ("{M}", "{S}")),
        )
        for row in package_rows(__package__, "data", "date_forms.csv")
    )  # fmt: skip


def _compiled(pattern: str, words: dict[str, str]) -> re.Pattern:
    for word, meaning in words.items():
        pattern = pattern.replace(word, meaning)
    return re.compile(pattern)


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@functools.cache
def _months() -> dict[str, int]:
    """Names and abbreviations in our norms and English, and older spellings → 1 to 12."""
    listed = {word: month for month in range(1, 13) for word in _words(str(month))}
    return listed | {_bare(name): number for name, number in _named("months")}


def _words(meaning: str) -> list[str]:
    """The words of `date_words.csv` that mean a month (by its number), a season, or come before."""
    rows = package_rows(__package__, "data", "date_words.csv")
    return [row["word"] for row in rows if row["meaning"] == meaning]


@functools.cache
def _label() -> re.Pattern:
    """What may stand before a date: "Publisert: fredag den", "10:15,"."""
    words = {*_words("before"), *(_bare(name) for name, _ in _named("days"))}
    clock = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?,? "
    return re.compile(rf"(?:(?:{_either(words)})(?![^\W\d_])[:.,]{{0,2}} ?|{clock})+")


def _bare(name: str) -> str:
    return folded(name).rstrip(".")


def _named(what: str) -> Iterator[tuple[str, int]]:
    """Pairs of name and number of the months or days, as Babel has them."""
    # imported late: whoever only asks what is stale needs no names
    from babel import Locale

    for code in (*LANGUAGES, "en"):
        table = getattr(Locale.parse(code), what)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from ((name, number) for number, name in table[context][width].items())
