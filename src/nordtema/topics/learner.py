"""gensim's LDA, its texts given as one matrix and their shares inferred by collapsed updates.

gensim keeps the topics and updates them in batch; of its own inference nothing is left, which takes
texts one by one and begins anew in every pass. Here a pass begins with the shares of the one
before, and they are those that texts are measured by afterwards (see `collapsed`).
"""

from typing import Any, Self

import numpy as np
from gensim.models import LdaModel
from scipy import sparse

from .collapsed import posterior, words_of_topics
from .model import normalised

CHUNK = 1000  # texts that are in memory beside their counts


class CollapsedLda(LdaModel):  # type: ignore[misc]
    """Learns topics from counts, pass by pass.

    Parameters
    ----------
    counts : N × V
    start : K × V, the topics of the first pass; rows sum to 1
    prior : K, of the texts' shares
    informed : K × V, prior of the topics beside the flat one

    Attributes
    ----------
    weights : N × K, parameters of the texts' shares
    flat : words, the prior of each concept in each topic
    """

    def __init__(
        self, counts: sparse.csr_matrix, start: np.ndarray, prior: np.ndarray, informed: np.ndarray
    ) -> None:
        self._counts, self._informed = counts, informed
        length = np.asarray(counts.sum(axis=1, dtype=np.float64))
        self.weights = prior + length / len(start)
        super().__init__(
            num_topics=len(start), id2word=dict(enumerate(map(str, range(counts.shape[1])))),
            alpha=prior, eta=informed, eval_every=None, random_state=1, dtype=np.float64,
        )  # fmt: skip
        self.state.sstats[...] = start * counts.sum() / len(start)
        self.smooth(0.0)

    @property
    def topics(self) -> np.ndarray:
        """K × V, rows sum to 1."""
        return normalised(self.state.get_lambda().astype(np.float64))

    def smooth(self, flat: float) -> Self:
        """Take another flat prior for what the topics hold, and for the passes to come.

        Parameters
        ----------
        flat : words

        Returns
        -------
        The same learner
        """
        self.flat = flat
        self.eta = self.state.eta = self._informed + flat
        return self

    def learn(self) -> Self:
        """One pass over the texts."""
        self.state.numdocs = 0  # gensim adds the texts of every call to those it knows
        self.update(range(self._counts.shape[0]), chunksize=CHUNK, decay=0.0, update_every=0)
        return self

    def known(self) -> tuple[float, np.ndarray, np.ndarray]:
        """What has been learnt so far, to be gone back to."""
        return self.flat, self.state.sstats.copy(), self.weights.copy()

    def back_to(self, known: tuple[float, np.ndarray, np.ndarray]) -> None:
        """Undo what was learnt since.

        Parameters
        ----------
        known : as `known` gave it
        """
        flat, self.state.sstats[...], self.weights[...] = known
        self.smooth(flat)

    def inference(self, chunk: list[int], collect_sstats: bool = False) -> tuple[np.ndarray, Any]:
        """Parameters of the texts' shares, and the words of each topic where they are asked for."""
        counts, topics = self._counts[chunk], self.topics
        self.weights[chunk] = posterior(counts, topics, self.alpha, self.weights[chunk])
        found = words_of_topics(counts, topics, self.weights[chunk]) if collect_sstats else None
        return self.weights[chunk], found
