"""Learn the weights of `vocabulary/readings`: classes in context, and lemmas of a class.

    python benchmarks/learn_readings.py SILVER [--norms da sv] [--cross 5]

Learns from the hand-annotated sentences beside the checkout (Universal Dependencies, development
parts of DDT, Bokmål, Nynorsk and Talbanken; not LinES, whose licence forbids it), and from SILVER:
a folder with `<norm>.tagged`, running text as a rule-based tagger of lower quality has read it
(`^form/lemma<tags>$`; ours came from Apertium over ../shared/corpora). The sentences teach the
conventions, the silver what words there are. Only numbers are kept: features are hashed.
`--cross` measures by folds of sentences and writes nothing.
"""

import argparse
import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from nordtema.tables import package_rows
from nordtema.vocabulary.lexicon import lemma
from nordtema.vocabulary.readings.classes import ClassTables, ClassWeights
from nordtema.vocabulary.readings.features import BOUNDARY, ROLES, common_start, type_features
from nordtema.vocabulary.readings.lemmas import (
    DATA,
    INFLECTED,
    LemmaWeights,
    candidates,
    lemma_by,
    rules_by_letter,
)
from nordtema.vocabulary.readings.table import CLASSES, table_of_readings

TREEBANKS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "ud"
FILES = {
    "nb": "no_bokmaal-dev", "nn": "no_nynorsk-dev", "da": "da_ddt-dev", "sv": "sv_talbanken-dev",
}  # fmt: skip
UPOS = {
    "NOUN": "noun", "PROPN": "proper", "VERB": "verb", "AUX": "verb", "ADJ": "adjective",
    "ADV": "adverb", "NUM": "numeral",
}  # fmt: skip
SILVER_TAGS = {"n": "noun", "np": "proper", "adj": "adjective", "adv": "adverb", "num": "numeral"}
CLOSED = ("adverb", "numeral", "other")  # where conventions differ most
SILVER_TOKENS = 500_000
GOLD_WEIGHT = 20.0  # of a token of the sentences, where one of the silver has 1
LEAST_COUNT = 8  # occurrences of a feature
KEPT_FEATURES = 9_000
LEAST_RULE = 8  # types with an ending
LARGEST = 127  # int8

Token = tuple[str, str, str]  # form, lemma, class; "" where nobody knows


def sentences_of(path: Path) -> Iterator[list[Token]]:
    """Sentences of a CoNLL-U file."""
    sentence: list[Token] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                sentence.append((cells[1], cells[2].lower(), UPOS.get(cells[3], "other")))
            elif sentence and not line.strip():
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def silver_sentences(path: Path) -> Iterator[list[Token]]:
    """Sentences of a tagged text, without those of one or two words."""
    sentence: list[Token] = []
    for form, reading in re.findall(r"\^([^/$]*)/([^$]*)\$", path.read_text(encoding="utf-8")):
        first = reading.split("/")[0]
        tags = re.findall(r"<([^>]+)>", first.split("+")[-1])
        if not tags or first[0] in "*@" or " " in form:
            sentence += [(word, "", "") for word in form.split()]
            continue
        sentence.append((form, _lemma(first, tags), _class(tags)))
        if "sent" in tags:
            if len(sentence) > 2:
                yield sentence
            sentence = []


def _class(tags: list[str]) -> str:
    return "verb" if tags[0].startswith("v") else SILVER_TAGS.get(tags[0], "other")


def _lemma(reading: str, tags: list[str]) -> str:
    """Without the numbers that tell homographs apart; none where a participle is an adjective."""
    if tags[0] == "adj" and "pp" in tags:
        return ""
    joined = "".join(part.split("<")[0] for part in reading.split("+"))
    return joined.lower().rstrip("¹²³⁴")


def harmonised(silver: list[list[Token]], gold: list[list[Token]]) -> list[list[Token]]:
    """Closed classes of the silver as the sentences have them: treebanks and taggers differ."""
    counts: dict[str, Counter[str]] = {}
    for form, _, name in (token for sentence in gold for token in sentence):
        counts.setdefault(form.lower(), Counter())[name] += 1
    usual = {form: found.most_common(1)[0][0] for form, found in counts.items()}

    def changed(token: Token) -> Token:
        form, word, name = token
        told = usual.get(form.lower())
        if name in ("adjective", "adverb") and form.endswith("t"):
            return (form, word, "")  # adverbs of adjectives: no two agree
        return (form, word, told) if name in CLOSED and told in CLOSED else token

    return [[changed(token) for token in sentence] for sentence in silver]


# --- classes -------------------------------------------------------------------------------------
def stream_of(sentences: Iterable[list[Token]]) -> tuple[list[str], np.ndarray]:
    """Words one after the other as the study has them: no signs, but where a sentence ends."""
    forms, names = [BOUNDARY], [-1]
    for sentence in sentences:
        for form, _, name in [*sentence, (".", "", "")]:
            if any(sign.isalnum() for sign in form):
                forms.append(form)
                names.append(CLASSES.index(name) if name else -1)
            elif form in ".!?:;…" and forms[-1] != BOUNDARY:
                forms.append(BOUNDARY)
                names.append(-1)
    return forms, np.array(names)


@dataclass(frozen=True)
class Examples:
    """Features of tokens whose class is known."""

    features: np.ndarray
    classes: np.ndarray


def examples_of(sentences: Iterable[list[Token]], language: str) -> Examples:
    forms, names = stream_of(sentences)
    types = {form: number for number, form in enumerate(dict.fromkeys(forms))}
    table = type_features(types, language)
    numbers = np.pad([types[f] for f in forms], max(ROLES), constant_values=types[BOUNDARY])
    beside = [table[role][_at(numbers, role, types[BOUNDARY])] for role in ROLES]
    known = names >= 0
    return Examples(np.concatenate(beside, axis=1)[known], names[known])


def _at(padded: np.ndarray, role: int, boundary: int) -> np.ndarray:
    """The types that stand so far from each; beyond a boundary there is nothing."""
    reach, size = max(ROLES), len(padded) - 2 * max(ROLES)
    there = padded[reach + role : reach + role + size]
    if abs(role) < reach:
        return there
    near = padded[reach + role // 2 : reach + role // 2 + size]
    return np.where(near == boundary, boundary, there)


def learn_classes(parts: list[tuple[Examples, float]]) -> ClassWeights:
    """Logistic regression on all parts; the weights that matter most, as small whole numbers."""
    every, counts = np.unique(
        np.concatenate([examples.features.ravel() for examples, _ in parts]), return_counts=True
    )
    keys = every[counts >= LEAST_COUNT]
    matrix = sparse.vstack([_matrix(examples.features, keys) for examples, _ in parts]).tocsr()
    classes = np.concatenate([examples.classes for examples, _ in parts])
    weight = np.concatenate([np.full(len(e.classes), worth) for e, worth in parts])
    fitted = SGDClassifier(
        loss="log_loss", alpha=1e-6, max_iter=8, tol=None, average=True, random_state=0, n_jobs=2
    ).fit(matrix, classes, sample_weight=weight)
    learned = np.zeros((len(keys), len(CLASSES)))
    learned[:, fitted.classes_] = fitted.coef_.T
    learned -= learned.mean(axis=1, keepdims=True)
    met = np.asarray(matrix.multiply(weight[:, None]).sum(axis=0)).ravel()
    matter = np.abs(learned).max(axis=1) * np.sqrt(met)
    kept = np.sort(np.argsort(-matter, kind="stable")[:KEPT_FEATURES])
    scale = LARGEST / np.quantile(np.abs(learned[kept]), 0.9995)
    whole = np.rint(learned[kept] * scale).clip(-LARGEST, LARGEST).astype(np.int8)
    return ClassWeights(keys[kept], whole)


def _matrix(features: np.ndarray, keys: np.ndarray) -> sparse.csr_matrix:
    place = np.searchsorted(keys, features).clip(max=len(keys) - 1)
    known = keys[place] == features
    rows = np.repeat(np.arange(len(features)), known.sum(axis=1))
    ones = np.ones(known.sum(), dtype=np.float32)
    return sparse.csr_matrix((ones, (rows, place[known])), shape=(len(features), len(keys)))


# --- lemmas --------------------------------------------------------------------------------------
def readings_of(sentences: Iterable[list[Token]], language: str) -> Counter[Token]:
    """Form, lemma and class of inflected words that our table does not know."""
    told = table_of_readings(language)
    return Counter(
        (form.lower(), word, name)
        for sentence in sentences
        for form, word, name in sentence
        if name in INFLECTED and word and form.isalpha() and (form.lower(), name) not in told
    )


def learn_lemmas(readings: Counter[Token], language: str, epochs: int = 6) -> LemmaWeights:
    """A softmax over the candidates of each type, by stochastic steps of falling size (Adagrad)."""
    rules = {name: rules_by_letter(own) for name, own in _rules(readings).items()}
    examples, numbers = [], {}
    for (form, word, name), count in sorted(readings.items()):
        found = candidates(form, name, language, rules[name])
        if word in found and len(found) > 1:
            rows = [np.array([numbers.setdefault(f, len(numbers)) for f in features])
                    for features in found.values()]  # fmt: skip
            examples.append((rows, list(found).index(word), math.log1p(count)))
    weights, squares = np.zeros(len(numbers)), np.full(len(numbers), 1e-8)
    total, random = np.zeros(len(numbers)), np.random.default_rng(0)
    for _ in range(epochs):
        for number in random.permutation(len(examples)):
            _step(*examples[number], weights, squares)
        total += weights
    return LemmaWeights(rules, dict(zip(numbers, (total / epochs).tolist(), strict=True)))


def _step(
    rows: list[np.ndarray], right: int, worth: float, weights: np.ndarray, squares: np.ndarray
) -> None:
    scores = np.array([weights[row].sum() for row in rows])
    slope = np.exp(scores - scores.max())
    slope /= slope.sum()
    slope[right] -= 1
    for row, step in zip(rows, slope * worth, strict=True):
        squares[row] += step * step
        weights[row] -= 0.3 * step / np.sqrt(squares[row])


def _rules(readings: Counter[Token]) -> dict[str, list[tuple[str, str]]]:
    """What forms end in where their lemma ends in something else."""
    counts: Counter[tuple[str, tuple[str, str]]] = Counter()
    for form, word, name in readings:
        same = common_start(form, word)
        counts[name, (form[same:], word[same:])] += 1
    return {
        name: sorted(
            rule for (owner, rule), n in counts.items() if owner == name and n >= LEAST_RULE
        )
        for name in INFLECTED
    }


# --- both ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Learned:
    """The weights of one norm."""

    language: str
    classes: ClassWeights
    lemmas: LemmaWeights

    def read(self, sentences: list[list[Token]]) -> list[tuple[str, str]]:
        """Class and lemma of every word, as the package finds them."""
        forms, _ = stream_of(sentences)
        types = {form: number for number, form in enumerate(dict.fromkeys(forms))}
        tables = ClassTables([(self.language, f) for f in types], {self.language: self.classes})
        names = tables.classes(np.array([types[form] for form in forms]))
        return [
            (CLASSES[name], self.lemma(form, CLASSES[name]))
            for form, name in zip(forms, names.tolist(), strict=True)
            if form != BOUNDARY
        ]

    def lemma(self, form: str, name: str) -> str:
        return lemma_by(form.lower(), name, self.language, self.lemmas)


def learn(gold: list[list[Token]], silver: list[list[Token]], language: str) -> Learned:
    alike = harmonised(silver, gold)
    parts = [(examples_of(gold, language), GOLD_WEIGHT), (examples_of(alike, language), 1.0)]
    readings = Counter({r: n for r, n in readings_of(silver, language).items() if n > 1})
    for reading, count in readings_of(gold, language).items():
        readings[reading] += 5 * count
    return Learned(language, learn_classes(parts), learn_lemmas(readings, language))


def first_of(sentences: Iterable[list[Token]], tokens: int) -> list[list[Token]]:
    found: list[list[Token]] = []
    for sentence in sentences:
        if tokens <= 0:
            break
        found.append(sentence)
        tokens -= len(sentence)
    return found


def cross(gold: list[list[Token]], silver: list[list[Token]], language: str, folds: int) -> None:
    """Prints how many content words get the right lemma and class, by folds of sentences."""
    count: Counter[str] = Counter()
    wrong: Counter[tuple[str, ...]] = Counter()
    for fold in range(folds):
        rest = [s for n, s in enumerate(gold) if n % folds != fold]
        own = [s for n, s in enumerate(gold) if n % folds == fold]
        learned = learn(rest, silver, language)
        words = [t for s in own for t in s if any(sign.isalnum() for sign in t[0])]
        for (form, word, name), (seen, found) in zip(words, learned.read(own), strict=True):
            if name in ("numeral", "other"):
                continue
            count["words"] += 1
            count["class"] += seen == name
            count["lemma"] += found == word
            count["gold class"] += learned.lemma(form, name) == word
            count["before"] += lemma(form.lower().rstrip("-") or "-", language) == word
            if found != word:
                wrong[form, word, found, name, seen] += 1
    shares = {name: round(n / count["words"], 4) for name, n in count.items()}
    print(language, shares)
    print("  ", *(f"{'/'.join(row)}:{n}" for row, n in wrong.most_common(60)))


def write(learned: Learned) -> None:
    language = learned.language
    np.savez_compressed(
        DATA / f"classes.{language}.npz", keys=learned.classes.keys, weights=learned.classes.weights
    )
    kept = {k: w for k, w in sorted(learned.lemmas.weights.items()) if abs(w) > 0.05}
    values = np.array(list(kept.values()))
    scale = LARGEST / np.abs(values).max()
    np.savez_compressed(
        DATA / f"lemmas.{language}.npz", keys=np.array(list(kept), dtype=np.uint32),
        weights=np.rint(values * scale).astype(np.int8), scale=scale,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("silver", type=Path)
    parser.add_argument("--norms", nargs="*", default=list(FILES))
    parser.add_argument("--cross", type=int, default=0)
    given = parser.parse_args()
    rows = []
    for language in given.norms:
        gold = list(sentences_of(TREEBANKS / f"{FILES[language]}.conllu.gz"))
        tagged = silver_sentences(given.silver / f"{language}.tagged")
        silver = first_of(tagged, SILVER_TOKENS)
        if given.cross:
            cross(gold, silver, language, given.cross)
            continue
        learned = learn(gold, silver, language)
        write(learned)
        rows += [f"{language},{name},{a},{b}" for name, rules in learned.lemmas.rules.items()
                 for a, b in sorted({rule for own in rules.values() for rule in own})]  # fmt: skip
    if rows:
        kept = package_rows("nordtema.vocabulary.readings", "data", "endings.csv")
        rows += [",".join(row.values()) for row in kept if row["language"] not in given.norms]
        rows.sort()
        table = "\n".join(["language,class,ending,lemma", *rows]) + "\n"
        Path(str(DATA / "endings.csv")).write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
