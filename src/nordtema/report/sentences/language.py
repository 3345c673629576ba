"""What is said of the effect of language: on which control text it is measured, and how well."""

import numpy as np
import pandas as pd

from ...comparison.run import PARAGRAPHS
from ...formats import count, count_or_none, decimal, percent, points

SHORT = 0.67  # part of the documents' length below which the control's texts are short


def control_sentence(control: pd.DataFrame) -> str:
    """Which control text was used, what it covers, and what would be better.

    Parameters
    ----------
    control : as `control_table` returns it
    """
    row = control.iloc[0]
    if not row["themes"]:
        return ""
    if row["control"] == "none":
        return "There is no control text: country and language cannot be told apart in this study."
    missed, themes = int(row["themes"] - row["checked"]), int(row["themes"])
    told = _measured_on(row) + _themes_in_it(missed, themes) + _taken_for(row, missed)
    if missed:
        told += (
            f" {'Extend' if row['control'] == 'own' else 'Write'} parallel.csv on your subject "
            f"(about {count(PARAGRAPHS * themes, 'paragraph')}, {PARAGRAPHS} a theme, each in all "
            "four norms; see README)."
        )
    if row["length"] < SHORT:
        told += (
            " A theme has too few paragraphs to be joined to texts as long as the documents: they "
            f"have {percent(row['length'])} of the length, and in short texts language shows less."
        )
    if pd.notna(row["largest_effect"]):
        told += f" The largest effect is {points(row['largest_effect'])}."
    if row["machine"]:
        told += (
            f" Of its paragraphs {count_or_none(row['machine'], 'is a draft', 'are drafts')} of a "
            "program of translation that nobody has corrected; what the program makes of words "
            "counts as language there."
        )
    return told


def _measured_on(row: pd.Series) -> str:
    """Whose control text it is, and how long."""
    whose = "the study's own control text"
    if row["control"] != "own":
        whose = "the control text that comes with nordtema, on organisations in social media"
    return (
        f"The effect of language is measured on {whose} "
        f"({count(row['paragraphs'], 'paragraph')}, the same in every norm)."
    )


def _themes_in_it(missed: int, themes: int) -> str:
    """In how many themes the control text can measure language."""
    if missed:
        return (
            f" Of {count(themes, 'theme')} {missed} cannot be checked on it: their leading words "
            "are lacking in some norm, or it has hardly anything on them."
        )
    every = f"all {themes} themes" if themes > 1 else "the only theme"
    return f" Enough of the leading words of {every} occur in it in every norm."


def _taken_for(row: pd.Series, missed: int) -> str:
    """What is done about language: its effect is taken off, or it is a random effect."""
    told = ""
    checked = int(row["checked"]) if row["control"] == "own" else 0
    if checked:
        of = f"the other {checked}" if missed else "these themes" if checked > 1 else "this theme"
        told = f" In {of} its effect is taken off the differences."
    if missed or not checked:
        of = "the rest" if checked else "every theme"
        told += f" In {of} language is taken to be as strong as in the themes of the control text"
        if pd.notna(row["spread"]):
            told += f" (a factor of about {decimal(float(np.exp(row['spread'])), 2)})"
        told += "."
    return told
