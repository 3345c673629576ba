"""How sure a cognate link is, told by links that were judged by hand.

    python benchmarks/calibrate_cognates.py            writes data/calibration.json
    python benchmarks/calibrate_cognates.py --measure  what is right by score, on the fresh sample

The weights of `cognates.json` were learned from words of the glossary, which are frequent and
well spelled. In corpora the links left to spelling are of rare words, and fewer are right than the
weights promise. A logistic regression on judged links of words met fewer than five times (Platt
1999) puts the probability right, by the score, by how often the rarer word is met, and by whether
it is short. The links came from four corpora, each linked by itself, in bands of score; they were
judged without the scores. What is measured is the sample `fresh`, drawn afterwards.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression

from nordtema.vocabulary.cognates import CALIBRATION, certainty
from nordtema.vocabulary.lexicon import DATA

JUDGED = Path(__file__).with_name("cognates_rare_judged.csv")
BANDS = [0.0, 0.8, 0.85, 0.9, 0.95, 1.0]


def judged(sample: str) -> pd.DataFrame:
    """norm, lemma, norm_2, lemma_2, kind, logit, frequency, right of a sample."""
    table = pd.read_csv(JUDGED, keep_default_na=False)
    return table[table["sample"] == sample]


def evidence(table: pd.DataFrame) -> np.ndarray:
    """What the certainty of each link hangs on."""
    letters = table[["lemma", "lemma_2"]].map(len).min(axis=1).to_numpy()
    return certainty(table["logit"].to_numpy(float), table["frequency"].to_numpy(float), letters)


def calibrate() -> None:
    table = judged("calibration")
    words, compounds = (table[table["kind"] == kind] for kind in ("cognate", "compound"))
    model = LogisticRegression(C=1.0).fit(evidence(words), words["right"].astype(int))
    weights = [float(model.intercept_[0]), *map(float, model.coef_[0])]
    found = {
        "cognates": dict(zip(CALIBRATION, np.round(weights, 4).tolist(), strict=True)),
        "compounds": round(float(compounds["right"].mean()), 2),
    }
    path = DATA / "calibration.json"
    path.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
    print(f"{len(words)} cognates, {len(compounds)} compounds: {found}")


def measure() -> None:
    table = judged("fresh").assign(right=lambda t: t["right"].astype(float))
    for kind, rows in table.groupby("kind"):
        bands = pd.cut(rows["score"].astype(float), BANDS, right=False, include_lowest=True)
        print(kind, rows.groupby(bands, observed=True)["right"].agg(["mean", "size"]), sep="\n")
    accepted = table[table["status"] == "accepted"]
    print(f"accepted unseen: {accepted['right'].mean():.3f} of {len(accepted)} right")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", action="store_true")
    measure() if parser.parse_args().measure else calibrate()
