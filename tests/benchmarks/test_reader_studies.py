"""Studies made up to time the reader are as large as stated, and what is asked of them is there."""

from urllib.parse import parse_qs

from nordtema.report.reader import data_files
from reader import CONCEPTS, forms_of, questions, study


def test_no_two_concepts_have_a_form_in_common():
    forms = [form for concept in forms_of(CONCEPTS) for norm in concept for form in norm]
    assert len(set(forms)) == len(forms)


def test_what_is_asked_is_in_the_study():
    content = study(40, 5)
    assert content.shares.shape == (40, 5) and len(content.texts) == 40
    assert (
        len(data_files(content)["index"]["files"]) == 5 + 4
    )  # shares; words, texts, forms, weights
    known, ids = set(content.forms["form"]), set(content.texts)
    for asked in questions(40, 5).values():
        for state in map(parse_qs, asked):
            assert set(" ".join(state.get("q", [])).split()) <= known
            assert set(state.get("doc", [])) <= ids
            assert set(state.get("theme", [])) <= set("12345")
