"""The class of a word in its sentence: what it depends on, and what it does not."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nordtema.languages import LANGUAGES
from nordtema.vocabulary.readings.classes import ClassTables, ClassWeights, class_weights
from nordtema.vocabulary.readings.features import BOUNDARY
from nordtema.vocabulary.readings.table import CLASSES, classes_in_table

#: forms of several classes, words that decide between them, and forms that no table has
FORMS = {
    "da": ["en", "at", "hun", "tog", "ved", "får", "fundet", "Leder", "langsomt", "Århus", "zqx"],
    "nb": ["en", "å", "hun", "så", "leser", "svart", "dør", "Laget", "lett", "Tromsø", "zqx"],
    "nn": ["ein", "å", "ho", "skriv", "gjeld", "svara", "dør", "Låg", "lett", "Tromsø", "zqx"],
    "sv": ["en", "att", "hon", "låg", "bad", "öppna", "får", "Händer", "långsamt", "Umeå", "zqx"],
}
languages = st.sampled_from(list(LANGUAGES))


def words_of(language: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(FORMS[language]), min_size=least, max_size=8)


def stream_of(texts: list[list[str]], language: str) -> tuple[ClassTables, np.ndarray]:
    """Texts with a boundary before and after each, as the corpus has them."""
    forms = [BOUNDARY, *FORMS[language]]
    stream = [n for words in texts for n in (0, *map(forms.index, words), 0)]
    return ClassTables([(language, form) for form in forms]), np.array(stream)


def classes_of(texts: list[list[str]], language: str) -> list[list[int]]:
    """The classes of the words of each text."""
    tables, stream = stream_of(texts, language)
    found, ends = tables.classes(stream).tolist(), np.cumsum([len(words) + 2 for words in texts])
    return [found[end - len(words) - 1 : end - 1] for words, end in zip(texts, ends, strict=True)]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_text_has_its_classes_whatever_stands_before_and_after_it(data):
    language = data.draw(languages)
    texts = data.draw(st.lists(words_of(language), min_size=1, max_size=4))
    alone = [classes_of([words], language)[0] for words in texts]
    assert classes_of(texts, language) == alone


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_sentence_has_its_classes_whatever_stands_before_and_after_it(data):
    """One boundary stands between sentences, where two stand between texts."""
    language = data.draw(languages)
    sentences = data.draw(st.lists(words_of(language, 1), min_size=1, max_size=4))
    joined = [word for words in sentences for word in (*words, BOUNDARY)][:-1]
    (found,) = classes_of([joined], language)
    expected = [name for words in sentences for name in classes_of([words], language)[0]]
    assert [n for word, n in zip(joined, found, strict=True) if word != BOUNDARY] == expected


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_part_of_a_stream_has_the_classes_of_the_whole(data):
    language = data.draw(languages)
    tables, stream = stream_of(data.draw(st.lists(words_of(language), max_size=3)), language)
    start = data.draw(st.integers(0, len(stream)))
    stop = data.draw(st.integers(start, len(stream)))
    whole = tables.classes(stream) if len(stream) else np.empty(0)
    if start < stop:
        assert np.array_equal(tables.classes(stream, start, stop), whole[start:stop])


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_parts_of_any_size_make_up_the_whole(data):
    language = data.draw(languages)
    texts = data.draw(st.lists(words_of(language, 1), min_size=1, max_size=4))
    tables, stream = stream_of(texts, language)
    cuts = data.draw(st.sets(st.integers(1, len(stream) - 1), max_size=4))
    ends = sorted({0, len(stream), *cuts})
    parts = [tables.classes(stream, start, stop) for start, stop in pairwise(ends)]
    assert np.array_equal(np.concatenate(parts), tables.classes(stream))


def test_only_two_words_on_either_side_count():
    tables, stream = stream_of([["en", "hun", "tog", "ved", "at", "får", "en", "tog"]], "da")
    other, far = stream.copy(), FORMS["da"].index("langsomt") + 1
    other[[1, 7]] = far  # three before, and three after
    assert tables.classes(stream)[4] == tables.classes(other)[4]


def test_the_words_around_it_tell_a_form_from_itself():
    """Else all that is said of context here would be true of none."""
    one, other = classes_of([["en", "tog"], ["hun", "tog", "en"]], "da")
    assert CLASSES[one[1]] == "noun"
    assert CLASSES[other[1]] == "verb"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_listed_form_is_of_a_class_that_it_is_listed_with(language):
    listed = classes_in_table(language)
    random = np.random.default_rng(1)
    forms = [BOUNDARY, *listed, *(form.capitalize() for form in listed), *FORMS[language]]
    tables = ClassTables([(language, form) for form in forms])
    for _ in range(3):
        stream = np.concatenate([[0], random.permutation(len(forms)), [0]])
        for number, name in zip(stream.tolist(), tables.classes(stream).tolist(), strict=True):
            allowed = listed.get(forms[number].lower(), frozenset(CLASSES))
            if forms[number][0].isupper():
                allowed |= {"proper"}
            assert CLASSES[name] in allowed, forms[number]


def test_a_name_that_is_a_listed_word_too_stays_one_without_a_capital():
    """With weights that say *name* of everything."""
    eager = np.zeros_like(class_weights("da").weights)
    eager[:, CLASSES.index("proper")] = 127
    weights = {"da": ClassWeights(class_weights("da").keys, eager)}
    tables = ClassTables([("da", BOUNDARY), ("da", "tog"), ("da", "Tog")], weights)
    small, capital = tables.classes(np.array([0, 1, 2, 0]))[1:3]
    assert CLASSES[small] in ("noun", "verb")
    assert CLASSES[capital] == "proper"


def test_norms_do_not_look_at_each_others_table():
    """*Svara* is listed in Nynorsk, and nothing bars it in the other norms."""
    types = [("nn", BOUNDARY), ("nn", "svara"), ("nb", BOUNDARY), ("nb", "svara")]
    nn_alone = ClassTables(types[:2]).classes(np.array([0, 1, 0]))[1]
    both = ClassTables(types).classes(np.array([0, 1, 0, 2, 3, 2]))
    assert both[1] == nn_alone
    assert CLASSES[nn_alone] in classes_in_table("nn")["svara"]


@pytest.mark.parametrize(
    "form", ["x", "42", "-", "ÅÅÅ", "東京", "Привет", "a-b", "d’Arc", "q" * 300]
)
def test_any_form_has_a_class(form):
    for language in LANGUAGES:
        tables = ClassTables([(language, BOUNDARY), (language, form)])
        found = tables.classes(np.array([0, 1, 0]))
        assert found.dtype == np.int8
        assert 0 <= found[1] < len(CLASSES)
