"""Words that are only counted: no context, no multi-word terms, the same lemmas otherwise."""

from collections import Counter

import numpy as np
import pandas as pd

from nordtema.corpus.counted import spelled_out
from nordtema.vocabulary.audit import keywords_in_context
from nordtema.vocabulary.collocations import Pairs
from nordtema.vocabulary.terms import occurrences
from nordtema.vocabulary.tokens import encode, read_words

SENTENCE = "Fiskeren bærer fisken i land og båten ligger ved kaia"


def units(texts: list[str]) -> pd.DataFrame:
    ids = [f"d{n}" for n in range(len(texts))]
    return pd.DataFrame(
        {"unit_id": ids, "doc_id": ids, "country": "NO", "language": "nb", "text": texts}
    )


def counted(text: str) -> str:
    return spelled_out(Counter(text.split()))


def test_the_same_lemmas_as_often():
    texts = [SENTENCE, f"{SENTENCE} {SENTENCE}"]
    read, told = encode(units(texts)), encode(units(list(map(counted, texts))))
    columns = ["lemma", "frequency", "documents"]
    assert told.lemmas[columns].equals(read.lemmas[columns])
    assert told.units["tokens"].tolist() == read.units["tokens"].tolist()


def test_what_stands_beside_a_word_tells_nothing_of_it():
    alone = dict(read_words(counted("løse saken"), "nb"))
    for other in ("å løse saken en", "løse saken de tre"):
        words = dict(read_words(counted(other), "nb"))
        assert words["løse"] == alone["løse"] and words["saken"] == alone["saken"]


def test_a_form_that_may_be_a_stop_word_is_one():
    assert dict(read_words(counted("man siden vår båt"), "nb"))["vår"] == ""
    assert dict(read_words("Om en vår kom båten", "nb"))["vår"] == "vår"


def test_no_terms_are_made_of_words_that_stand_beside_each_other_by_chance():
    term = pd.DataFrame({"language": ["nb"], "lemma": ["holde fast"]})
    assert len(occurrences(encode(units(["båten holde fast", "skolen holde fast"])), term)) == 2
    listed = "\n".join(spelled_out({word: 2}) for word in ("holde", "fast", "båten"))
    assert len(occurrences(encode(units([listed] * 3)), term)) == 0
    lemmas = encode(units([listed])).lemmas
    assert Pairs(encode(units([listed] * 9)), np.arange(len(lemmas))).collocations().empty


def test_counts_are_no_lines_in_which_a_word_is_met():
    found = keywords_in_context(units([counted(SENTENCE), SENTENCE]), {("nb", "båt")})
    assert found["nb", "båt"] == SENTENCE.replace("båten", "[båten]")
    assert keywords_in_context(units([counted(SENTENCE)]), {("nb", "båt")}) == {}
