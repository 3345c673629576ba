"""What standard models would say of the themes: gensim's LDA, scikit-learn's LDA and NMF.

The study's two models begin at the same association of concepts, so that nothing follows from their
being alike. These three are called as their users call them, on the raw counts of the shared
concepts. The study's model takes no start, weight or choice of words from them, nor they from it
(that both use parts of these packages is no step that they share).

Models of the same texts are alike to some degree even where they have no theme in common: topics
hold the frequent concepts, those of a country go together, and a one-to-one match takes the best
there is. So each likeness stands beside that of chance, where the concepts of the standard model
have changed places with others of the same country and about the same frequency. What is kept is
how many topics there are, how steep and how distinct each is; what is lost is which concept is
which. Models fitted to texts whose words were drawn anew from their country's rates are about as
like the study's themes as that (`benchmarks/chance.py`), and would each take another fit.
"""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
import pandas as pd
from scipy import sparse
from threadpoolctl import threadpool_limits

from ..topics.association import bounded
from ..topics.fitting import TooFewTexts, check_size
from ..topics.model import TopicModel, normalised
from ..topics.one_thread import one_thread
from ..topics.run import FittedTopics
from ..topics.training import Formation, TrainingCounts, from_concept_counts
from ..vocabulary.counts import ConceptCounts

PASSES = 10  # gensim's default is one; its manual and its users take more


@dataclass(frozen=True)
class StandardModel(TopicModel):
    """A model of another package, called as its users call it.

    Attributes
    ----------
    estimator : the package's own object, fitted
    """

    estimator: Any = None

    @classmethod
    def fit(cls, counts: TrainingCounts, k: int, seed: int) -> Self:
        """Form topics on the raw counts (see `TopicModel.fit`)."""
        with one_thread(), bounded():
            estimator, topics = cls._fitted(counts.raw.astype(np.float64), k, seed)
        topics = normalised(np.asarray(topics, dtype=np.float64))
        return cls(counts.concepts, topics, np.array([]), counts.rates, estimator=estimator)

    @classmethod
    @abstractmethod
    def _fitted(cls, counts: sparse.csr_matrix, k: int, seed: int) -> tuple[Any, np.ndarray]:
        """The package's object, and its topics, K × V."""

    def infer(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Shares of texts as the package gives them, topics held fast."""
        with threadpool_limits(1):
            return normalised(self.estimator.transform(counts.astype(np.float64)))

    def draws(
        self, counts: sparse.csr_matrix, number: int, rng: np.random.Generator
    ) -> Iterator[np.ndarray]:
        """The shares themselves, each time: these models do not say how sure they are."""
        return (self.transform(counts) for _ in range(number))


class GensimLda(StandardModel):
    """gensim's LdaModel: online variational Bayes (Hoffman, Blei & Bach 2010)."""

    name: ClassVar[str] = "gensim LDA"

    @classmethod
    def _fitted(cls, counts: sparse.csr_matrix, k: int, seed: int) -> tuple[Any, np.ndarray]:
        from gensim.models import LdaModel  # slow to load, as is scikit-learn

        words = dict(enumerate(map(str, range(counts.shape[1]))))
        model = LdaModel(
            _bags(counts), num_topics=k, id2word=words, passes=PASSES, alpha="symmetric",
            random_state=seed,
        )  # fmt: skip
        return model, model.get_topics()

    def infer(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Shares of texts from the variational posterior."""
        with threadpool_limits(1):
            return normalised(self.estimator.inference(_bags(counts))[0].astype(np.float64))


class SklearnLda(StandardModel):
    """scikit-learn's LatentDirichletAllocation: variational Bayes in batch."""

    name: ClassVar[str] = "scikit-learn LDA"

    @classmethod
    def _fitted(cls, counts: sparse.csr_matrix, k: int, seed: int) -> tuple[Any, np.ndarray]:
        from sklearn.decomposition import LatentDirichletAllocation

        model = LatentDirichletAllocation(k, random_state=seed).fit(counts)
        return model, model.components_


class SklearnNmf(StandardModel):
    """scikit-learn's NMF of the texts' tf-idf."""

    name: ClassVar[str] = "scikit-learn NMF"

    @classmethod
    def _fitted(cls, counts: sparse.csr_matrix, k: int, seed: int) -> tuple[Any, np.ndarray]:
        from sklearn.decomposition import NMF
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.pipeline import make_pipeline

        model = make_pipeline(TfidfTransformer(), NMF(k, random_state=seed)).fit(counts)
        return model, model[-1].components_


STANDARD: tuple[type[StandardModel], ...] = (GensimLda, SklearnLda, SklearnNmf)


def _bags(counts: sparse.csr_matrix) -> list[list[tuple[int, float]]]:
    """The texts as gensim reads them."""
    places = np.split(counts.indices, counts.indptr[1:-1])
    times = np.split(counts.data, counts.indptr[1:-1])
    return [list(zip(*map(np.ndarray.tolist, text), strict=True))
            for text in zip(places, times, strict=True)]  # fmt: skip


@dataclass(frozen=True)
class StandardFits:
    """The standard models of a study's counts.

    Attributes
    ----------
    models : each fitted once, with the shares of all units; none where the texts cannot carry them
    texts, of_texts : units that they were fitted to, and of how many these were drawn
    rates : countries × V, how often each country uses each concept there; rows sum to 1
    """

    models: list[FittedTopics]
    texts: int
    of_texts: int
    rates: np.ndarray


def fit_standard(counts: ConceptCounts, k: int, most: int, seed: int) -> StandardFits:
    """Fit each standard model once, to the raw counts of the shared concepts.

    Parameters
    ----------
    k : number of topics, the study's
    most : number of units; where there are more, so many are drawn at random

    Returns
    -------
    The models, and what they were fitted to
    """
    known = from_concept_counts(counts, Formation(equalise=False))
    training = _mixed(known.sampled(most, seed), seed)
    codes = np.unique(training.countries)
    used = [training.raw[training.countries == code].sum(axis=0, dtype=float) for code in codes]
    rates = normalised(np.array(used, dtype=float).reshape(len(codes), -1))
    matrix = counts.matrix[:, counts.shared].tocsr()
    models = []
    try:
        check_size(training, k)
        models = [kind.fit(training, k, seed) for kind in STANDARD]
    except TooFewTexts:
        pass
    fitted = [FittedTopics(one, one.transform(matrix), pd.DataFrame()) for one in models]
    return StandardFits(fitted, training.raw.shape[0], known.raw.shape[0], rates)


def _mixed(counts: TrainingCounts, seed: int) -> TrainingCounts:
    """The texts in random order: gensim learns from chunks, which must not be single countries."""
    return counts.rows(np.random.default_rng(seed).permutation(counts.raw.shape[0]))
