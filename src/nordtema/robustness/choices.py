"""The defensible choices of a study, and the analyses that they make together.

Each choice has a declared set of options, to which the study's own belongs in any case. The full
multiverse is every combination (Steegen, Tuerlinckx, Gelman & Vanpaemel 2016, "Increasing
transparency through a multiverse analysis"); the quick one is the part of it that lies close to the
study, cut by a rule that knows the size of the corpus and not the clock.
"""

from dataclasses import asdict, astuple, dataclass, replace
from itertools import product

import pandas as pd

from ..study import Study
from ..topics.fitting import LEAST_TOPICS
from .inferences import WELCH, Inference, found_clusters, found_makeups, own_inference

NEAR = 2  # the quick multiverse departs from the study in so many choices at most
LARGE = 2000  # texts from which it departs in one at most


Counting = tuple[str, str, float, str]  # unit, words, link threshold, shared words


@dataclass(frozen=True)
class Choices:
    """One way of doing the whole analysis.

    Attributes
    ----------
    k_factor : number of topics as a multiple of the study's
    model : "lda" or "nmf"
    unit : "paragraph", "post" or "document"
    words : "telling" concepts, which are not light, "all", or "nouns" alone
    link_threshold : probability from which a cognate link is counted
    shared_words : "countries", "languages" or "any"
    meaning : "used" or "unused", vectors of meaning where the texts say little
    resample : 0: topics formed on all texts; else the seed by which 80 % of them are drawn
    weight : "documents" or "tokens"
    cluster : what counts as one independent text
    test : "bootstrap", "Welch" or "permutation"
    made_equal : what is made equal between groups
    """

    k_factor: float
    model: str
    unit: str
    words: str
    link_threshold: float
    shared_words: str
    meaning: str
    resample: int
    weight: str
    cluster: str
    test: str
    made_equal: str

    @property
    def inference(self) -> Inference:
        """How the differences are weighed and tested."""
        return Inference(self.weight, self.cluster, self.test, self.made_equal)

    @property
    def counting(self) -> Counting:
        """What the counts depend on: unit, words, links, shared words."""
        return self.unit, self.words, self.link_threshold, self.shared_words

    @property
    def formation(self) -> "Choices":
        """What the fit depends on: all but the inference, which is put to fixed values."""
        return replace(self, weight="documents", cluster="", test="", made_equal="")

    def departures(self, other: "Choices") -> int:
        """In how many choices two analyses differ.

        Welch's test takes documents one by one, so that other clusters are no further departure.

        Parameters
        ----------
        other : analysis

        Returns
        -------
        0 for the same analysis
        """
        mine, theirs = asdict(self), asdict(other)
        if WELCH in (self.test, other.test):
            mine["cluster"] = theirs["cluster"]
        return sum(mine[name] != theirs[name] for name in mine)


def own_choices(study: Study) -> Choices:
    """The choices of the study itself.

    Returns
    -------
    The analysis with all words, on all texts
    """
    rules = study.vocabulary
    return Choices(
        1.0, study.about.main_model, study.corpus.unit, rules.formed_on,
        rules.review if rules.use_review_links else rules.accept, rules.shared_words,
        "used" if study.topics.meaning else "unused", 0,
        *astuple(own_inference(study.comparison)),
    )  # fmt: skip


@dataclass(frozen=True)
class Found:
    """Options that the corpus itself offers.

    Attributes
    ----------
    clusters : what may be one independent text
    makeups : what may be made equal
    """

    clusters: tuple[str, ...] = ()
    makeups: tuple[str, ...] = ()


def options_found(documents: pd.DataFrame, units: pd.DataFrame, study: Study) -> Found:
    """What the corpus of a study offers to be taken for one text, and to be made equal.

    Parameters
    ----------
    documents : status and the columns of the corpus
    units : as `units.<model>`

    Returns
    -------
    The options, the study's own among them
    """
    kept = documents[documents["status"] == "kept"]
    rules = study.comparison
    return Found(found_clusters(rules, units), found_makeups(kept, rules))


def declared(study: Study, texts: int, found: Found = Found()) -> list[Choices]:
    """All analyses of the study's multiverse, its own first.

    In the full one, too, other tests, clusters and make-ups are taken near the study alone.

    Parameters
    ----------
    texts : number of texts of the study; the quick multiverse is smaller where there are many
    found : options that the corpus offers

    Returns
    -------
    Every combination of options, or those near the study
    """
    own, rules = own_choices(study), study.robustness
    options = (rules.k_factors, rules.models, rules.units, rules.words, rules.link_thresholds,
               rules.shared_words, rules.meanings, rules.resamples, rules.weights,
               found.clusters, rules.tests, found.makeups)  # fmt: skip
    sets = [dict.fromkeys([mine, *more]) for mine, more in zip(_values(own), options, strict=True)]
    near = NEAR if texts <= LARGE else 1
    every = (Choices(*values) for values in product(*sets))
    return [one for one in every if _is_taken(one, own, near, rules.multiverse == "full")]


def _is_taken(one: Choices, own: Choices, near: int, full: bool) -> bool:
    """Whether an analysis is made."""
    as_own = replace(own.inference, weight=one.weight) == one.inference
    if full and as_own:
        return True
    return one.departures(own) <= near and (as_own or one.inference.possible)


def analyses_of(
    study: Study, k_of: dict[str, int], texts: int, found: Found = Found()
) -> dict[Choices, int]:
    """All analyses with their numbers of topics; of several that come to the same the first stays.

    Parameters
    ----------
    k_of : the study's own number of topics for each model
    texts, found : as for `declared`

    Returns
    -------
    Number of topics of each analysis
    """
    first: dict[tuple, Choices] = {}
    k = {}
    for one in declared(study, texts, found):
        number = max(LEAST_TOPICS, round(k_of[one.model] * one.k_factor))
        if first.setdefault((number, *_values(one)[1:]), one) is one:
            k[one] = number
    return k


def _values(choices: Choices) -> tuple:
    return tuple(asdict(choices).values())
