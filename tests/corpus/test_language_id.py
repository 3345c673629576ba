"""Which norm is a text in, and is it in one of ours at all?"""

import pytest

from nordtema.corpus.language_id import foreign_language, identify, language_of_parts

NB = "Jeg vet ikke hvorfor de ikke kunne komme tidligere, men vi så dem først da møtet var over."
NN = "Eg veit ikkje kvifor dei ikkje kunne kome tidlegare, men vi såg dei ikkje før møtet var over."
DA = "Jeg ved ikke, hvorfor de ikke kunne komme før, men vi så dem først, da mødet var forbi."
SV = "Jag vet inte varför de inte kunde komma tidigare, men vi såg dem först när mötet var över."
EN = "I do not know why they could not come earlier, but we saw them only when it was over."


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [(NB, "NO", "nb"), (NN, "NO", "nn"), (DA, "DK", "da"), (SV, "SE", "sv"), (SV, "NO", "sv")],
)
def test_the_four_norms_are_told_apart(text, country, code):
    assert identify(text, country) == code
    assert foreign_language(text) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [(EN, "en"), ("Ich weiß nicht, warum sie gestern nicht früher kommen konnten.", "de"),
     ("En tiedä, miksi he eivät voineet tulla aikaisemmin eilen illalla.", "fi")],
)  # fmt: skip
def test_other_languages_are_found(text, code):
    assert foreign_language(text) == code


def test_a_few_foreign_words_are_no_foreign_text():
    assert foreign_language("Thank you very much") == ""


def test_a_very_long_text_costs_no_more():
    assert identify(DA * 50_000, "DK") == "da"


def test_short_comments_inherit_and_long_ones_speak_for_themselves():
    found = language_of_parts([NB, "Helt enig!", NN * 2], "NO")
    assert found == ["nb", "nb", "nn"]


def test_a_declared_norm_wins_for_the_post():
    assert language_of_parts([NB, "Enig."], "NO", "nn") == ["nn", "nn"]
    assert language_of_parts([], "NO") == []
