"""What is said to whoever drafts a control text from the corpus."""

from collections.abc import Mapping

import pandas as pd

from ...comparison.control_origin import EMPTY, MACHINE, ORIGINS
from ...comparison.control_sample import MOST_OF_ONE, WORDS
from ...formats import count, country_name, language_name, listed, points
from ...languages import LANGUAGES

_SHOWN = 6  # themes without a paragraph from some country


def sample_sentences(cells: pd.DataFrame, wanted: int) -> list[str]:
    """How many paragraphs were drawn, how evenly, and what is missing.

    Parameters
    ----------
    cells : as `cells_of` returns it
    wanted : number of paragraphs that were asked for
    """
    least, most = int(cells["paragraphs"].min()), int(cells["paragraphs"].max())
    span = str(most) if least == most else f"{least} to {most}"
    drawn = int(cells["paragraphs"].sum())
    told = [
        f"{count(drawn, 'paragraph')} of {count(cells['theme'].nunique(), 'theme')} and "
        f"{count(cells['country'].nunique(), 'country', 'countries')}: {span} of each theme and "
        "country."
    ]
    if drawn < wanted:
        told.append(
            f"{wanted} were asked for; there are no more of {WORDS[0]} to {WORDS[1]} words, at "
            f"most {MOST_OF_ONE} of one text and one writer."
        )
    lacking = cells[cells["paragraphs"] == 0]
    if len(lacking):
        pairs = zip(lacking["theme"], map(country_name, lacking["country"]), strict=True)
        names = [f"{theme} ({country})" for theme, country in pairs]
        shown = [*names[:_SHOWN], *["others"] * (len(names) > _SHOWN)]
        told.append(f"{len(lacking)} of {len(cells)} have none: {listed(shown)}.")
    return told


def cells_sentence(draft: pd.DataFrame, asked: bool, installed: bool) -> str:
    """How many cells a program has filled, and how many wait for translators.

    Parameters
    ----------
    draft : as `draft_table` returns it, with what was filled in
    asked : whether drafts of a program were wanted
    installed : whether the program is there
    """
    origins = draft[list(ORIGINS.values())]
    empty, machine = (int(origins.eq(one).to_numpy().sum()) for one in (EMPTY, MACHINE))
    if not asked or not installed:
        why = (
            "no drafts were asked for" if not asked else "Apertium, which drafts, is not installed"
        )
        return f"{count(empty, 'cell is', 'cells are')} to be translated; {why}."
    told = f"Apertium has drafted {count(machine, 'cell')}"
    if not empty:
        return f"{told}; each is to be corrected by somebody, who then writes human for machine."
    norms = [LANGUAGES[code].name for code, name in ORIGINS.items() if draft[name].eq(EMPTY).any()]
    return f"{told}; {count(empty, 'cell is', 'cells are')} empty ({listed(norms)})."


def noise_sentence(noise: pd.DataFrame, name_of: Mapping[int, str]) -> str:
    """How far shares move on the way to another norm and back; "" where nothing was measured.

    Parameters
    ----------
    noise : as `noise_table` returns it
    name_of : label of each theme
    """
    known = noise.dropna(subset=["movement", "shift"])
    if known.empty:
        return ""
    mean = (known["movement"] * known["paragraphs"]).sum() / known["paragraphs"].sum()
    most = known.loc[known["shift"].idxmax()]
    norms = f"{language_name(most['language'])} to {language_name(most['other'])}"
    paragraphs = count(int(most["paragraphs"]), "paragraph")
    which = f"“{name_of[int(most['topic'])]}”, {norms}, {paragraphs}"
    return (
        f"There and back again, a theme's share of a paragraph moves by {points(mean)} on average, "
        f"and the mean share of a theme by up to {points(most['shift'])} ({which}): language "
        "effects of this size may be the program's."
    )


def place_sentences(name: str, wanted: str) -> list[str]:
    """Where the text of the corpus now lies, and what is to be done with it.

    Parameters
    ----------
    name, wanted : path of the draft, and the name by which the study reads it
    """
    return [
        f"{name} holds text of the corpus, with persons masked as far as they were found: it lies "
        "outside the results, and is never published.",
        f"Once every cell is filled, save it as {wanted} beside the texts, or name it as "
        "comparison.parallel.",
    ]
