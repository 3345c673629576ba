"""Numbers, names and lists as alt texts and captions say them."""

from collections.abc import Iterable, Mapping

import pandas as pd

from ..languages import LANGUAGES
from .lettering import plain
from .style import countries_in, country_name

LONGEST = 60  # letters of a label within a sentence


def percent(share: float) -> str:
    """A share as a reader says it: 43 %, 4.2 %, under 0.1 %."""
    value = 100 * float(share)
    if value != value:
        return "an unknown share"
    if 0 < value < 0.1:
        return "under 0.1 %"
    return f"{value:.0f} %" if value >= 10 else f"{value:.1f} %"


def points(difference: float) -> str:
    """The size of a difference between shares in percentage points, without its sign."""
    return f"{abs(100 * float(difference)):.1f} percentage points"


def count(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: 1 theme, 1,204 documents."""
    noun = singular if number == 1 else plural or singular + "s"
    return f"{int(number):,} {noun}"


def listing(items: Iterable[str]) -> str:
    """Nynorsk, Danish and Swedish."""
    items = [item for item in items if item]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def quoted(label: object) -> str:
    """A label within a sentence, in quotation marks, shortened where it is long."""
    text = plain(label)
    return f"“{text[:LONGEST].rstrip()}…”" if len(text) > LONGEST else f"“{text}”"


def theme_names(labels: pd.DataFrame | None, topics: Iterable[object]) -> dict[int, str]:
    """A cleaned label for each topic; `Theme 3` where there is none.

    Parameters
    ----------
    labels : topic and label (further columns and repeated rows do no harm), or None
    """
    given: Mapping[int, str] = {}
    if labels is not None and len(labels):
        firsts = labels.drop_duplicates("topic")
        given = {int(t): plain(x) for t, x in zip(firsts["topic"], firsts["label"], strict=True)}
    return {int(topic): given.get(int(topic)) or f"Theme {int(topic)}" for topic in topics}


def sizes(table: pd.DataFrame) -> str:
    """`Norway 120 documents in 40 clusters, Denmark …`, from the columns documents and clusters."""
    parts = []
    for country in countries_in(table):
        row = table[table["country"] == country.code].iloc[0]
        text = f"{country.name} {count(row['documents'], 'document')}"
        if "clusters" in table and row["clusters"] != row["documents"]:
            text += f" in {count(row['clusters'], 'cluster')}"
        parts.append(text)
    return ", ".join(parts)


def norms_of(languages: Iterable[str]) -> list[str]:
    """Codes of the written norms among these, in the order of the table of languages."""
    found = set(languages)
    return [code for code in LANGUAGES if code in found]


def pair_name(a: object, b: object) -> str:
    """`Norway − Denmark`: what is taken from what."""
    return f"{country_name(a)} − {country_name(b)}"
