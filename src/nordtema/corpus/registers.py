"""What is known of words that may be names: registers of our own making, and words beside names.

Every word has a few facts, a bit each: whether it is a given name (`GIVEN`), one that is an
ordinary word as well (`GIVEN_WORD`) or that of a place, a month or a thing (`GIVEN_OTHER`); the
same for family names; whether it names a place or an institution (`NO_PERSON`), or a nation or a
quarter (`NATION`: "Norsk Hydro", "Nye Oslo"); whether it has letters that no norm has (`FOREIGN`).
Names are found without their accents too, and of two parts by these ("Anne-Lise", "Hansen-Lie").
"""

from __future__ import annotations

import functools
import re
import unicodedata

from ..tables import package_rows

GIVEN, GIVEN_WORD, GIVEN_OTHER, FAMILY, FAMILY_WORD, NO_PERSON, NATION, FUNCTION, FOREIGN = (
    1 << place for place in range(9)
)
ANY_GIVEN = GIVEN | GIVEN_WORD | GIVEN_OTHER
ANY_FAMILY = FAMILY | FAMILY_WORD
ANY_NAME = ANY_GIVEN | ANY_FAMILY
_OF_GIVEN = {"name": GIVEN, "word": GIVEN_WORD, "other": GIVEN_OTHER}
_OF_FAMILY = {"name": FAMILY, "word": FAMILY_WORD}
_OF_CONTEXT = {
    "place": NO_PERSON, "other": NO_PERSON | FUNCTION, "nation": NATION,
    "house": NATION | NO_PERSON, "function": FUNCTION,
}  # fmt: skip
#: small words inside names
PARTICLES = frozenset(("von", "van", "de", "der", "den", "la", "di", "du", "af", "av"))
_GENITIVE = re.compile(r"['’]?s\Z|['’]\Z")
_PATRONYMIC = re.compile(r".{3,}(?:sen|sson)\Z")  # Hansen, Larsson: never a farm
_FARM = re.compile(  # Haugland, Breivik: a farm or a village as well
    r".{2,}(?:land|dal|dalen|heim|vik|vika|viken|stad|nes|neset|rud|borg|by|bø|mo|moen|sund|fjord"
    r"|havn|hamn|ås|åsen|set|seth|øy|øya|strand|li|lia|tun|hus|tveit|voll|eid|haug|haugen|bakken"
    r"|hagen|holt|skog|myr|gård|gaard|sjø|vatn|rød|bu|torp|løkka|lund|mark|fjell|berg|elv|os)\Z"
)
_NORDIC = re.compile(  # given names of two elements: Steinulf, Gudveig, Torfrid
    r"(?:al[fv]|arn|as|ås|berg|bjør[gn]|bryn|dag|ei|ey|gei?r|gjer|gud|gun|gunn|hall|hei?d|her|hild"
    r"|ing|ingv?|jo|jor|kjell|ketil|kol|lei[dfv]|mag?n|mål|nor|odd|ragn|rag|rei|rolv?|run|sæ|sig"
    r"|sol|stein|sten|sun|sva|svan|syn|thor|tor|tjo|ulv?|val|ve|vig?|y|yng|øy)"
    r"(?:ar|bjørg|bjørn|björn|borg|brand|dis|finn|fred|frid|fried|gaut|geir|gerd|gils|grim|gunn|har"
    r"|hild|kjell|laug|leif|leiv|leik|liv|mod|mund|ne|ny|old|olf|olv|rid|run|stein|ulf|ulv|unn"
    r"|va[lr]d|var|veig|vin|vor|vald)\Z"
)
_KEEPS_S = re.compile(r".{3,}(?:nes|næs|hus|ås)\Z")  # Haukenes: no genitive of Haukene
_FOREIGN = re.compile(  # family names of Slavs, Turks, Greeks, Romanians, Caucasians, Iranians
    r".{2,}(?:[oe]vi[cć]|enko|czy?k|[cč]zuk|chuk|wicz|[oe]wsk[ia]|[ai][nń]sk[iya]|[oe]vsk[iya]|escu"
    r"|opoulos|akis|[ia]dis|idou|[oe][gğ]lu|zadeh|shvili|iyev|ayev)\Z"
)
_SCOTTISH = re.compile(r"Mc[A-Z][a-z]{2,}|O['’][A-Z][a-z]{2,}")  # McGarvey, O’Dowd; not MacBook
_DIGIT = re.compile(r"\d")
_NORDIC_LETTERS = frozenset("åäæöøéèêëüáàóôòâçñíúýðþabcdefghijklmnopqrstuvwxyz'’.-")
_PLAIN = str.maketrans(
    {letter: plain for plain, letters in {
        "a": "åäæáàâã", "c": "çčć", "d": "ðđ", "e": "éèêë", "i": "íìîïı", "l": "ł", "n": "ñń",
        "o": "øöóòôõ", "s": "šśşș", "u": "üúùû", "y": "ý", "z": "žźż", "g": "ğ", "t": "ț",
    }.items() for letter in letters}
)  # fmt: skip
_NEIGHBOURS = str.maketrans("øöæä", "öøäæ")
_DOUBLE = re.compile("aa|ae|oe")


def folded(text: str) -> str:
    """Small letters without accents, the same for all ways of writing: Kjær, Kjaer; Åse, Aase.

    Parameters
    ----------
    text : of any length

    Returns
    -------
    str
    """
    return _DOUBLE.sub(lambda two: two.group()[0], text.lower().translate(_PLAIN))


def neighbours(word: str) -> str:
    """The word with the letters of the other side of the Sound: sørensen, sörensen.

    Parameters
    ----------
    word : in small letters

    Returns
    -------
    str
    """
    return word.translate(_NEIGHBOURS)


def bare(word: str) -> str:
    """The word without a genitive ending: Hansens, Hansen's; Nils and Anders keep theirs.

    Parameters
    ----------
    word : as written

    Returns
    -------
    str
    """
    if word[-1] not in "s'’" or word.lower() in _table():
        return word
    shorter = _GENITIVE.sub("", word)
    if _KEEPS_S.match(word.lower()) and shorter.lower() not in _table():
        return word
    return shorter if len(shorter) > 1 else word


@functools.lru_cache(maxsize=200_000)
def facts(word: str) -> int:
    """What the registers know of a word, as bits; 0 for nothing.

    Parameters
    ----------
    word : as written, with a capital; a genitive may stand at its end

    Returns
    -------
    int
    """
    lower = bare(word).lower()
    known = _table().get(lower, 0)
    if not known and ("-" in lower or "’" in lower or "'" in lower):
        known = _of_parts(lower)
    if not known:
        known = _other_spelling(lower)
    if not known:
        known = _by_form(word)
    if word.isupper() and len(word) > 1 and known & ANY_NAME:  # KARI HANSEN, but not ALI
        known = _doubted(known)
    return known


def _by_form(word: str) -> int:
    """What no register has: two Nordic elements, a foreign ending, letters that no norm uses."""
    lower = bare(word).lower()
    if _NORDIC.match(lower):
        return GIVEN_OTHER
    if _FOREIGN.match(lower) or _SCOTTISH.match(word):
        return FAMILY
    if _NORDIC_LETTERS.issuperset(lower) or _DIGIT.search(lower):
        return 0
    plain = "".join(sign for sign in unicodedata.normalize("NFD", lower) if sign.isascii())
    return _GUESSED.get(_table().get(plain, 0) & ANY_NAME, GIVEN_OTHER | FAMILY_WORD) | FOREIGN


def is_patronymic(word: str) -> bool:
    """Is it a family name that is no farm's: Hansen, Larsson?

    Parameters
    ----------
    word : as written

    Returns
    -------
    bool
    """
    return bool(_PATRONYMIC.match(bare(word).lower()))


def is_farm(word: str) -> bool:
    """Is it a family name that may be the name of a farm or a village: Haugland, Breivik?

    Parameters
    ----------
    word : as written

    Returns
    -------
    bool
    """
    return bool(_FARM.match(bare(word).lower()))


def ends_as_family(word: str) -> bool:
    """Does the word end as family names do: Skjeldestad, Rabbenes?

    Parameters
    ----------
    word : as written

    Returns
    -------
    bool
    """
    lower = bare(word).lower()
    return len(lower) > 4 and lower.endswith(family_endings())


# ---------------------------------------------------------------- data


@functools.cache
def given_names() -> frozenset[str]:
    """All given names, in small letters.

    Returns
    -------
    frozenset
    """
    return frozenset(row["name"].casefold() for row in _rows("given_names.csv"))


@functools.cache
def family_names() -> frozenset[str]:
    """All family names, in small letters.

    Returns
    -------
    frozenset
    """
    rows = _rows("family_names.csv")
    return frozenset(row["form"].casefold() for row in rows if row["kind"] in _OF_FAMILY)


def is_given_name(word: str) -> bool:
    """Is this a given name of the registers, or a double one that begins with such a name?

    Parameters
    ----------
    word : one word, in any case of letters; signs may stand around it

    Returns
    -------
    bool
    """
    lower = word.casefold().strip(".,:")
    return lower in given_names() or lower.partition("-")[0] in given_names()


def is_registered_name(word: str) -> bool:
    """Is this a given or a family name of the registers, whatever else it may be?

    Parameters
    ----------
    word : as for `is_given_name`

    Returns
    -------
    bool
    """
    return is_given_name(word) or word.casefold() in family_names()


@functools.cache
def small_families() -> frozenset[str]:
    """Family names that are nothing else, in small letters, with and without a genitive.

    Returns
    -------
    frozenset
    """
    sure = {row["form"].lower() for row in _rows("family_names.csv") if row["kind"] == "name"}
    return frozenset(sure | {f"{name}s" for name in sure})


@functools.cache
def family_endings() -> tuple[str, ...]:
    """What family names end in.

    Returns
    -------
    tuple
    """
    return tuple(row["form"] for row in _rows("family_names.csv") if row["kind"] == "ending")


@functools.cache
def contexts(kind: str) -> frozenset[str]:
    """Words of a kind that stand beside names: title, role, saying before, street …

    Parameters
    ----------
    kind : as in `name_contexts.csv`

    Returns
    -------
    frozenset of words in small letters
    """
    return frozenset(row["form"] for row in _rows("name_contexts.csv") if row["kind"] == kind)


def _rows(table: str) -> list[dict[str, str]]:
    return package_rows(__package__, "data", table)


@functools.cache
def _table() -> dict[str, int]:
    table: dict[str, int] = {}
    for row in _rows("given_names.csv"):
        table[row["name"].lower()] = _OF_GIVEN[row["kind"]]
    for row in _rows("family_names.csv"):
        if row["kind"] in _OF_FAMILY:
            form = row["form"].lower()
            table[form] = table.get(form, 0) | _OF_FAMILY[row["kind"]]
    for row in _rows("name_contexts.csv"):
        if row["kind"] in _OF_CONTEXT:
            table[row["form"]] = table.get(row["form"], 0) | _OF_CONTEXT[row["kind"]]
    return table


@functools.cache
def _without_accents() -> dict[str, int]:
    plain: dict[str, int] = {}
    for form, known in _table().items():
        if known & ANY_NAME:
            plain[folded(form)] = plain.get(folded(form), 0) | known
    return plain


def _doubted(known: int) -> int:
    """A name that needs another one beside it, or a cue."""
    given = GIVEN_OTHER if known & ANY_GIVEN else 0
    return given | (FAMILY_WORD if known & ANY_FAMILY else 0) | (known & ~ANY_NAME)


_GUESSED = {known: _doubted(known) for known in range(1, ANY_NAME + 1)}


def _other_spelling(lower: str) -> int:
    """Names with the letters of the neighbours (Sörensen), or with none of these (Soren, Aase)."""
    swapped = _table().get(neighbours(lower), 0)
    if not swapped and len(lower) > 3 and (lower.isascii() or "aa" in lower):
        swapped = _without_accents().get(folded(lower), 0)
    return _GUESSED.get(swapped & ANY_NAME, 0)


def _of_parts(lower: str) -> int:
    """Of "anne-lise", "hansen-lie", "tech’n": each part a name, and the last one says which."""
    parts = [_table().get(part, 0) for part in re.split("[-'’]", lower) if part]
    if not parts or not all(known & ANY_NAME for known in parts):
        return 0
    return GIVEN if all(known & ANY_GIVEN for known in parts) else FAMILY
