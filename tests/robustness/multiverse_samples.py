"""Simulated studies as the multiverse sees them: counts, documents, and what is asked."""

import numpy as np
import pandas as pd
from scipy import sparse

from nordtema.robustness.analyses import Question, question_of
from nordtema.study import Study
from nordtema.topics.fitting import fit
from nordtema.topics.training import from_concept_counts
from nordtema.vocabulary.counts import ConceptCounts
from simulation import Design, design_with, draw_shares
from simulation import random_topics as topics_of

LANGUAGE = {"NO": "nb", "DK": "da", "SE": "sv"}


def simulated(difference: float, seed: int, **options) -> tuple[ConceptCounts, pd.DataFrame]:
    """Counts and documents of a study whose first theme differs by so much, NO above the others."""
    rng = np.random.default_rng(seed)
    design: Design = design_with(difference, **{"k": 4, "documents": 40, "base": 0.2, **options})
    themes = topics_of(design.means.shape[1], 160, rng)
    shares = draw_shares(design, rng)
    words = np.array([rng.multinomial(design.length, document @ themes) for document in shares])
    matrix = sparse.csr_matrix(words, dtype=np.float32)
    countries = design.countries
    ids = [f"d{number:03}" for number in range(len(countries))]
    units = pd.DataFrame(
        {"unit_id": ids, "doc_id": ids, "country": countries,
         "language": [LANGUAGE[code] for code in countries], "tokens": design.length}
    )  # fmt: skip
    names = [f"c{number:03}" for number in range(matrix.shape[1])]
    concepts = pd.DataFrame({"concept": names, "shared": True, "light": False, "reason": "",
                             "review": 0.0})  # fmt: skip
    for code in ("nb", "nn", "da", "sv"):
        concepts[code] = "" if code == "nn" else [f"{name}-{code}" for name in names]
    documents = units[["doc_id", "country", "tokens"]].assign(status="kept", theme=shares[:, 0])
    return ConceptCounts(units, concepts, matrix), documents


def asked(counts: ConceptCounts, documents: pd.DataFrame, study: Study, k: int = 4) -> Question:
    """The study's model of these counts, and what is asked about its themes."""
    model = fit(study.about.main_model, from_concept_counts(counts), k, study.topics.seed)
    return question_of(model, documents, study)


def planted_topic(question: Question, counts: ConceptCounts, documents: pd.DataFrame) -> int:
    """Number (from 1) of the study's topic that is the first, planted theme."""
    shares = question.reference.transform(counts.matrix)
    with_theme = [np.corrcoef(column, documents["theme"])[0, 1] for column in shares.T]
    return int(np.argmax(with_theme)) + 1
