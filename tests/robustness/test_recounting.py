"""The same texts counted under other choices."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from nordtema.corpus.documents import units_of
from nordtema.robustness.choices import own_choices
from nordtema.robustness.recounting import above, recount
from nordtema.study import Study, Vocabulary
from nordtema.vocabulary.build import build_vocabulary

RULES = Vocabulary(minimum_documents=1, maximum_document_share=1.0, phrases=False)
OWN = own_choices(Study())
TEXTS = [
    ("no1", "NO", "nb", "Skolen ligger ved havnen, og elevene leser bøker om båter og fisk."),
    ("no1", "NO", "nn", "Læraren på skulen fortel om fisk, og elevane skriv i bøkene sine."),
    ("no2", "NO", "nb", "Fiskeren selger fisk i havnen; båten hans er gammel, men fisken er god."),
    ("dk1", "DK", "da", "Skolen ligger ved havnen, og eleverne læser bøger om både og fisk."),
    ("dk1", "DK", "da", "Fiskeren sælger fisk i havnen; fiskerens båd er gammel."),
    ("se1", "SE", "sv", "Skolan ligger vid hamnen, och eleverna läser böcker om båtar och fisk."),
    ("se1", "SE", "sv", "Fiskaren säljer fisk i hamnen; båten är gammal."),
]


@pytest.fixture(scope="module")
def study_tables():
    """Segments, documents, links and counts, as the first two stages of a study leave them."""
    segments = pd.DataFrame(TEXTS, columns=["doc_id", "country", "language", "text"])
    documents = segments.drop_duplicates("doc_id")[["doc_id", "country", "language"]]
    segments = segments.drop(columns="country")
    segments["part"] = segments.groupby("doc_id").cumcount()
    segments["segment_id"] = segments["doc_id"] + "." + segments["part"].astype(str)
    built = build_vocabulary(units_of(segments, documents, "post"), RULES)
    return segments, documents, built.links, built.counts


def counted(study_tables, rules: Vocabulary = RULES, **choices):
    one = replace(OWN, **choices)
    return recount(*study_tables[:3], rules, [one])[one.counting]


def test_under_the_studys_own_choices_the_counts_are_the_studys(study_tables):
    counts, again = study_tables[3], counted(study_tables)
    shared = counts.shared
    assert again.concepts["concept"].tolist() == counts.concepts["concept"].iloc[shared].tolist()
    assert again.concepts["shared"].all()
    assert (again.matrix != counts.matrix[:, shared]).nnz == 0
    pd.testing.assert_frame_equal(again.units, counts.units)


def test_documents_are_the_sum_of_their_posts(study_tables):
    posts, documents = counted(study_tables), counted(study_tables, unit="document")
    assert documents.units["doc_id"].tolist() == ["no1", "no2", "dk1", "se1"]
    assert documents.units["tokens"].sum() == posts.units["tokens"].sum()
    fisk = [list(c.concepts["concept"]).index("fisk") for c in (posts, documents)]
    by_post = pd.Series(posts.matrix[:, fisk[0]].toarray().ravel(), posts.units["doc_id"])
    by_post = by_post.groupby(level=0, sort=False).sum()
    assert documents.matrix[:, fisk[1]].toarray().ravel().tolist() == by_post.tolist()


def test_words_read_in_a_norm_in_which_they_were_not_linked_stand_alone(study_tables):
    """The first document has a Nynorsk part, which as a document is read as Bokmål."""
    any_word = counted(study_tables, unit="document", shared_words="any")
    names = set(any_word.concepts["concept"])
    assert "skulen (nb)" in names or "skule (nb)" in names
    assert any_word.matrix.shape[0] == 4


def test_noun_like_concepts_are_a_part_of_all(study_tables):
    words = [set(counted(study_tables, words=w).concepts["concept"]) for w in ("all", "nouns")]
    assert words[1] < words[0]
    assert {"skole", "fisk", "elev"} <= words[1]
    assert "gammel" in words[0] - words[1]


def test_shared_by_every_norm_is_less_than_shared_by_every_country(study_tables):
    by_country = counted(study_tables).concepts
    by_norm = counted(study_tables, shared_words="languages").concepts
    assert set(by_norm["concept"]) < set(by_country["concept"])
    assert (by_norm[["nb", "nn", "da", "sv"]] != "").all(axis=None)


LINKS = pd.DataFrame(
    [("a", "dictionary", 1.0, "accepted"), ("b", "cognate", 0.97, "accepted"),
     ("c", "cognate", 0.91, "accepted"), ("d", "cognate", 0.9, "review"),
     ("e", "cognate", 0.8, "review"), ("f", "none", 0.0, "accepted")],
    columns=["concept", "method", "score", "status"],
)  # fmt: skip


@pytest.mark.parametrize(
    ("threshold", "fallen"),
    [(0.8, ""), (0.85, "e"), (0.95, "de"), (0.96, "cde"), (1.0, "bcde")],
)
def test_weak_links_fall_first_those_that_wait_for_review(threshold, fallen):
    """c is a term of two accepted links: its score is their product."""
    table = above(LINKS, threshold, accept=0.95)
    assert "".join(table.loc[table["status"] == "rejected", "concept"]) == fallen
    assert LINKS["status"].ne("rejected").all()


def test_without_weak_links_their_words_stand_alone(study_tables):
    segments, documents, links, _ = study_tables
    doubtful = links.assign(
        method=links["method"].where(links["concept"] != "fisk", "cognate"),
        score=links["score"].where(links["concept"] != "fisk", 0.85),
        status=links["status"].where(links["concept"] != "fisk", "review"),
    )
    names = {
        threshold: set(counted((segments, documents, doubtful), link_threshold=threshold,
                               shared_words="any").concepts["concept"])
        for threshold in (0.8, 0.95)
    }  # fmt: skip
    assert "fisk" in names[0.8] and "fisk" not in names[0.95]
    assert {"fisk (nb)", "fisk (da)", "fisk (sv)"} <= names[0.95]
    assert np.array(sorted(names[0.95] - names[0.8])).size == 4
