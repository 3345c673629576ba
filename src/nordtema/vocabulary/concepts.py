"""Which lemmas of the four norms are one concept, by which evidence, and how sure we are.

The order of evidence: the researcher's glossary, the general glossary, identical spelling,
cognates, compounds of linked parts. Names are linked by a glossary, or to a name that is spelled
identically, and by nothing else: what is only like a name is another. Each lemma belongs to one
concept, which a pivot names: the Bokmål lemma where there is one. A lemma is linked to its pivot
directly, never over a chain of others. False friends beat spelling.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, compress

import pandas as pd

from ..languages import LANGUAGES
from .compounds import SCORE as COMPOUND_SCORE
from .compounds import compound_links
from .glossary import Entry, Word, false_friends, is_term, lemmatised, with_terms_named
from .light import light_lemmas
from .opposites import are_opposites
from .readings.table import CONTENT

#: linked in this order: Nynorsk joins Bokmål first, then the other two join Norway
ORDER = tuple(LANGUAGES)
COLUMNS = ["concept", "language", "lemma", "method", "score", "frequency", "status", "light"]
NAME_TOKENS, NAME_CAPITALS = 3, 0.9  # a name beyond doubt: tokens, share with a capital letter
ORDINARY = 0.5  # what has a capital in fewer of its tokens is no name
_NO_PAIRS = pd.DataFrame(columns=["left", "right", "score"], dtype=float)
#: spelling differences that are no differences between words
FOLD = str.maketrans({"ä": "æ", "ö": "ø", "é": "e", "è": "e", "ü": "y", "-": None})


@dataclass(frozen=True)
class Rules:
    """What links words.

    Attributes
    ----------
    own, general : the researcher's glossary, and ours
    false_pairs : words of two norms that look alike and differ in meaning
    accept, review : probabilities that a link is right from which it is accepted, and used at all
    """

    own: tuple[Entry, ...] = ()
    general: tuple[Entry, ...] = ()
    false_pairs: frozenset[frozenset[Word]] = field(default_factory=false_friends)
    accept: float = 0.9
    review: float = 0.8


@dataclass
class _Link:
    concept: str
    method: str
    score: float
    status: str


#: for two lists of lemmas with their frequencies, the cognate pairs: left, right, score
CognateFinder = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]


def link(lemmas: pd.DataFrame, rules: Rules, cognates: CognateFinder | None = None) -> pd.DataFrame:
    """Link the lemmas of a corpus into concepts.

    Parameters
    ----------
    lemmas : DataFrame with language, lemma, frequency; one row a lemma of a norm. Of what else
        `tokens.encode` tells of them, name and capital keep names apart, and the shares of classes
        are handed to `cognates`; all these may be missing
    rules : word lists and thresholds
    cognates : finds cognates between all lemmas of two norms

    Returns
    -------
    DataFrame with concept, language, lemma, method (glossary | dictionary | identical | cognate |
    none), score (of cognates the probability that the link is right; 1 of lists and identical
    spelling, which are taken as right), frequency, status (accepted | review |
    rejected), light (whether topics are formed without it); a row a lemma, in the order of
    language and lemma.
    """
    own, general = with_terms_named(rules.own), with_terms_named(rules.general)
    rules = replace(rules, own=own, general=general)
    linker = _Linker(lemmas, rules)
    linker.add_word_list(rules.own, "glossary")
    linker.add_word_list(rules.general, "dictionary")
    linker.add_identical()
    if cognates is not None:
        linker.add_cognates(cognates)
    linker.add_compounds()
    return linker.table()


class _Linker:
    """Collects links; a word that has one is never given another."""

    def __init__(self, lemmas: pd.DataFrame, rules: Rules):
        keys = zip(lemmas["language"], lemmas["lemma"], strict=True)
        self.frequency: dict[Word, int] = dict(zip(keys, lemmas["frequency"], strict=True))
        self.lemmas = lemmas
        self.names, self.sure_names, self.ordinary = _names_and_others(lemmas)
        self.rules = rules
        self.links: dict[Word, _Link] = {}
        self.members: dict[str, list[Word]] = {}
        self.rejected = _rejected_pairs(rules.own)
        self.apart = _pairs_apart(rules)
        self.named = _named_together(rules.general)
        split = chain.from_iterable(e.words for e in rules.own if e.decision == "split")
        self.alone = {variant for word in split for variant in (word, lemmatised(word))}

    def add_word_list(self, entries: Iterable[Entry], method: str) -> None:
        """Join the words of each row; words as written first, then as the lemmatiser gives them."""
        accepted = [e for e in entries if e.decision == "accept"]
        written = {word for entry in accepted for word in entry.words}
        names = {
            entry.row: self._join(entry.words, entry.concept, "", method) for entry in accepted
        }
        for entry in accepted:
            variants = [v for v in map(lemmatised, entry.words) if v not in written]
            self._join(variants, entry.concept, names[entry.row], method)

    def _join(self, words: Iterable[Word], wanted: str, concept: str, method: str) -> str:
        """Add the words that are free to the concept, which is made if it has no name yet."""
        for word in words:
            if self._is_free(word) and not self._is_kept_apart(concept, word):
                concept = concept or self._unused_name(wanted)
                self._add(word, _Link(concept, method, 1.0, "accepted"))
        return concept

    def add_identical(self) -> None:
        """Join lemmas that are spelled alike but for ä/æ, ö/ø, accents and hyphens."""
        groups: dict[str, list[Word]] = {}
        for language in ORDER:
            for word in self._free_words(language):
                groups.setdefault(word[1].translate(FOLD), []).append(word)
        for words in chain.from_iterable(map(self._names_apart, groups.values())):
            pivot, *others = words
            joined = [w for w in others if self._allowed([pivot], w)]
            if joined:
                concept = self._unused_name(pivot[1])
                self._add(pivot, _Link(concept, "identical", 1.0, "accepted"))
                for word in joined:
                    if self._allowed(self.members[concept], word):
                        self._add(word, _Link(concept, "identical", 1.0, "accepted"))

    def add_cognates(self, find: CognateFinder) -> None:
        """Norm by norm, join what is still free to the concepts that the other norms have.

        Pairs are looked for among all words, so that a word which has a better partner already is
        not given the next best.
        """
        pairs = self._cognates(find)
        for number, language in enumerate(ORDER[1:], 1):
            for earlier in ORDER[:number]:
                self._add_cognates_between(earlier, language, pairs[earlier, language])
        for number, language in enumerate(ORDER):
            for later in ORDER[number + 1 :]:
                swapped = pairs[language, later].rename(columns={"left": "right", "right": "left"})
                self._add_cognates_between(later, language, swapped)

    def _cognates(self, find: CognateFinder) -> dict[tuple[str, str], pd.DataFrame]:
        """Pairs of each two norms that are likely enough to be used, the best first."""
        words = {code: self._frame(code) for code in ORDER}
        likely = {}
        for a, b in combinations(ORDER, 2):
            empty = words[a].empty or words[b].empty
            pairs = _NO_PAIRS if empty else find(words[a], words[b])
            likely[a, b] = pairs[pairs["score"] >= self.rules.review]
        return likely

    def _add_cognates_between(
        self, pivot_language: str, language: str, pairs: pd.DataFrame
    ) -> None:
        columns = (pairs[name].tolist() for name in ("left", "right", "score"))
        for left, right, score in zip(*columns, strict=True):
            pivot, word = (pivot_language, left), (language, right)
            if pivot in self.names or word in self.names:
                continue
            if not self._is_free(word) or not self._can_take(pivot, language):
                continue
            members = self.members[self.links[pivot].concept] if pivot in self.links else [pivot]
            if not self._allowed(members, word) or self._has_another(members, word):
                continue
            if any(are_opposites(member, word[1]) for _, member in members):
                continue
            self._add_cognate(pivot, word, float(score))

    def _add_cognate(self, pivot: Word, word: Word, score: float) -> None:
        """Join the word to the concept of the pivot, which is as sure as its surest member."""
        status = "accepted" if score >= self.rules.accept else "review"
        if pivot not in self.links:
            self._add(pivot, _Link(self._unused_name(pivot[1]), "cognate", score, status))
        own = self.links[pivot]
        if own.method == "cognate" and score > own.score:
            own.score, own.status = score, status
        self._add(word, _Link(own.concept, "cognate", score, status))

    def add_compounds(self) -> None:
        """Join what is still free and is made of two linked parts.

        Parts may be words that the corpus lacks: the general glossary links them too.
        """
        concept_of = _glossary_concepts(self.rules.general) | {
            word: link.concept
            for word, link in self.links.items()
            if len({member[0] for member in self.members[link.concept]}) > 1
        }
        free = [w for w in self.frequency if self._is_free(w) and w not in self.names]
        for _, words in compound_links(free, concept_of):
            pivot, *others = sorted(words, key=lambda w: ORDER.index(w[0]))
            joined = [pivot]
            for word in others:
                if self._allowed([pivot], word) and not self._is_apart(joined, word):
                    joined.append(word)
            if len(joined) < 2:
                continue
            concept = self._unused_name(pivot[1])
            status = "accepted" if self.rules.accept <= COMPOUND_SCORE else "review"
            for word in joined:
                self._add(word, _Link(concept, "cognate", COMPOUND_SCORE, status))

    def table(self) -> pd.DataFrame:
        """All lemmas with their link, or `none` where a lemma stands alone."""
        alone = {
            concept for concept, words in self.members.items() if len({w[0] for w in words}) < 2
        }
        rows = []
        for word in sorted(self.frequency, key=lambda w: (ORDER.index(w[0]), w[1])):
            link = self.links.get(word)
            if link is None or (link.concept in alone and link.method != "glossary"):
                name = self._unused_name(word[1]) if link is None else link.concept
                self.members.setdefault(name, [word])
                link = _Link(name, "none", 0.0, "accepted")
            rows.append((link.concept, *word, link.method, link.score, link.status))
        table = pd.DataFrame(rows, columns=[*COLUMNS[:5], "status"])
        table["frequency"] = [
            self.frequency[w] for w in zip(table["language"], table["lemma"], strict=True)
        ]
        table["light"] = light_lemmas(table, self.rules.own)
        return table[COLUMNS]

    # ---------------------------------------------------------------- small questions

    def _add(self, word: Word, link: _Link) -> None:
        self.links[word] = link
        self.members.setdefault(link.concept, []).append(word)

    def _is_free(self, word: Word) -> bool:
        return word in self.frequency and word not in self.links and word not in self.alone

    def _free_words(self, language: str) -> list[Word]:
        return sorted(w for w in self.frequency if w[0] == language and self._is_free(w))

    def _can_take(self, pivot: Word, language: str) -> bool:
        """A concept takes one lemma of a norm by spelling; word lists may give it more."""
        if pivot in self.alone:
            return False
        link = self.links.get(pivot)
        return link is None or all(w[0] != language for w in self.members[link.concept])

    def _allowed(self, members: list[Word], word: Word) -> bool:
        same_norm = any(member[0] == word[0] for member in members)
        return not same_norm and not self._is_apart(members, word)

    def _is_apart(self, members: list[Word], word: Word) -> bool:
        return any(frozenset({member, word}) in self.apart for member in members)

    def _names_apart(self, words: list[Word]) -> list[list[Word]]:
        """Words that are spelled alike; in two parts where some are names and some are none.

        What tells neither way (met twice, both times with a capital) goes with the names.
        """
        if not any(w in self.sure_names for w in words):
            return [words]
        parts = [[w for w in words if (w in self.ordinary) == side] for side in (True, False)]
        return [part for part in parts if part]

    def _has_another(self, members: list[Word], word: Word) -> bool:
        """Whether the general glossary names other words for it in the norm of a member.

        What a list says of a word holds even where the corpus lacks the word it names: without
        *lugn* in the corpus, *rolig* (nb) must still not become Swedish *rolig*.
        """
        return any(
            self._names_another(member, word) or self._names_another(word, member)
            for member in members
        )

    def _names_another(self, word: Word, other: Word) -> bool:
        named = [w for w in self.named.get(word, ()) if w[0] == other[0]]
        return bool(named) and other not in named

    def _is_kept_apart(self, concept: str, word: Word) -> bool:
        """Whether the researcher keeps the word from a member of the concept."""
        return any(frozenset({m, word}) in self.rejected for m in self.members.get(concept, ()))

    def _unused_name(self, name: str) -> str:
        """The name itself, or name_2, name_3 … where another concept has it already."""
        candidate, number = name, 1
        while candidate in self.members:
            number += 1
            candidate = f"{name}_{number}"
        return candidate

    def _frame(self, language: str) -> pd.DataFrame:
        """The words of a norm, with the classes that they were read as where these are known."""
        columns = ["lemma", "frequency", "language", *self.lemmas.columns.intersection(CONTENT)]
        words = self.lemmas.loc[self.lemmas["language"] == language, columns]
        return words.sort_values("lemma").reset_index(drop=True)


def _names_and_others(lemmas: pd.DataFrame) -> tuple[set[Word], set[Word], set[Word]]:
    """The names among lemmas, those that are so beyond doubt, and what is clearly no name.

    Once in a heading, an ordinary word can look like a name: that parts it from nothing that is
    spelled identically.
    """
    if "name" not in lemmas:
        return set(), set(), set()
    name = lemmas["name"].to_numpy(bool)
    capital = lemmas["capital"].to_numpy()
    sure = name & (capital >= NAME_CAPITALS) & (lemmas["frequency"] >= NAME_TOKENS).to_numpy()
    words = list(zip(lemmas["language"], lemmas["lemma"], strict=True))
    names, sure_names, ordinary = (
        set(compress(words, chosen)) for chosen in (name, sure, ~name & (capital < ORDINARY))
    )
    return names, sure_names, ordinary


def _rejected_pairs(own: Iterable[Entry]) -> set[frozenset[Word]]:
    """Pairs that the researcher keeps apart, as written and as the lemmatiser gives them."""
    return {pair for entry in own if entry.decision == "reject" for pair in _pairs(entry)}


def _pairs(entry: Entry) -> set[frozenset[Word]]:
    words = {*entry.words, *map(lemmatised, entry.words)}
    return {frozenset({a, b}) for a in words for b in words if a[0] != b[0]}


def _named_together(general: Iterable[Entry]) -> dict[Word, set[Word]]:
    """For each word of the general glossary, the words of its rows, also as lemmatised."""
    named: dict[Word, set[Word]] = {}
    for entry in general:
        words = {*entry.words, *map(lemmatised, entry.words)}
        for word in words:
            named.setdefault(word, set()).update(words)
    return named


def _glossary_concepts(general: Iterable[Entry]) -> dict[Word, str]:
    """Concept of each word of the general glossary, also as lemmatised; the first row counts."""
    concepts: dict[Word, str] = {}
    for entry in general:
        for word in (*entry.words, *map(lemmatised, entry.words)):
            concepts.setdefault(word, entry.concept)
    return concepts


def _pairs_apart(rules: Rules) -> set[frozenset[Word]]:
    """False friends and the researcher's rejections, less what the researcher has accepted."""
    apart = set()
    for first, second in map(tuple, rules.false_pairs):
        apart |= {
            frozenset({a, b})
            for a in (first, lemmatised(first))
            for b in (second, lemmatised(second))
        }
    for entry in rules.own:
        apart = apart - _pairs(entry) if entry.decision == "accept" else apart
    return apart | _rejected_pairs(rules.own)


def is_linked(links: pd.DataFrame) -> pd.Series:
    """Which lemmas are linked to one of another norm, by a link that nobody has rejected.

    Parameters
    ----------
    links : DataFrame with method, status

    Returns
    -------
    Series of bool, a value a lemma
    """
    return links["method"].ne("none") & links["status"].ne("rejected")


def links_that_wait(links: pd.DataFrame) -> pd.DataFrame:
    """Links that are used and that nobody has reviewed: a row a word that hangs on a pivot.

    The pivot, the first word of its concept, has the status of a link too, and is no link of its
    own. Multi-word terms hang on the links of their words.

    Parameters
    ----------
    links : as `link` returns them

    Returns
    -------
    The rows of these words, with pivot_language and pivot; those that matter most first: by
    frequency × uncertainty, then lemma
    """
    pivots = _pivots(links)
    waiting = links[(links["status"] == "review") & ~links["lemma"].map(is_term)]
    waiting = waiting.assign(
        pivot_language=waiting["concept"].map(pivots["language"]),
        pivot=waiting["concept"].map(pivots["lemma"]),
        weight=waiting["frequency"] * (1 - waiting["score"]),
    )
    same_norm = waiting["language"] == waiting["pivot_language"]
    waiting = waiting[~(same_norm & (waiting["lemma"] == waiting["pivot"]))]
    waiting = waiting.sort_values(["weight", "lemma"], ascending=[False, True], kind="stable")
    return waiting.drop(columns="weight").reset_index(drop=True)


def _pivots(links: pd.DataFrame) -> pd.DataFrame:
    """The first member of each concept in the order of the norms, single words before terms."""
    order = links.assign(order=links["language"].map(ORDER.index), term=links["lemma"].map(is_term))
    order = order.sort_values(["term", "order", "lemma"])
    return order.groupby("concept")[["language", "lemma"]].first()


def linked_share(lemmas: pd.DataFrame, links: pd.DataFrame) -> pd.Series:
    """Share of the content tokens of each norm that belong to a concept of two norms or more.

    Parameters
    ----------
    lemmas : language, lemma
    links : as `link` returns them

    Returns
    -------
    Series, a share from 0 to 1 for each norm
    """
    tokens = links["frequency"].where(is_linked(links), 0).groupby(links["language"]).sum()
    total = links.groupby("language")["frequency"].sum()
    return (tokens / total).reindex(lemmas["language"].unique())
