"""A country that the study declares, as cells and folders name it; and one that it does not."""

import pytest

from nordtema.corpus.sources import read_corpus
from nordtema.corpus.sources.names import country_of
from nordtema.languages import completed_countries, declare_countries
from nordtema.study import StudyError

ROWS = "id;country;text\n1;{};hej\n2;Norge;hei\n"


@pytest.mark.parametrize("cell", ["FI", "fi", "Finland", "finland", "Suomi", "FIN", "sv-FI", "🇫🇮"])
def test_a_declared_country_is_known_under_all_its_names(finland, cell):
    assert country_of(cell) == "FI"


@pytest.mark.parametrize("cell", ["FI", "Finland", "Suomi"])
def test_an_undeclared_country_says_how_to_declare_it(make_corpus, cell):
    with pytest.raises(StudyError) as refused:
        read_corpus(make_corpus({"t.csv": ROWS.format(cell)}))
    line = str(refused.value)
    assert "row 2" in line and "FI is no country of this study" in line
    assert "declare it with corpus.countries={FI: {languages: [..]}}" in line
    assert "(nb, nn, da, sv)" in line
    assert "NO (Norway), DK (Denmark), SE (Sweden)" in line and "\n" not in line


def test_what_one_study_has_declared_is_unknown_to_the_next(finland):
    assert country_of("Finland") == "FI"
    declare_countries({})
    assert country_of("Finland") == "" and country_of("Sverige") == "SE"


@pytest.mark.parametrize("folder", ["Finland", "suomi", "FI"])
def test_a_folder_is_named_for_a_declared_country(make_corpus, finland, folder):
    found = read_corpus(make_corpus({f"{folder}/a.txt": "hej", "no/b.txt": "hei"})).documents
    assert dict(zip(found["doc_id"], found["country"], strict=True))[f"{folder}/a"] == "FI"


def test_a_folder_of_an_undeclared_country_says_how_to_declare_it(make_corpus):
    with pytest.raises(StudyError, match=r"^Finland/: FI is no country of this study; declare it"):
        read_corpus(make_corpus({"Finland/a.txt": "hej", "no/b.txt": "hei"}))


def test_a_study_may_call_its_country_as_it_likes():
    facts = {"languages": ["nb"], "name": "Sápmi", "adjective": "", "colour": "", "marker": ""}
    declare_countries(completed_countries({"AX": facts}))
    assert {country_of(name) for name in ("Sápmi", "sápmi", "Åland")} == {"AX"}
    assert country_of("Atlantis") == ""
