"""What is planted, seen in the words of the lists and by a test that knows the themes."""

from collections import Counter, defaultdict
from itertools import combinations

from scipy.stats import false_discovery_control, fisher_exact
from shipped_corpus import Corpus, Document, words_of

from nordtema.languages import COUNTRIES
from nordtema.vocabulary.lexicon import lemma, stop_words

COMPOUND = 5  # letters that a listed word needs to be found at the head of a compound


class PlantedWords:
    """The lists by norm: which theme a form speaks of, by its lemma or as head of a compound."""

    def __init__(self, corpus: Corpus) -> None:
        self.theme: dict[str, dict[str, str]] = defaultdict(dict)
        for row in corpus.table("theme_words"):
            for norm in ("nb", "nn", "da", "sv"):
                for word in row[norm].split("|"):
                    self.theme[norm].setdefault(word.casefold(), row["theme"])
        self._heads = {
            norm: sorted((w for w in words if len(w) >= COMPOUND), key=len, reverse=True)
            for norm, words in self.theme.items()
        }
        self._known: dict[tuple[str, str], str] = {}

    def theme_of(self, form: str, norm: str) -> str:
        if (form, norm) not in self._known:
            self._known[form, norm] = self._look_up(form, norm)
        return self._known[form, norm]

    def _look_up(self, form: str, norm: str) -> str:
        if form in stop_words(norm):  # Swedish *ska* would be a form of *skola*, a school
            return ""
        words = self.theme[norm]
        for word in (form, lemma(form, norm)):
            if word in words:
                return words[word]
        return next((words[head] for head in self._heads[norm] if form.startswith(head)), "")

    def of(self, document: Document) -> Counter[str]:
        """Listed words in a text by theme."""
        found = (self.theme_of(form, document.language) for form in words_of(document.text))
        return Counter(theme for theme in found if theme)


def planted_shares(planted: PlantedWords, document: Document) -> tuple[float, float, float, float]:
    """Of the listed words those of main, second, other themes; of content words the listed."""
    found = planted.of(document)
    listed = found.total()
    main, second = (found[theme] / listed for theme in document.themes)
    stop = stop_words(document.language)
    content = sum(word not in stop for word in words_of(document.text))
    return main, second, 1 - main - second, listed / content


def oracle_q_values(corpus: Corpus) -> dict[tuple[str, str, str], float]:
    """Two-sided Fisher tests of the documents that have a theme, corrected over all of them."""
    pairs = [(row["theme"], a, b) for row in corpus.table("design")
             for a, b in combinations(COUNTRIES, 2)]  # fmt: skip
    p_values = []
    for theme, *countries in pairs:
        own = [corpus.of(code) for code in countries]
        have = [sum(theme in document.themes for document in documents) for documents in own]
        rest = [len(documents) - n for documents, n in zip(own, have, strict=True)]
        p_values.append(fisher_exact([have, rest]).pvalue)
    return dict(zip(pairs, false_discovery_control(p_values), strict=True))
