"""Pairs of concepts that stand together more often than by chance.

A pair stands side by side (*sosiale medier*) or over one stop word that joins (*barn og unge*); the
two are counted apart, and each joining word by itself.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from .lexicon import joints, stop_name
from .tokens import EncodedCorpus

MINIMUM_COUNT = 5
MINIMUM_NPMI = 0.45  # at .35 terms of two norms alone draw topics to countries (parliament)
CHUNK = 2_000_000  # tokens whose neighbours are looked at at a time
BESIDE = ""  # what joins two words that stand side by side
PAIR = ["ca", "joint", "cb"]


class Pairs:
    """Pairs of words of a corpus that can be collocations."""

    def __init__(self, corpus: EncodedCorpus, concept: np.ndarray):
        """Look at a corpus.

        Parameters
        ----------
        corpus : the encoded corpus
        concept : number of the concept of each lemma; -1 for those that make no term
        """
        self.corpus, self.concept = corpus, concept
        self.norm, self.norms = pd.factorize(corpus.lemmas["language"])
        stops = zip(corpus.stops["language"], corpus.stops["form"], strict=True)
        meanings = [joints(language).get(form) for language, form in stops]
        number, self.joints = pd.factorize(pd.Series(meanings, dtype=object))
        self.joints = [BESIDE, *self.joints]
        self._joint_of_stop = number + 1  # 0: it joins nothing

    def collocations(self) -> pd.DataFrame:
        """The pairs that a norm uses often enough, and more often than by chance.

        Returns
        -------
        DataFrame with language, ca, joint, cb, n, score (normalised pointwise mutual information)
        """
        total = pd.Series(dtype=np.int64)
        for _, a, joint, b in self._met():
            keys = self._keys(a, joint, b) + self._width * self.norm[a]
            total = total.add(pd.Series(keys).value_counts(sort=False), fill_value=0)
        total = total[total >= MINIMUM_COUNT]
        norm, keys = np.divmod(total.index.to_numpy(np.int64), self._width)
        table = self._named(keys).assign(n=total.to_numpy(np.int64))
        table["score"] = self._scores(norm, table)
        table["language"] = self.norms.to_numpy(object)[norm]
        return table[table["score"] >= MINIMUM_NPMI].reset_index(drop=True)

    def words_of(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """The pairs of words that stand for pairs of concepts in the texts.

        Parameters
        ----------
        pairs : ca, joint, cb

        Returns
        -------
        DataFrame with language, lemma (the name of the term), a, b (rows of the lemmas), ca, joint,
        cb; a row a name
        """
        numbers = pairs["joint"].map(self.joints.index).to_numpy(np.int64)
        wanted = self._keys_of(pairs["ca"].to_numpy(), numbers, pairs["cb"].to_numpy())
        parts = []
        for places, a, joint, b in self._met():
            keys = self._keys(a, joint, b)
            kept = np.flatnonzero(np.isin(keys, wanted))
            stop = np.where(joint[kept] > 0, self.corpus.tokens[places[kept] + 1], 0)
            words = {"a": a[kept], "stop": stop, "b": b[kept], "key": keys[kept]}
            parts.append(pd.DataFrame(words).drop_duplicates())
        table = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
        table = table.join(self._named(table["key"].to_numpy(np.int64)))
        lemmas = self.corpus.lemmas
        table["language"] = lemmas["language"].to_numpy(object)[table["a"]]
        words = lemmas["lemma"].to_numpy(object)
        table["lemma"] = words[table["a"]] + self._between(table) + words[table["b"]]
        table = table.drop_duplicates(["language", "lemma"]).sort_values(["language", "lemma"])
        return table[["language", "lemma", "a", "b", *PAIR]].reset_index(drop=True)

    def _between(self, table: pd.DataFrame) -> np.ndarray:
        """What stands between two words in the name of a term."""
        stops = self.corpus.stops["form"].to_numpy(object)
        forms = [
            f" {stop_name(stops[-2 - stop], language)} " if stop < 0 else " "
            for stop, language in zip(table["stop"], table["language"], strict=True)
        ]
        return np.array(forms, dtype=object)

    @property
    def _width(self) -> int:
        """One more than the largest key."""
        return (self.concept.max(initial=0) + 1) ** 2 * len(self.joints)

    def _keys(self, a: np.ndarray, joint: np.ndarray, b: np.ndarray) -> np.ndarray:
        return self._keys_of(self.concept[a], joint, self.concept[b])

    def _keys_of(self, ca: np.ndarray, joint: np.ndarray, cb: np.ndarray) -> np.ndarray:
        return (ca * len(self.joints) + joint) * (self.concept.max(initial=0) + 1) + cb

    def _named(self, keys: np.ndarray) -> pd.DataFrame:
        """ca, joint, cb of keys."""
        rest, cb = np.divmod(keys, self.concept.max(initial=0) + 1)
        ca, joint = np.divmod(rest, len(self.joints))
        return pd.DataFrame({"ca": ca, "joint": np.array(self.joints, object)[joint], "cb": cb})

    def _met(self) -> Iterator[tuple[np.ndarray, ...]]:
        """Some tokens after the other: places of first words, the first word, the number of what
        joins, the second word; no pair reaches over the end of a unit."""
        ends, tokens = self.corpus.offsets[1:] - 1, self.corpus.tokens
        shift = len(self._joint_of_stop) + 2
        concept = np.concatenate([np.full(shift, -1), self.concept]).astype(np.int32)
        joint = np.zeros(len(concept), dtype=np.uint8)
        joint[1 : shift - 1] = self._joint_of_stop[::-1]
        for start in range(0, max(len(tokens) - 1, 0), CHUNK):
            part = tokens[start : start + CHUNK + 2]
            last = np.zeros(len(part), dtype=bool)
            last[ends[slice(*np.searchsorted(ends, [start, start + len(part)]))] - start] = True
            met = concept[part + shift], np.where(last, 0, joint[part + shift])
            for reach in (1, 2):
                places = self._apart(*met, last, reach)
                places = places[places < CHUNK]
                between = met[1][places + 1] if reach > 1 else np.zeros(len(places), np.uint8)
                yield places + start, part[places], between.astype(np.int64), part[places + reach]

    def _apart(
        self, concept: np.ndarray, joint: np.ndarray, last: np.ndarray, reach: int
    ) -> np.ndarray:
        """The places of a part at which a pair begins whose words are so many tokens apart."""
        a, b = concept[:-reach], concept[reach:]
        fit = (a >= 0) & (b >= 0) & (a != b) & ~last[:-reach]
        return np.flatnonzero(fit & (joint[1:-1] > 0) if reach > 1 else fit)

    def _scores(self, norm: np.ndarray, table: pd.DataFrame) -> list[float]:
        from gensim.models.phrases import npmi_scorer  # slow to load, and rarely wanted

        lemmas = self.corpus.lemmas["frequency"]
        frequency = lemmas.groupby([self.norm, self.concept]).sum().to_dict()
        words = lemmas.groupby(self.norm).sum().to_dict()
        rows = zip(norm.tolist(), table["ca"], table["cb"], table["n"], strict=True)
        return [
            npmi_scorer(frequency[code, ca], frequency[code, cb], n, 1, MINIMUM_COUNT, words[code])
            for code, ca, cb, n in rows
        ]
