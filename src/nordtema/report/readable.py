"""Tables as people read them: percentage points, an interval in one cell, few columns.

The whole tables, with all their columns, stand in `results/tables`.
"""

from collections.abc import Callable

import pandas as pd

from ..comparison.corrected import NOT_CODED
from ..formats import (
    DAGGER,
    decimal,
    in_points,
    interval,
    language_name,
    pair_name,
    percent,
    probability,
    signed_points,
)
from ..languages import COUNTRIES, LANGUAGES
from ..vocabulary.comparable import UNEVEN
from ..vocabulary.headwords import headword


def designed_table(planted: pd.DataFrame) -> pd.DataFrame:
    """Designed and estimated differences of the planted themes.

    Parameters
    ----------
    planted : as `robustness.recovery.designed_contrasts` returns it
    """
    return pd.DataFrame(
        {
            "theme": planted["theme"],
            "pair": _pair(planted),
            "designed": _written(planted["designed"], signed_points),
            "estimated": _written(planted["difference"], signed_points),
            "interval": _range(planted["low"], planted["high"]),
            "language effect": _range(planted["language_low"], planted["language_high"]),
            "verdict": planted["verdict"],
        }
    )


def uneven_table(concepts: pd.DataFrame) -> pd.DataFrame:
    """Concepts that the norms do not use alike: their headwords, and the parallel units with them.

    Parameters
    ----------
    concepts : as `vocabulary.concepts_to_review` returns it
    """
    units = concepts[[f"n_{code}" for code in LANGUAGES]].astype(int).to_numpy().tolist()
    return pd.DataFrame(
        {
            **{language_name(code): concepts[code].map(_headword) for code in LANGUAGES},
            "frequency": concepts["frequency"],
            f"units {'/'.join(LANGUAGES)}": [" / ".join(map(str, row)) for row in units],
            "imbalance": _written(concepts["imbalance"], percent),
            "harm": concepts["harm"].round().astype(int),
        }
    )


def own_words_table(words: pd.DataFrame, audited: pd.DataFrame, most: int = 3) -> pd.DataFrame:
    """The leading words of one country in each theme, a dagger behind uneven ones.

    Parameters
    ----------
    words : as `topics.own_words_of_countries` returns them
    audited : concept, comparable
    most : words a theme and country
    """
    uneven = set(audited.loc[audited["comparable"] == UNEVEN, "concept"])
    shown = words[words["rank"] <= most]
    marks = [DAGGER if name in uneven else "" for name in shown["concept"]]
    return shown.assign(words=shown["words"] + marks).drop(columns="concept")


def contrast_table(contrasts: pd.DataFrame) -> pd.DataFrame:
    """All differences between two groups, with what the tests say of them.

    Parameters
    ----------
    contrasts : as `comparison.contrasts` returns it
    """
    return pd.DataFrame(
        {
            "topic": contrasts["topic"],
            "pair": _pair(contrasts),
            "points": _written(contrasts["difference"], signed_points),
            "interval": _range(contrasts["low"], contrasts["high"]),
            "crude": _written(contrasts["crude"], signed_points),
            "q": _written(contrasts["q"], probability),
            "q chance": _written(contrasts["q_chance"], probability),
            "detectable": _written(contrasts["detectable"], in_points),
            "undone by": _written(contrasts["undone_by"], percent),
            "verdict": contrasts["verdict"],
            "because": contrasts["reason"],
        }
    )


def coded_table(codes: pd.DataFrame) -> pd.DataFrame:
    """Differences of the themes that people have coded: the model's, corrected, and people's alone.

    Parameters
    ----------
    codes : as `comparison.what_people_say` gives the differences
    """
    sought = codes[codes["reason"] != NOT_CODED]
    pairs = zip(sought["group_a"], sought["group_b"], strict=True)
    return pd.DataFrame(
        {
            "topic": sought["topic"],
            "pair": [pair_name(*pair) for pair in pairs],
            "points": _written(sought["difference"], signed_points),
            "corrected": _written(sought["corrected"], signed_points),
            "95 % interval": _range(sought["low"], sought["high"]),
            "people alone": _written(sought["people"], signed_points),
            "coded": [f"{a} / {b}" for a, b in sought[["coded_a", "coded_b"]].to_numpy(int)],
            "remark": sought["reason"],
        }
    )


def standard_table(themes: pd.DataFrame) -> pd.DataFrame:
    """A row a theme: how like its counterpart in each standard model is, and the difference there.

    Parameters
    ----------
    themes : as `robustness.chance.standard_themes` returns it
    """
    wide = themes.drop_duplicates("topic").set_index("topic")
    table = pd.DataFrame({"theme": wide["theme"], "found by": wide["found_by"],
                          "pair": _known_pair(wide),
                          "points": _written(wide["difference"], signed_points)})  # fmt: skip
    for model, part in themes.groupby("model", sort=False):
        rows = part.set_index("topic")
        alike = _written(rows["similarity"], _two_decimals)
        differs = _written(rows["standard_difference"], signed_points)
        told = (alike + " (" + differs + ")").where(differs != "–", alike)
        table[model] = told.where(rows["found"] == 1, "no counterpart")
    return table.reset_index(drop=True)


def shared_table(shared: pd.DataFrame) -> pd.DataFrame:
    """Differences in themes of LDA and NMF that stand side by side.

    Parameters
    ----------
    shared : as `robustness.agreement.shared_findings` returns it
    """
    return pd.DataFrame(
        {
            "theme": shared["theme"],
            "pair": _pair(shared),
            "LDA": _written(shared["lda_difference"], signed_points),
            "NMF": _written(shared["nmf_difference"], signed_points),
            "LDA says": shared["lda_verdict"],
            "NMF says": shared["nmf_verdict"],
        }
    )


def diagnostics_table(diagnostics: pd.DataFrame) -> pd.DataFrame:
    """How far each theme can be trusted, two decimals a measure.

    Parameters
    ----------
    diagnostics : as `topics.diagnostics.diagnose` returns it
    """
    names = {
        "npmi": "NPMI", "npmi_nb": "nb", "npmi_nn": "nn", "npmi_da": "da", "npmi_sv": "sv",
        "exclusivity": "exclusive", "share_correlation": "shares alike",
        "likeness": "weights alike", "stability": "words alike", "stability_ceiling": "ceiling",
        "language_entropy": "entropy",
    }  # fmt: skip
    measures = {short: _written(diagnostics[name], _two_decimals) for name, short in names.items()}
    return pd.DataFrame({"topic": diagnostics["topic"], **measures, "flag": diagnostics["flag"]})


def excluded_table(excluded: pd.DataFrame) -> pd.DataFrame:
    """Concepts that topics are not formed on, each as its headwords.

    Parameters
    ----------
    excluded : as `vocabulary.audit.exclusions` returns it
    """
    words = {norm.name: excluded[code].map(headword) for code, norm in LANGUAGES.items()}
    texts = {country.name: excluded[code] for code, country in COUNTRIES.items()}
    return pd.DataFrame({**words, "reason": excluded["reason"], **texts})


def multiverse_table(summary: pd.DataFrame) -> pd.DataFrame:
    """In what share of the analyses each difference is seen.

    Parameters
    ----------
    summary : as `robustness.multiverse.summarise` returns it
    """
    seen = {"counterpart": "counterpart", "same sign": "same_sign", "clear": "clear"}
    shares = {name: _written(summary[column], percent) for name, column in seen.items()}
    return pd.DataFrame(
        {
            "theme": summary["theme"],
            "pair": _pair(summary),
            "study": _written(summary["difference"], signed_points),
            **shares,
            "range": _range(summary["smallest"], summary["largest"]),
            "holds": summary["holds"].astype(str) + " of " + summary["choices"].astype(str),
            "undone by": [
                _few(options) if held else "–"
                for options, held in zip(summary["undone_by"], summary["holds"], strict=True)
            ],
        }
    )


def _few(options: str, most: int = 3) -> str:
    """The first of a list that `; ` divides, and how many more there are."""
    every = options.split("; ")
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return "; ".join(every[:most]) + more


def _written(values: pd.Series, form: Callable[[float], str]) -> pd.Series:
    """Each number in that form; a dash where there is none (read from a file it is empty text)."""
    numbers = pd.to_numeric(values, errors="coerce")
    return numbers.map(form, na_action="ignore").astype(object).where(numbers.notna(), "–")


def _headword(cell: str) -> str:
    return headword(cell) or "–"


def _pair(table: pd.DataFrame) -> list[str]:
    return [pair_name(*pair) for pair in zip(table["country_a"], table["country_b"], strict=True)]


def _known_pair(table: pd.DataFrame) -> pd.Series:
    """The pair of each row; a dash where there is none."""
    known = table["country_a"].fillna("") != ""
    return pd.Series(_pair(table), table.index, dtype=object).where(known, "–")


def _range(low: pd.Series, high: pd.Series) -> list[str]:
    """From one to the other; a dash where either is not known."""
    ends = zip(*(pd.to_numeric(end, errors="coerce") for end in (low, high)), strict=True)
    return [interval(a, b) if pd.notna(a) and pd.notna(b) else "–" for a, b in ends]


def _two_decimals(value: float) -> str:
    return decimal(value, 2)
