"""What is said of other choices: standard models, analyses, permuted countries, national models."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...comparison.verdicts import Verdict
from ...formats import (
    count,
    count_or_none,
    country_name,
    decimal,
    interval,
    listed,
    model_name,
    percent,
    points,
    thousands,
)
from ...robustness.analyses import NO_COUNTERPART, NOT_MADE
from ...robustness.multiverse import CHOICES, finding_name, main_findings
from ...robustness.national import not_found_again, of_one_country, without_model

CLEAR = Verdict.DIFFERS
MOST = 8  # claimed themes that a sentence names
LEAST = 0.0005  # a share below is told as none
MOST_OWN = 5  # themes of one country alone that lead
FOUND_AGAIN = "Only themes are told that refits to 80 % of a country's texts give again."


def standard_sentence(
    models: pd.DataFrame, themes: pd.DataFrame, claimed: Collection[int] = ()
) -> str:
    """How many of the study's themes standard models find, and how many find what is claimed.

    Parameters
    ----------
    models, themes : as `standard_models` and `standard_themes`
    claimed : numbers of the topics of which a difference is claimed
    """
    if models.empty:
        return "No standard model could be fitted: it would have more topics than the texts carry."
    found = listed(str(number) for number in models["counterparts"])
    alike = models["similarity"] > models["chance_highest"]
    beyond = models.loc[~alike, "model"].tolist()
    chance = f"{listed(beyond)} no more than chance would" if beyond else "each more than by chance"
    everywhere = themes.loc[themes["found_by"] == len(models), "topic"].nunique()
    return (
        f"{listed(models['model'])}, which share no step with the study's model but the counts, "
        f"find {found} of its {count(models['topics'].iloc[0], 'theme')}, {chance}; "
        f"{count_or_none(everywhere, 'is', 'are')} found by all.{_claimed_found(themes, claimed)}"
    )


def _claimed_found(themes: pd.DataFrame, claimed: Collection[int]) -> str:
    """How many standard models find each theme of which a difference is claimed, fewest first."""
    rows = themes[themes["topic"].isin(claimed)].drop_duplicates("topic")
    if rows.empty:
        return ""
    rows = rows.sort_values(["found_by", "topic"], kind="stable")
    models = themes["model"].nunique()
    found = [f"“{row.theme}” by {row.found_by or 'none'}" for row in rows.head(MOST).itertuples()]
    more = len(rows) - len(found)
    found += [f"{count(more, 'more theme')} by as many or more"] if more else []
    return (
        f" Of {count(models, 'standard model')}, the themes that a difference is claimed of are "
        f"found so often: {listed(found)}."
    )


def standard_sentences(models: pd.DataFrame, themes: pd.DataFrame) -> list[str]:
    """What standard models find of the study's themes and differences, beside chance.

    Parameters
    ----------
    models, themes : as `standard_models` and `standard_themes`
    """
    if models.empty:
        return [standard_sentence(models, themes)]
    texts, every = models[["texts", "of_texts"]].iloc[0]
    drawn = f", drawn at random from {thousands(every)}," if texts < every else ""
    return [
        f"The standard models are fitted to {count(texts, 'text')}{drawn} with "
        f"{count(models['topics'].iloc[0], 'topic')} each.",
        *(_standard_model(row) for row in models.to_dict("records")),
        *_found_by(themes, len(models)),
        _same_directions(models),
    ]


def _standard_model(row: dict) -> str:
    more = "more" if row["similarity"] > row["chance_highest"] else "no more"
    return (
        f"{row['model']} has a counterpart of {row['counterparts']} of "
        f"{count(row['topics'], 'theme')}, where chance gives "
        f"{decimal(row['chance_counterparts'], 1)}; the mean similarity is "
        f"{decimal(row['similarity'], 2)}, {more} than chance has it "
        f"({decimal(row['chance'], 2)}, at most {decimal(row['chance_highest'], 2)}). Between its "
        f"topics and those of the other standard models it is {decimal(row['others'], 2)}."
    )


def _found_by(themes: pd.DataFrame, models: int) -> list[str]:
    """Which themes all standard models find, and which none does."""
    each = themes.drop_duplicates("topic")
    names = {
        number: listed(f"“{name}”" for name in each.loc[each["found_by"] == number, "theme"])
        for number in (models, 0)
    }
    told = [f"All standard models find {names[models]}."] if names[models] else []
    return told + ([f"None of them finds {names[0]}."] if names[0] else [])


def _same_directions(models: pd.DataFrame) -> str:
    compared, same = int(models["compared"].sum()), int(models["same_sign"].sum())
    if not compared:
        return "No difference between countries could be looked up in a standard model."
    return (
        f"Where a standard model has a counterpart, the theme's largest country difference has the "
        f"study's direction in {same} of {count(compared, 'case')}; drawn directions would in half "
        "of them, and the cases are not independent of each other."
    )


def review_sentences(themes: pd.DataFrame, contrasts: pd.DataFrame) -> list[str]:
    """How much hangs on unreviewed links: of the themes, and of the differences.

    Parameters
    ----------
    themes, contrasts : as `without_review` and `without_review_contrasts`
    """
    lost = (
        themes.loc[themes["status"] == NOT_MADE, "model"].drop_duplicates().map(model_name).tolist()
    )
    told = [
        f"Without the links that nobody has reviewed {listed(lost)} could not be fitted: too "
        "few texts share a word then, so that everything hangs on those links."
    ]
    made = themes[themes["status"] != NOT_MADE]
    if made.empty:
        return told
    return [*(told if lost else []), _themes_kept(made, lost), _differences_kept(contrasts)]


def _themes_kept(themes: pd.DataFrame, lost: list[str]) -> str:
    kept = themes[themes["found"] == 1]
    which = f"of {model_name(themes['model'].iloc[0])}" if lost else "of both models"
    told = (
        f"Without the links that nobody has reviewed, of {count(len(themes), 'theme')} {which} "
        f"{count_or_none(len(kept), 'comes', 'come')} back"
    )
    if len(kept):
        moved = (kept["share"] - kept["share_without"]).abs().max()
        told += f"; the largest change of a theme's share is {points(moved)}"
    return f"{told}."


def _differences_kept(contrasts: pd.DataFrame) -> str:
    clear = contrasts[(contrasts["verdict"] == CLEAR) & (contrasts["status"] != NOT_MADE)]
    if clear.empty:
        return "No difference is claimed that could hang on them."
    sign = np.sign(clear["difference"])
    same = int((sign * clear["without"] > 0).sum())
    sure = int(((sign * clear["low"] > 0) & (sign * clear["high"] > 0)).sum())
    return (
        f"Of {count(len(clear), 'claimed difference')} of both models "
        f"{count_or_none(same, 'keeps its', 'keep their')} direction, and {sure or 'none'} an "
        "interval clear of zero."
    )


def scope_sentence(table: pd.DataFrame) -> str:
    """How many analyses there are, in what they differ, and how many the texts could not carry.

    Parameters
    ----------
    table : as `multiverse`
    """
    if table.empty:
        return "There are no differences of countries that other choices could change."
    analyses = table.drop_duplicates("analysis")
    parts = []
    for choice in CHOICES:
        options = sorted(analyses[choice].unique())
        if len(options) > 1:
            parts.append(f"{choice.replace('_', ' ')} ({', '.join(map(str, options))})")
    if not parts:
        return "There is one analysis."
    differ = count(len(analyses), "analysis differs", "analyses differ")
    return f"{differ} in {'; '.join(parts)}.{_not_made(table)}"


def _not_made(table: pd.DataFrame) -> str:
    """Which analyses gave nothing at all, by their number of topics."""
    made = table.assign(made=table["status"] != NOT_MADE).groupby(["analysis", "k"])["made"].any()
    lost = made[~made].reset_index()["k"].value_counts().sort_index()
    if lost.empty:
        return ""
    told = listed(f"{number} of those with {k} topics" for k, number in lost.items())
    return (
        f" {lost.sum()} of the {len(made)} could not be made, since the texts cannot carry so many "
        f"topics: {told}. All shares are of the {len(made) - lost.sum()} that could."
    )


def held_sentence(summary: pd.DataFrame) -> str:
    """How far the study's main findings hold over all analyses, in one sentence.

    Parameters
    ----------
    summary : as `multiverse_findings`
    """
    main = main_findings(summary)
    if main.empty:
        return ""
    if not main["analyses"].max():
        return "No analysis with other choices could be made: the texts are too few."
    all_clear = (main["verdict"] == CLEAR).all()
    kind = "claimed difference" if all_clear else "largest difference"
    keep = f"{kind} of the study keeps its", f"{kind}s of the study keep their"
    lost = main["not_made"].max()
    could = f" ({lost} more could not be made: too few texts)" if lost else ""
    least = main["same_sign"].min()
    firm = _firm(main) if all_clear else ""
    often = "all" if least == 1 else _often(least, main["same_sign"].max())
    analyses = count(main["analyses"].max(), "analysis", "analyses")
    return (
        f"In {analyses}, the study's own and others with defensible choices{could}, the "
        f"{count(len(main), *keep)} direction in {often} of them{firm}; such a share is no "
        "probability."
    )


def _often(least: float, most: float) -> str:
    """80 % or more; where the least is nothing, how far it goes as well."""
    low, high = percent(least), percent(most)
    if low != percent(0):
        return f"{low} or more"
    return low if low == high else f"{low} to {high}"


def _firm(main: pd.DataFrame) -> str:
    """How many of the claims hold whichever choice is changed alone; "" where none could be."""
    if not main["choices"].max():
        return ""
    every = int(main["holds"].eq(main["choices"]).sum())
    held = count_or_none(every, "of them holds", "of them hold")
    return f", and {held} whichever choice is changed alone"


def held_sentences(summary: pd.DataFrame) -> list[str]:
    """How often each main finding holds, one sentence each.

    Parameters
    ----------
    summary : as `multiverse_findings`
    """
    return [_held(row) for row in main_findings(summary).to_dict("records")]


def _held(row: dict) -> str:
    if not row["analyses"]:
        return f"{finding_name(row)}: no analysis of it could be made."
    missing = 1 - row["counterpart"]
    lost = f"; in {percent(missing)} the theme has no counterpart" if round(missing, 2) else ""
    return (
        f"{finding_name(row)}: in {percent(row['same_sign'])} of "
        f"{count(row['analyses'], 'analysis', 'analyses')}, in "
        f"{percent(row['clear'])} with an interval clear of zero{lost}.{_one_by_one(row)}"
    )


def _one_by_one(row: dict) -> str:
    """In how many of the choices a finding holds when each is changed alone, and what undoes it."""
    if not row["choices"] or row["verdict"] != CLEAR:
        return ""
    if row["holds"] == row["choices"]:
        return f" It holds whichever of {count(row['choices'], 'choice')} is changed alone."
    undone = listed(row["undone_by"].split("; "))
    return (
        f" Changed one at a time, it holds in {row['holds'] or 'none'} of "
        f"{count(row['choices'], 'choice')}; undone by {undone}."
    )


def calibration_sentence(table: pd.DataFrame) -> str:
    """How often tests rejected where nothing but chance was left.

    Parameters
    ----------
    table : as `calibration.<model>`
    """
    if table.empty:
        return (
            "How often the tests find a difference where there is none was not tried on these "
            "texts: robustness.calibration_studies is 0, all texts are from one country, or there "
            "are more than robustness.calibration_documents."
        )
    parts = {name: rows.set_index("test") for name, rows in table.groupby("model", sort=True)}
    said = [_rejected(name, tried) for name, tried in parts.items() if tried["refits"].iloc[0]]
    if not said:
        return "The tests could not be calibrated: there are too few texts for another fit."
    lost = int((table["asked"] - table["refits"]).max())
    more = count(lost, "more permutation")
    could = f" ({more} could not be made: too few texts)" if lost else ""
    return (
        f"With the countries of the texts permuted at random and the topics formed again{could}, "
        "only chance is left, and a test should give a p below .05 in one of twenty cases: "
        f"{'; '.join(said)}."
    )


def _rejected(model: str, tried: pd.DataFrame) -> str:
    rejected, tests = tried["rejected"].astype(float), tried["tests"]
    studies = round(rejected["study"] * tests["study"]) or "none"
    return (
        f"with {model_name(model)}, {percent(rejected['pairwise'])} of "
        f"{count(tests['pairwise'], 'test')} of two countries in a theme and "
        f"{percent(rejected['omnibus'])} of {count(tests['omnibus'], 'test')} of all countries in "
        f"a theme did, and {studies} of {count(tests['study'], 'such study', 'such studies')} "
        "would have claimed a difference"
    )


def national_sentences(table: pd.DataFrame) -> list[str]:
    """How many joint themes each country's own model has, and which it does not.

    Parameters
    ----------
    table : as `national_themes`
    """
    sentences = []
    for code, part in table[table["topic"] > 0].groupby("country", sort=False):
        if (part["status"] == NOT_MADE).all():
            sentences.append(
                f"{country_name(code)} has no model of its own: its texts cannot carry "
                f"{count(len(part), 'topic')}."
            )
            continue
        missing = part.loc[part["status"] == NO_COUNTERPART, "theme"].tolist()
        text = f"{country_name(code)}'s own model has {len(part) - len(missing)} of the "
        text += count(len(part), "theme")
        names = listed(f"“{name}”" for name in missing)
        sentences.append(f"{text}; no counterpart: {names}." if missing else f"{text}.")
    return sentences


@dataclass(frozen=True)
class OwnTheme:
    """A theme that one country alone has, told around its words, which are in another language.

    Attributes
    ----------
    country : its code
    before, words, after : parts of what is said
    """

    country: str
    before: str
    words: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}“{self.words}”{self.after}"


@dataclass(frozen=True)
class OwnThemes:
    """What is said of themes that one country alone has.

    Attributes
    ----------
    leading : the largest
    further : the others, in brief
    more : how many these are
    note : what a reader must know of all of them
    """

    leading: list[OwnTheme]
    further: list[OwnTheme]
    more: str
    note: str

    def sentences(self) -> list[str]:
        """The leading ones, how many more there are, and the note."""
        more = [f"{self.more} (tables/national_themes.csv)."] if self.more else []
        return [*map(str, self.leading), *more, *([self.note] if self.note else [])]


def own_themes_of(table: pd.DataFrame) -> OwnThemes:
    """The themes that one country alone has, with their size, the largest first.

    Parameters
    ----------
    table : as `national_themes`
    """
    rows = of_one_country(table).to_dict("records")
    further = [
        OwnTheme(row["country"], f"{country_name(row['country'])}: ", row["words"],
                 f", {percent(row['all_words'])}.")
        for row in rows[MOST_OWN:]
    ]  # fmt: skip
    told = count(len(further), "further theme is", "further themes are")
    more = f"{told} of one country alone" if further else ""
    note = [FOUND_AGAIN] * bool(rows) + _not_told(table)
    return OwnThemes([_own_theme(row) for row in rows[:MOST_OWN]], further, more, " ".join(note))


def _not_told(table: pd.DataFrame) -> list[str]:
    """Why themes are not told that one country alone would have."""
    lost = len(not_found_again(table))
    few = [country_name(code) for code in without_model(table)]
    if lost and few:
        return [
            f"No theme is told as of one country alone: {listed(few)} may have it too, with too "
            "few texts for a model of its own that would show it."
        ]
    if not lost:
        return []
    one, many = (
        f"that one country alone would have {are} not told, since refits to 80 % of its texts do "
        f"not give {them} again (tables/national_themes.csv)."
        for are, them in (("is", "it"), ("are", "them"))
    )
    return [count(lost, f"theme {one}", f"themes {many}")]


def own_theme_sentences(table: pd.DataFrame) -> list[str]:
    """The same, a sentence each; none where no country has such a theme.

    Parameters
    ----------
    table : as `national_themes`
    """
    return own_themes_of(table).sentences()


def _own_theme(row: dict) -> OwnTheme:
    sure = ""
    if pd.notna(row["low"]):
        sure = f" (interval {interval(row['low'], row['high'])} %)"
    after = (
        f": {percent(row['all_words'])} of all content words of its texts{sure}. Neither a theme "
        "that the countries share nor one of another country's own model is like it; "
        f"{_words_elsewhere(row['words_elsewhere'])}; "
        f"{percent(row['own_weight'])} of its weight lies on words that take no part."
    )
    before = f"{country_name(row['country'])} alone has the theme "
    return OwnTheme(row["country"], before, row["words"], after)


def _words_elsewhere(part: float) -> str:
    """How far other countries have the leading words of a theme."""
    if part < LEAST:
        return "no other country has its leading words"
    return f"of the use of its leading words {percent(part)} is found in another country too"
