"""Which differences between groups are more than chance, more than language, or none to speak of?

Each theme and pair is one effect: the difference of two mean shares, less the effect of language
where the control has measured it on texts of the corpus's own kind. Test, interval and q are of
this effect and of one reference distribution (`inference`), so that they cannot contradict each
other. *Chance* columns leave language out: they say what a difference is that is not told from
language.

Two groups are alike where their ratio is shown to lie within bounds that the study names, by two
one-sided tests (Schuirmann 1987): a less than δ times b, and b less than δ times a.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control

from ..study import Comparison
from .control import LanguageEffect
from .inference import Source, Weighting
from .sample import Sample
from .testing import Form, Tested, fewest_clusters, tests
from .verdicts import Reason, verdict_of

COLUMNS = (
    "topic", "country_a", "country_b", "difference", "low", "high", "ratio", "p", "q",
    "language_effect", "language_low", "language_high", "verdict", "reason", "detectable", "crude",
    "chance_low", "chance_high", "q_chance", "q_alike", "checked", "undone_by",
)  # fmt: skip


@dataclass(frozen=True)
class Sources:
    """What makes the means of a pair uncertain beside its documents.

    Attributes
    ----------
    model : refits of the model; empty where there are none
    language : what language makes of the pair; None where its groups write alike
    known : whether anything is known of language, or it is of no matter
    """

    model: tuple[Source, ...] = ()
    language: LanguageEffect | None = None
    known: bool = True


@dataclass(frozen=True)
class Effects:
    """Effects of all pairs and themes.

    Attributes
    ----------
    told : differences less language, with its uncertainty
    chance : as if there were one language
    alike, q_alike : pairs × K, p and q of the two one-sided tests
    """

    told: Tested
    chance: Tested
    alike: np.ndarray
    q_alike: np.ndarray


def effects_of(
    sample: Sample,
    weightings: list[Weighting],
    sources: list[Sources],
    rules: Comparison,
    seed: int,
) -> Effects:
    """Test every theme and pair, all together.

    Parameters
    ----------
    weightings, sources : of each pair
    rules : permutations (draws behind each p), q, error_rate, alike
    seed : of the draws

    Returns
    -------
    Effects, with and without language, and whether groups are alike
    """
    kinds: list[list[Form]] = [[], [], [], []]
    for weighting, source in zip(weightings, sources, strict=True):
        shift: np.ndarray | float = 0.0
        every = source.model
        if source.language:
            shift = source.language.shift
            every = (*every, source.language.source(weighting.means(sample.shares)))
        ratio = rules.alike
        kinds[0].append(Form(1, -1, shift, every))
        kinds[1].append(Form(1, -1, 0.0, source.model))
        kinds[2].append(Form(1, -ratio, shift, every, below=True))
        kinds[3].append(Form(-ratio, 1, -ratio * shift, every, below=True))
    told, chance, above, below = tests(
        sample, weightings, kinds, rules.permutations, rules.q, seed, rules.error_rate
    )
    p = np.maximum(above.p, below.p)
    return Effects(told, chance, p, _alike(p, above, below, rules))


def _alike(p: np.ndarray, above: Tested, below: Tested, rules: Comparison) -> np.ndarray:
    """q of both one-sided tests together; each side may make a false claim of its own."""
    if rules.error_rate == "fwer":
        return np.minimum(2 * np.maximum(above.q, below.q), 1.0)
    return false_discovery_control(p, axis=None).reshape(p.shape)


def contrast_table(
    sample: Sample,
    weightings: list[Weighting],
    sources: list[Sources],
    effects: Effects | None,
    rules: Comparison,
    crude: pd.DataFrame,
    aside: dict[int, Reason] | None = None,
    unit: bool = True,
) -> pd.DataFrame:
    """Effects with intervals, tests, the language effect and a verdict.

    Parameters
    ----------
    weightings, sources : of each pair
    effects : as `effects_of` gives them
    rules : q, minimum_clusters
    crude : mean shares, K × groups, before anything was made equal
    aside : {topic: why nothing is claimed of it}
    unit : whether the unit of the study holds what belongs together

    Returns
    -------
    DataFrame with the columns of `COLUMNS`, a row for each theme and pair, themes first
    """
    if effects is None:
        return pd.DataFrame(columns=list(COLUMNS))
    parts = [
        _pair_rows(sample, weighting, source, effects, place, crude)
        .assign(
            q_alike=effects.q_alike[place],
            few=fewest_clusters(sample, weighting) < rules.minimum_clusters,
        )
        for place, (weighting, source) in enumerate(zip(weightings, sources, strict=True))
    ]  # fmt: skip
    table = pd.concat(parts, ignore_index=True)
    told = [
        verdict_of(row, rules.q, (aside or {}).get(row["topic"], Reason.NONE), unit)
        for row in table.to_dict("records")
    ]
    table["verdict"] = [str(verdict) for verdict, _ in told]
    table["reason"] = [str(reason) for _, reason in told]
    return table.sort_values("topic", kind="stable")[list(COLUMNS)].reset_index(drop=True)


def _pair_rows(
    sample: Sample, weighting: Weighting, source: Sources, effects: Effects, place: int,
    crude: pd.DataFrame,
) -> pd.DataFrame:  # fmt: skip
    """A row for each theme of a pair, but for its verdict."""
    a, b = weighting.pair
    first, second = weighting.means(sample.shares)
    told, chance = effects.told, effects.chance
    missing = np.isnan(told.error[place])
    value, (low, high) = told.value[place], (end[place] for end in told.interval)
    chance_low, chance_high = (end[place] for end in chance.interval)
    return pd.DataFrame(
        {
            "topic": np.arange(1, len(first) + 1), "country_a": a, "country_b": b,
            "difference": value, "low": low, "high": high,
            "ratio": np.maximum(second + value, 0) / np.maximum(second, 1e-4),
            "p": np.where(missing, np.nan, told.p[place]),
            "q": np.where(missing, np.nan, told.q[place]),
            **_language_columns(source, len(first)),
            "detectable": told.detectable[place],
            "crude": (crude[a] - crude[b]).to_numpy(),
            "chance_low": chance_low, "chance_high": chance_high,
            "q_chance": np.where(missing, np.nan, chance.q[place]),
            "undone_by": undone_by(low, high, first, second),
        }
    )  # fmt: skip


def undone_by(
    low: np.ndarray, high: np.ndarray, first: np.ndarray, second: np.ndarray
) -> np.ndarray:
    """How large a loss of words would let chance do; missing where the interval holds 0 as it is.

    If the smaller group had lost so large a part of its words of the theme (bad links, words of its
    own), its share without that loss would reach the near end of the interval.

    Parameters
    ----------
    low, high : K, the interval of first less second
    first, second : K, mean shares

    Returns
    -------
    K, from 0 to 1
    """
    near = np.where(low > 0, low, np.where(high < 0, -high, np.nan))
    smaller = np.maximum(np.where(low > 0, second, first), 0)
    return near / np.maximum(smaller + near, 1e-12)


def _language_columns(source: Sources, k: int) -> dict[str, np.ndarray]:
    """The language effect of a pair with its interval, whether it was checked, and is known."""
    effect = source.language
    if effect is None:
        value = np.full(k, 0.0 if source.known else np.nan)
        known = np.full(k, source.known)
        return {"language_effect": value, "language_low": value, "language_high": value,
                "checked": known, "known": known}  # fmt: skip
    low, high = np.clip(np.quantile(effect.draws, [0.025, 0.975], axis=0), -1, 1)
    return {"language_effect": effect.mean, "language_low": low, "language_high": high,
            "checked": effect.checked, "known": effect.known}  # fmt: skip


def omnibus_table(effects: Effects | None) -> pd.DataFrame:
    """Is there any difference between the groups? Per theme, and one row `all` for all at once.

    Parameters
    ----------
    effects : as `effects_of` gives them; None where nothing is compared

    Returns
    -------
    DataFrame with topic (a number as text, or `all`), statistic (the largest difference of two
    groups in standard errors, as if there were one language), p, q (of all themes together)
    """
    columns = ["topic", "statistic", "p", "q"]
    if effects is None:
        return pd.DataFrame(columns=columns)
    chance = effects.chance
    largest = np.fmax.reduce(np.abs(chance.value / chance.error), axis=0)
    topics = [str(number) for number in range(1, len(largest) + 1)]
    return pd.DataFrame(
        {"topic": [*topics, "all"], "statistic": [*largest, np.fmax.reduce(largest)],
         "p": [*chance.topic_p, chance.all_p], "q": [*np.min(chance.q, axis=0), chance.all_p]}
    )  # fmt: skip
