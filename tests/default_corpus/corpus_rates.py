"""What the texts are about and how they are written, as rates per 1,000 words and shares of texts.

A word counts in every form and at either end of a compound, since `kommunikasjonsplan` speaks of
communication; an organisation word counts in its own forms only, or `kommunestyre` would count.
"""

import re
from collections.abc import Iterable

from shipped_corpus import Document

from nordtema.languages import LANGUAGES

_ENDING = "(?:[aeo]?[rnt]?|e[rn]?ne|a[nr]ne|ane|orna|arna|ar|or|er)s?"
_ORGANISATIONS = (
    "virksomhet|bedrift|organisasjon|kommune|verksemd"
    "|virksomhed|organisation|kommun|företag|myndighet"
)
#: name: (pattern, least, most per 1,000 words)
RATES = {
    "social media, SoMe": (r"\b(?:so[sc]iala?e?|sosialt) medi\w+|\bsome\b", 10, 25),
    "organisation words": (rf"\b(?:{_ORGANISATIONS}){_ENDING}\b", 8, 17),
    "communication": (r"\b\w*kommuni(?:ka|ce|se|ke)\w*", 3, 6),
    "dialogue": (r"\b\w*dialog\w*", 1, 7),
    "control": (r"\b\w*kontrol\w*", 1, 4),
    "brand, reputation": (
        r"\b\w*(?:merkevare|omdømme|omdøme|varemærke|varumärk|anseende)\w*|\bbrand\w*", 1, 3),
    "strategy": (r"\b\w*strategi(?!sk)\w*", 1, 2),
    "blog": (r"\b\w*blogg?\w*", 2, 8),
    "network": (r"\b\w*(?:nettverk|netværk|nätverk)\w*", 2, 8),
    "clock times, weekdays": (
        r"\bkl\.? ?\d+|\bklokk(?:a|en)\b|\bklock(?:a|an)\b|\b[0-2]?\d[.:][0-5]\d\b(?! ?(?:%|pro))"
        r"|\b(?:man|mån|tirs|tys|tis|ons|tors|fre|lør|laur|lör|søn|sun|sön)dag(?:en|ar|er|s|arna)?\b",
        0, 1),
    "said, asked, answered": (
        r"\b(?:sa|sagde|sade|spurte|spurgte|spurde|frågade|svarte|svarede|svarade)\b", 0, 1),
    "I": (r"\b(?:jeg|eg|jag)\b", 0, 12),
}  # fmt: skip
QUOTED_SPEECH = (
    r"[«»”“\"][^«»”“\"\n]{15,300}(?:[.,!?…][«»”“\"]|[«»”“\"],)"  # a sentence, not a word or a title
)


def words_in(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def rates(texts: list[str]) -> dict[str, float]:
    """Rates per 1,000 words: those of RATES in order."""
    whole, words = "\n".join(texts).casefold(), words_in(texts)
    return {
        name: 1000 * len(re.findall(pattern, whole)) / words
        for name, (pattern, _, _) in RATES.items()
    }


def shares(texts: list[str]) -> dict[str, float]:
    """Per cent of the texts with at least one of …"""
    patterns = {
        name: RATES[name][0] for name in ("social media, SoMe", "clock times, weekdays", "I")
    }
    patterns["quoted speech"] = QUOTED_SPEECH
    return {
        name: 100
        * sum(bool(re.search(p, text.casefold(), re.MULTILINE)) for text in texts)
        / len(texts)
        for name, p in patterns.items()
    }


def by_norm(documents: Iterable[Document]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {code: [] for code in LANGUAGES}
    for document in documents:
        found[document.language].append(document.text)
    return found
