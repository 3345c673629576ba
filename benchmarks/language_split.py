"""Texts whose countries differ in language alone: is any difference declared?

    python benchmarks/language_split.py [--seeds 20]

1. Half of the groups of corpus/parallel.csv is the corpus, every text in all three countries, and
   the other half the control; then they change places.
2. If the corpora beside the checkout are there: sentences in four norms, the same in every country
   (parallel), and each in one country only, drawn at random (parallel-split, over many seeds).

Runs the package in process, from texts to verdicts, with 20 topics (8 for the halves, which are
small). Ends with an error if a half declares a difference, if the same texts are told apart, or if
more studies than 5 % (by an exact test) declare one where texts were assigned at random.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

import pandas as pd
from joblib import Parallel, delayed

from beside import ROOT, evaluation_module
from nordtema.comparison import run
from nordtema.comparison.control_texts import control_words, read_parallel
from nordtema.comparison.sample import sample_of
from nordtema.comparison.verdicts import Verdict
from nordtema.languages import COUNTRIES, LANGUAGES
from nordtema.study import MODELS, Comparison, Topics, Vocabulary
from nordtema.topics.run import document_topics, fit_and_describe
from nordtema.topics.training import BY_DEFAULT
from nordtema.vocabulary.build import build_vocabulary, describe_documents
from nordtema.vocabulary.link_draws import draws_of_links
from studies import Rate

SHIPPED = ROOT / "corpus" / "parallel.csv"
ACCEPTED = 0.05
RULES = Comparison()


def contrasts_of(texts: pd.DataFrame, control: Path, k: int) -> dict[str, pd.DataFrame]:
    """The contrasts of both models for texts: doc_id, country, language, text.

    Parameters
    ----------
    control : file of the control text; ours is not of the kind of the texts, any other is
    k : number of topics

    Returns
    -------
    Contrasts of each model
    """
    units = texts.assign(unit_id=texts["doc_id"])
    built = build_vocabulary(units, Vocabulary())
    documents = describe_documents(texts.assign(status="kept", reason=""), built)
    contrasts = {}
    for model in MODELS:
        topics = Topics(k=k, refits=2)
        fitted = fit_and_describe(model, built.counts, k, topics, BY_DEFAULT, lambda message: None)
        shares = document_topics(fitted, built.counts)
        sample = sample_of(shares, documents, RULES)
        words = control_words(control, built.links, Vocabulary())
        language = run.measure_language(
            fitted.model, control, control != SHIPPED, words, documents, sample, RULES, seed=1
        )
        doubt = draws_of_links(built.links, fitted.model.concepts, Vocabulary())
        sure = run.share_uncertainty(
            fitted.model, built.counts, sample, RULES, BY_DEFAULT, 1, doubt
        )
        contrasts[model] = run.compare(sample, documents, language, RULES, 1, sure).contrasts
    return contrasts


def half_as_corpus(table: pd.DataFrame, chosen: pd.Series) -> pd.DataFrame:
    """The chosen groups in every country; Norway's take turns between Bokmål and Nynorsk.

    Parameters
    ----------
    table : as `read_parallel` gives it
    chosen : whether each row of it is in the half

    Returns
    -------
    DataFrame with doc_id, country, language, text
    """
    rows = []
    for number, group in enumerate(table[chosen].to_dict("records")):
        for code, country in COUNTRIES.items():
            language = country.languages[number % len(country.languages)]
            rows.append((f"{code}-{number:03}", code, language, group[language]))
    return pd.DataFrame(rows, columns=["doc_id", "country", "language", "text"])


def halves(seed: int = 1) -> list[dict[str, pd.DataFrame]]:
    """Each half of the shipped control compared with the other as its control.

    Returns
    -------
    Contrasts of each model, for either half
    """
    table = read_parallel(SHIPPED)
    order = list(range(len(table)))
    random.Random(seed).shuffle(order)
    first = pd.Series(False, index=table.index)
    for theme in table["theme"].unique():  # half of each theme
        own = [place for place in order if table["theme"][place] == theme]
        first.iloc[own[: len(own) // 2]] = True
    studies = []
    for chosen in (first, ~first):
        with tempfile.TemporaryDirectory() as folder:
            control = Path(folder) / "parallel.csv"
            table[~chosen].to_csv(control, index=False)
            studies.append(contrasts_of(half_as_corpus(table, chosen), control, 8))
    return studies


def texts_of(rows: list[dict]) -> pd.DataFrame:
    """Rows of those builders as texts; what only scoring may know is left out.

    Parameters
    ----------
    rows : id, country, language, text and more of each text

    Returns
    -------
    DataFrame with doc_id, country, language, text
    """
    table = pd.DataFrame(rows).rename(columns={"id": "doc_id"})
    table = table[table["language"].isin(list(LANGUAGES))]
    return table[["doc_id", "country", "language", "text"]].reset_index(drop=True)


def tell(name: str, studies: list[dict[str, pd.DataFrame]]) -> dict[str, Rate]:
    """Print, for each model, what was rejected and declared; studies that declare anything.

    Parameters
    ----------
    name : of the case
    studies : contrasts of each model, for each study

    Returns
    -------
    The rate of studies with a difference, for each model
    """
    rates = {}
    for model in MODELS:
        tables = [one[model] for one in studies]
        said = [int((t["verdict"] == Verdict.DIFFERS).sum()) for t in tables]
        rejected = sum(int((t["q"] < RULES.q).sum()) for t in tables)
        total = sum(len(t) for t in tables)
        rates[model] = Rate(sum(number > 0 for number in said), len(tables))
        print(
            f"{name:16} {model}: {len(tables)} studies, {total} contrasts, {rejected} rejected, "
            f"{sum(said)} differences declared in {rates[model].hits} studies",
            flush=True,
        )
    return rates


def main() -> None:
    """Run both parts; end with an error if language is taken for a country."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=20, help="assignments of parallel-split")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    failed = [model for model, rate in tell("halves", halves()).items() if rate.hits]
    corpora = evaluation_module("corpora")
    if corpora is None:
        print("parallel and parallel-split: skipped, there is no corpora.py beside the checkout")
    else:
        same = tell("parallel", [contrasts_of(texts_of(corpora.parallel()), SHIPPED, 20)])
        failed += [model for model, rate in same.items() if rate.hits]
        split = Parallel(given.jobs)(
            delayed(contrasts_of)(texts_of(corpora.parallel_split(seed)), SHIPPED, 20)
            for seed in range(1, given.seeds + 1)
        )
        rates = tell("parallel-split", split)
        failed += [model for model, rate in rates.items() if not rate.at_most(ACCEPTED)]
    if failed:
        sys.exit("language was taken for a difference between countries")


if __name__ == "__main__":
    main()
