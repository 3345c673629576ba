"""Tables like those of the stages, made from a seed: normal, minimal, hostile and large."""

import itertools

import numpy as np
import pandas as pd

COUNTRIES = ("NO", "DK", "SE")
FOUR = (*COUNTRIES, "FI")  # where a study has declared Finland
PAIRS = (("NO", "DK"), ("NO", "SE"), ("DK", "SE"))
LABELS = (
    "loss of control and fear of mistakes",
    "strategi · tid · penger",
    "kommunikationsrådgivningsvirksomheden · medarbejdertilfredshedsundersøgelse",
    "employees as ambassadors, private and work",
    "ansvar",
    "åpenhet · öppenhet · tillid",
)
HOSTILE = (
    "$x_1^{2$ \\frac{a}{",
    "one\ntwo\x07\x1b[31m\ttabs",
    "🎉🎉 party 漢字 \U0001f9d1\u200d\U0001f680",
    "\u202eright to left\u202c עברית وعربية",
    "Z̵̡̢̛̗̘̙̜̝̞̟̠ͪͫͬͭ̆algo",
    "w" * 300,
    "",
    "<script>alert('x')</script> & \"quotes\"",
)
FORMS = (
    ("skole", "skule", "skole|skolen", "skola"),
    ("kommunikasjonsrådgivning", "", "kommunikationsrådgivningsvirksomheden", "kommunikation"),
    ("arbeidsplass", "arbeidsplass", "arbejdsplads", "arbetsplats"),
    ("omdømme", "omdømme", "omdømme", ""),
    ("åpenhet", "openheit", "åbenhed", "öppenhet"),
)


def labels(k: int, names: tuple[str, ...] = LABELS) -> pd.DataFrame:
    return pd.DataFrame(
        {"topic": range(1, k + 1), "label": [names[i % len(names)] for i in range(k)]}
    )


def topics(k: int, forms=FORMS, names: tuple[str, ...] = LABELS) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    rows = []
    for topic in range(1, k + 1):
        weights = np.sort(rng.gamma(1, 0.02, 30))[::-1]
        for rank, weight in enumerate(weights, 1):
            cells = forms[(topic + rank) % len(forms)]
            label = names[(topic - 1) % len(names)]
            rows.append((topic, label, rank, f"{cells[0]}_{rank}", round(weight, 4),
                         round(1 - rank / 40, 4), (rank * 7) % 31, *cells))  # fmt: skip
    columns = ["topic", "label", "rank", "concept", "weight", "frex", "frex_rank",
               "nb", "nn", "da", "sv"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def documents(size: int, countries=COUNTRIES, dated: bool = True) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    country = rng.choice(countries, size)
    norm = {"NO": ("nb", "nn"), "DK": ("da", "da"), "SE": ("sv", "sv"), "FI": ("sv", "sv")}
    return pd.DataFrame(
        {
            "doc_id": [f"d{i}" for i in range(size)],
            "country": country,
            "language": [norm[c][i % 2] for i, c in enumerate(country)],
            "date": [f"{2005 + i % 14}-05-17" if dated and i % 9 else "" for i in range(size)],
            "tokens": rng.integers(20, 900, size),
            "status": ["dropped" if i % 8 == 7 else "kept" for i in range(size)],
            "reason": [("in English", "near duplicate of d1")[i % 2] for i in range(size)],
        }
    )


def links(size: int) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    methods = ["glossary", "dictionary", "identical", "cognate", "none"]
    rows = []
    for language, number in itertools.product(("nb", "nn", "da", "sv"), range(size)):
        method = rng.choice(methods, p=[0.05, 0.3, 0.25, 0.2, 0.2])
        status = (
            rng.choice(["accepted", "review", "rejected"]) if method == "cognate" else "accepted"
        )
        rows.append((f"c{number}", language, f"w{number}", method, 1.0, number + 1, status))
    columns = ["concept", "language", "lemma", "method", "score", "frequency", "status"]
    return pd.DataFrame(rows, columns=columns)


def country_words(
    size: int, lemmas=("bunad", "försäkringskassan", "smørrebrød"), countries=COUNTRIES
) -> pd.DataFrame:
    rows = [
        (code, "nb", f"{lemmas[i % len(lemmas)]}{'x' * (i % 3)}", 4 ** (i % 8), 2.0, 12 - 0.1 * i,
         int(i % 5 == 4), "met in one country")
        for code, i in itertools.product(countries, range(size))
    ]  # fmt: skip
    columns = ["country", "language", "lemma", "frequency", "log_odds", "z", "shared", "reason"]
    return pd.DataFrame(rows, columns=columns)


def selections(
    grid: tuple[int, ...], chosen: int, second: int, own: dict[str, int]
) -> dict[str, pd.DataFrame]:
    """Of each model in `own`, which K it would have chosen by itself."""
    one = _selection(grid, chosen, second)
    return {
        model: one.assign(npmi=one["npmi"] - 0.02 * number, own_choice=(one["k"] == k).astype(int))
        for number, (model, k) in enumerate(own.items())
    }


def _selection(grid: tuple[int, ...], chosen: int, second: int) -> pd.DataFrame:
    k = np.array(grid)
    return pd.DataFrame(
        {
            "k": k,
            "npmi": 0.12 - 0.0006 * (k - 9.0) ** 2,
            "stability": 0.8 - 0.02 * k,
            "diversity": 0.98 - 0.012 * k,
            "heldout": -7.2 + 0.02 * k - 0.0006 * k**2,
            "chosen": (k == chosen).astype(int),
            "runner_up": (k == second).astype(int),
        }
    )


def similarity(rows: int, columns: int, names: tuple[str, ...] = LABELS) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    table = pd.DataFrame(
        [
            (i + 1, names[i % len(names)], j + 1, names[(j + 1) % len(names)],
             0.9 - 0.01 * i if i == j else rng.uniform(0, 0.3), int(i == j))
            for i, j in itertools.product(range(rows), range(columns))
        ]
    )  # fmt: skip
    table.columns = ["lda_topic", "lda_label", "nmf_topic", "nmf_label", "similarity", "matched"]
    return table


def prevalence(k: int, countries=COUNTRIES) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    rows = []
    for topic, code in itertools.product(range(1, k + 1), countries):
        mean = rng.uniform(0.01, 0.3)
        rows.append((topic, code, mean, mean * 0.7, mean * 1.4, 100, 31 if code == "DK" else 100,
                     mean * 0.6))  # fmt: skip
    columns = ["topic", "country", "mean", "low", "high", "documents", "clusters", "mean_all_words"]
    return pd.DataFrame(rows, columns=columns)


def contrasts(k: int, pairs=PAIRS) -> pd.DataFrame:
    rng = np.random.default_rng(6)
    verdicts = ("differs", "alike", "not told from language", "set aside", "cannot be told")
    rows = []
    for number, (topic, (a, b)) in enumerate(itertools.product(range(1, k + 1), pairs)):
        d, language = rng.normal(0, 0.06), rng.normal(0, 0.02)
        rows.append((topic, a, b, d, d - 0.03, d + 0.03, 1.2, 0.01, 0.02, language,
                     language - 0.01, language + 0.01, verdicts[number % 5],
                     d - language - 0.02, d - language + 0.02, d - language))  # fmt: skip
    columns = ["topic", "country_a", "country_b", "difference", "low", "high", "ratio", "p", "q",
               "language_effect", "language_low", "language_high", "verdict", "chance_low",
               "chance_high", "crude"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def by_year(k: int, years: int, countries=COUNTRIES) -> pd.DataFrame:
    rng = np.random.default_rng(7)
    rows = []
    for topic, code, year in itertools.product(range(1, k + 1), countries, range(years)):
        mean = rng.uniform(0.01, 0.2)
        size = int(rng.integers(3, 60))
        rows.append((topic, code, 2010 + year, mean, mean * 0.6, mean * 1.5, size))
    columns = ["topic", "country", "year", "mean", "low", "high", "documents"]
    return pd.DataFrame(rows, columns=columns)


def curves(k: int, terms: tuple[str, ...] = ("year",), values: int = 12) -> pd.DataFrame:
    rng = np.random.default_rng(9)
    rows = []
    for term, topic in itertools.product(terms, range(1, k + 1)):
        top, at = rng.uniform(0.02, 0.3), rng.uniform(0, values)
        for value in range(values):
            mean = 0.01 + top * np.exp(-((value - at) ** 2) / 10)
            rows.append((term, 2001 + value, topic, mean, mean * 0.7, mean * 1.3))
    return pd.DataFrame(rows, columns=["term", "value", "topic", "mean", "low", "high"])


def designed(k: int, countries=COUNTRIES, names: tuple[str, ...] = LABELS) -> pd.DataFrame:
    rng = np.random.default_rng(8)
    rows = []
    for number, code in itertools.product(range(k), countries):
        share = rng.choice([0.0667, 0.1111, 0.2667])
        mean = share * rng.normal(0.95, 0.2)
        theme = f"{names[number % len(names)]} {number}"
        rows.append((theme, code, share, mean, mean - 0.04, mean + 0.04))
    return pd.DataFrame(rows, columns=["theme", "country", "designed", "mean", "low", "high"])


def specifications(findings: int, names: tuple[str, ...] = LABELS) -> pd.DataFrame:
    rng = np.random.default_rng(9)
    options = list(itertools.product((8, 12, 16), ("lda", "nmf"), ("post", "document"), (0.8, 0.9)))
    rows = []
    for finding, (number, choice) in itertools.product(range(findings), enumerate(options, 1)):
        d = np.nan if number % 11 == 0 else rng.normal(0.02, 0.03)
        rows.append((f"NO > DK: {names[finding % len(names)]} {finding}", number, d, d - 0.03,
                     d + 0.03, *choice))  # fmt: skip
    columns = ["finding", "specification", "difference", "low", "high", "k", "model", "unit",
               "link_threshold"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
