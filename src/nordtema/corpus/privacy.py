"""Nothing personal leaks: addresses, numbers and the names of a page's own writers.

What is masked becomes a readable placeholder in angle brackets (⟨email⟩, ⟨phone⟩, ⟨id⟩, ⟨handle⟩,
⟨url⟩, ⟨name⟩), the same in every norm, which the tokenizer drops as a whole.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence

import simplemma

PLACEHOLDER = re.compile(r"⟨(?:email|phone|id|handle|url|name)⟩")

# --- addresses and numbers -----------------------------------------------------------------------
_AT = (
    r"(?:@| ?[\[({] ?(?:at|a|@|snabel-?a|krøll?alfa|alfakrøll) ?[\])}] ?"
    r"| (?:snabel-?a|krøll?alfa|alfakrøll) )"
)
_DOT = r"(?:\.| ?[\[(](?:dot|punktum|punkt|prikk)[\])] ?| (?:dot|punktum|prikk) )"
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}")
_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»”⟩]+|(?<![\w@.])www\.[^\s<>\"«»”]+"
    r"|(?<![\w@./-])(?:[\w-]{1,63}\.){1,5}(?:no|dk|se|com|org|net|eu|info)"
    r"(?:/[^\s<>\"«»”]*)?(?![\w@-]|\.\w)"
)
_DOMAIN = re.compile(r"\.(?:no|dk|se|com|org|net|eu|info)\b")
_HANDLE = re.compile(r"(?<![\w@/.])@(?=\w*[^\W\d])\w+(?:[.-]\w+)*")
_DAY = r"(?:[04][1-9]|[1256]\d|[37][01])"  # D-numbers have 40 added
_MONTH = r"(?:0[1-9]|1[0-2])"
_SYNTHETIC = r"(?:[048][1-9]|[159][0-2])"  # test numbers have 40 or 80 added
_BIRTH = r"\d\d(?:0[1-9]|1[0-2])(?:[0-8]\d|9[01])"  # coordination numbers have 60 added
_ID = re.compile(
    rf"(?=\d)(?<![\w.,/-])(?:{_DAY}{_SYNTHETIC}\d\d ?\d{{5}}"  # fødselsnummer and D-number
    rf"|{_DAY}{_MONTH}\d\d ?- ?\d{{4}}|{_DAY}{_MONTH}\d\d \d{{4}}"  # CPR
    rf"|(?:19|20)?{_BIRTH} ?[-+] ?\d{{4}}|(?:19|20){_BIRTH}\d{{4}}"  # personnummer
    r")(?![\w-]|[.,]\d)"
)
_AMOUNT = r"(?:%|prosent|procent|kr\b|kron|nok\b|dkk\b|sek\b|eur|mill|mia|mrd|usd|€|\$|£)"
_ANNOUNCING = "tlf tlf. tel tel. telefon mobil mob mob. ring phone sms nummer nummeret tfn"
_ANNOUNCED = "|".join(
    rf"(?<=\b{re.escape(word)}{end})" for word in _ANNOUNCING.split() for end in (" ", ": ")
)
_PHONE = re.compile(
    r"(?=[+\d])(?:(?<![\w.,/])(?:\+|00)(?:\d[ ()./-]{0,2}){7,14}\d(?!\w)"
    rf"|(?:{_ANNOUNCED})\d(?:[ -]?\d){{4,10}}(?!\w|[.,]\d| ?{_AMOUNT})"
    r"|(?<![\w.,/§€$£-])(?<!kr )(?<!kr\. )(?<!NOK )(?<!DKK )(?<!SEK )(?<!§ )(?:"
    r"(?=(?:\D?\D?\d){8,11}(?!\d))0[1-9]\d{0,2} ?[-–/] ?\d{2,3}(?: ?\d{2,3}){1,3}"  # 08-123 456 78
    r"|0[1-9]\d{0,2} \d{2,3} \d{2,3}(?: \d{2})?|07\d{8}"  # 070 123 45 67, 0701234567
    r"|[2-9]\d \d\d \d\d \d\d|[2-9]\d{2} \d{2} \d{3}"  # 22 33 44 55, 912 34 567
    r"|(?!(?:19|20)\d\d (?:19|20)\d\d)[2-9]\d{3} \d{4}"  # 3344 5566
    r"|(?!(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d)[2-9]\d{4}(?!000)\d{3}"  # 91234567, not 20100314
    rf")(?![\w/-]|[.,]\d| ?{_AMOUNT}))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d[\d ()./–+-]{3,}\d")


def mask(text: str) -> str:
    """Put placeholders for e-mail and web addresses, handles, phone and identity numbers.

    Years, dates, amounts, percentages and the paragraph numbers of laws stay as they are.
    """
    if "@" in text or "(a" in text or "[a" in text or " dot " in text or "alfa" in text:
        text = _HANDLE.sub("⟨handle⟩", _EMAIL.sub("⟨email⟩", text))
    if "://" in text or "www." in text or _DOMAIN.search(text):
        text = _URL.sub(_url, text)
    if _DIGITS.search(text):
        text = _PHONE.sub("⟨phone⟩", _ID.sub("⟨id⟩", text))
    return text


def _url(match: re.Match[str]) -> str:
    """The placeholder, with the punctuation of the sentence after the address left in place."""
    end = re.search(r"[.,;:!?)\]'’…]*$", match.group()).group()
    return "⟨url⟩" + end


# --- pseudonyms ----------------------------------------------------------------------------------
_ALIKE = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ð": "d", "ł": "l"})


def folded(name: str) -> str:
    """The name without case, accents, and space around: Søren = sören, Åse = Aase."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_ALIKE))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(bare.replace("aa", "a").strip(" @.,:;-–•").split())


class Pseudonyms:
    """A table of writers: the same name, however spelled, always gets the same pseudonym.

    Pseudonyms are numbered in the order in which names are first asked for: `writer_1`, …
    """

    def __init__(self, prefix: str = "writer") -> None:
        self._prefix = prefix
        self._table: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._table)

    def of(self, name: str) -> str:
        """The pseudonym of this writer; "" for an unknown one."""
        key = folded(name)
        if not key:
            return ""
        return self._table.setdefault(key, f"{self._prefix}_{len(self._table) + 1}")


# --- names inside the texts ----------------------------------------------------------------------
# not a person: what people sign with that is an ordinary word first of all
_ORDINARY_WORDS = (
    "anonym anonymous anonymt gjest gæst gäst guest leser lesar læser läsare lærer lærar "
    "lärare lektor doktor dr prof professor admin administrator redaksjonen redaktionen "
    "redaktør redaktör moderator bruker brukar bruger användare student elev far mor pappa "
    "mamma mann kvinne mand kvinde kvinna ordfører ordførar rådmann kommune kommunen bloggen "
    "blogger bloggar forfatter skribent en ei et ein ett den det the en av og och hei hej "
    "kunde kunden borger innbygger medborgare ansatt anställd medarbeider medarbejder "
    "medarbetare sjef chef gjesten journalist rektor lege læge läkare ny"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_PARTICLES = frozenset(("av", "af", "von", "van", "de", "der", "den", "la", "og", "och", "and"))
_PLACES_FOLLOW = frozenset(("på", "fra", "från", "frå", "i", "at", "hos", "ved", "vid"))
_GREETINGS = (
    "hei",
    "hej",
    "hallo",
    "hi",
    "kjære",
    "kære",
    "kära",
    "takk",
    "tak",
    "tack",
    "til",
    "till",
)
_GREETED = "|".join(rf"(?<=\b{greeting} )" for greeting in _GREETINGS)
_VARIANTS = {"ø": "[øö]", "ö": "[öø]", "æ": "[æä]", "ä": "[äæ]", "å": "(?:å|aa)", "é": "[ée]"}
_NORMS = ("nb", "nn", "da", "sv")


def remove_names(text: str, names: Iterable[str], context: str = "") -> str:
    """Replace the names of a page's writers inside its texts by ⟨name⟩, genitives too.

    Full names always go, whatever their case. Given and family names go where they are
    capitalised. A name that is an ordinary word as well ("leser", or one met in small letters in
    the `context`, the whole page) goes only amid a sentence with a capital, or where it is
    addressed ("Hei leser", "@leser", "Leser:").
    """
    pattern = names_pattern(list(names), context or text)
    return pattern.sub("⟨name⟩", text) if pattern else text


def names_pattern(names: Sequence[str], context: str) -> re.Pattern[str] | None:
    """The pattern behind `remove_names`, to be made once a page; None without names."""
    forms: set[str] = set()
    whole = "|".join(re.escape(name) for name in names if " " in name)
    context = re.sub(whole, "", context, flags=re.IGNORECASE) if whole else context
    for name in names:
        name = " ".join(name.strip("@ ").split())
        if len(name.split()) > 1:
            forms.add(rf"(?i:@?{_spelled(name)})")
        forms.update(_form(word, context) for word in _words_of(name))
    forms.discard("")
    if not forms:
        return None
    longest_first = "|".join(sorted(forms, key=lambda form: (-len(form), form)))
    return re.compile(rf"(?<![\w⟨])(?:{longest_first})(?:['’]?s|['’](?!\w))?(?!\w|⟩)")


def _words_of(name: str) -> list[str]:
    """The words of a name that may stand for it.

    "Kari fra Vik" gives Kari only: what follows says where she is from.
    """
    found = []
    for word in re.split(r"[,(]", name)[0].split():
        if word.lower() in _PLACES_FOLLOW:
            break
        word = word.strip(".,()'’\"")
        if len(word) > 1 and word.lower() not in _PARTICLES:
            found.append(word)
    return found


def _form(word: str, context: str) -> str:
    """The pattern by which one word of a name is found in running text."""
    lower, any_case = word.lower(), rf"(?i:{_spelled(word)})"
    if re.search(r"\d|_|\w[A-ZÆØÅÄÖ]", word) or (len(word) > 3 and not _known(lower)):
        return rf"@?{any_case}"
    capital = rf"(?:{_spelled(word[0].upper() + word[1:])}|{_spelled(word.upper())})"
    in_use = lower in _ORDINARY or re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", context)
    if word[0].isupper() and not in_use:
        return rf"@?{capital}"
    addressed = rf"@{any_case}|(?i:{_GREETED}){any_case}|^{any_case}(?=[:,!])"
    addressed += rf"|(?<=, ){any_case}(?=[.!?]|$)"
    amid = "" if lower in _ORDINARY else rf"|(?<=[\w,;:»”)] ){capital}"
    return rf"(?:{addressed}{amid})"


def _spelled(name: str) -> str:
    """The name as a pattern that allows the neighbours' letters: Sørensen and Sörensen."""
    letters = (_VARIANTS.get(letter, re.escape(letter)) for letter in name)
    return "".join(letters).replace(r"\ ", r"\s+")


@functools.lru_cache(maxsize=20_000)
def _known(word: str) -> bool:
    """Is this a word of the dictionary in any of the four norms?"""
    return any(simplemma.is_known(word, norm) for norm in _NORMS)


# --- signatures ----------------------------------------------------------------------------------
CLOSINGS = (
    r"(?:mvh|m\.v\.h\.?|vh|kh|(?:(?:beste|vennlig|venleg|venlig|med (?:vennlig|venleg|venlig)|mange"
    r"|bästa|glad|varm|de bedste) )?(?:hilsen|helsing|hilsner|hälsningar|helsningar)|hälsar|hilser"
    r"|vänligen|(?:med )?vänliga? hälsning(?:ar)?|(?:best|kind) regards|best|cheers|klem|kram|knus)"
)
_SIGNED = re.compile(
    rf"(?:^|(?<=[\s.!?:)])){CLOSINGS}[,.!:]? ?(?:fra |från |frå )?[-–—/]?"
    r"(?P<name>[^\W\d_][\w'’.-]*(?: [A-ZÆØÅÄÖ][\w'’.-]*){0,3})[.!]?$",
    re.IGNORECASE,
)
_CLOSING_ALONE = re.compile(rf"{CLOSINGS}[,.!:]?", re.IGNORECASE)
_MARK = re.compile(r"^[-–—/~]+ ?|[.!]$")


def drop_signature(paragraphs: list[str], names: Iterable[str]) -> tuple[list[str], str]:
    """Take the signature off the end of a text.

    Dropped are "Mvh Per" and the like, and a line, or a last word after a slash or dash, that is
    one of the `names` or a word of one. Returns what is left and the name signed with, or "".
    """
    known = {folded(part) for name in names for part in (name, *name.split()) if len(part) > 1}
    if not paragraphs:
        return paragraphs, ""
    *above, last = paragraphs
    signed = _SIGNED.search(last[-80:])
    if signed and (folded(signed["name"]) in known or signed["name"][0].isupper()):
        left = last[: len(last) - len(last[-80:]) + signed.start()].rstrip()
        return above + [left] * bool(left), signed["name"]
    if len(last) < 60 and folded(_MARK.sub("", last)) in known:
        if above and _CLOSING_ALONE.fullmatch(above[-1]):
            above.pop()
        return (above, last) if above else (paragraphs, "")
    tail = re.search(r"(?<=[\s.!?…)])[-–—/~]+ ?([^-–—/~]{2,40})$", last[-60:])
    if tail and folded(tail[1]) in known:
        return [*above, last[: len(last) - len(last[-60:]) + tail.start()].rstrip()], tail[1]
    return paragraphs, ""
