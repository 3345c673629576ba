"""How a study is cited, and what is said of republishing."""

import pytest

from nordtema.report.sentences.citing import citation, missing_sentence, republishing_sentences
from nordtema.study import About, Report


def test_a_study_is_cited_with_all_that_it_says_of_itself():
    about = About(title="Sea & school", authors=("Kari Vik", "Bo Ås"), published="2026-11-01")
    assert citation(about, "0.2.0", "abc") == (
        "Kari Vik and Bo Ås. Sea & school (2026). Study abc, made with nordtema 0.2.0."
    )
    assert missing_sentence(about) == ""


def test_what_a_citation_lacks_is_said():
    about = About(title="Sea")
    assert citation(about, "0.2.0", "abc") == "Sea. Study abc, made with nordtema 0.2.0."
    assert "about.authors and about.published" in missing_sentence(about)
    assert "authors" not in missing_sentence(About(authors=("A",)))


@pytest.mark.parametrize(("asked", "said"), [("none", "no text"), ("short", "80 words")])
def test_licences_are_counted_and_their_lack_is_said(asked, said):
    licences = ["CC BY", " CC BY", "", "none", ""]
    shown, known, _, silent = republishing_sentences(licences, Report(passages=asked))
    assert said in shown
    assert known == "Licences that the corpus names: CC BY (2 texts) and none (1 text)."
    assert silent.startswith("Of 40 % of the texts it names none")


def test_many_licences_are_told_in_part_and_none_is_told_as_such():
    _, known, _ = republishing_sentences(map(str, range(8)), Report())
    assert known.endswith("5 (1 text) and 2 further licences.")
    assert len(republishing_sentences(["", ""], Report())) == 2
