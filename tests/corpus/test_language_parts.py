"""The languages of a document: its paragraphs first, then its sentences, then the whole."""

import pytest

from nordtema.corpus.language_parts import OMITTED, languages_of, told_left_out

NB = "Jeg vet ikke hvorfor de ikke kunne komme tidligere, men vi så dem først da møtet var over."
NN = "Eg veit ikkje kvifor dei ikkje kunne kome tidlegare, men vi såg dei ikkje før møtet var over."
DA = "Jeg ved ikke, hvorfor de ikke kunne komme før, men vi så dem først, da mødet var forbi."
SV = "Jag vet inte varför de inte kunde komma tidigare, men vi såg dem först när mötet var över."
EN = "I do not know why they could not come earlier, but we saw them only when it was over."
DE = "Ich weiß nicht, warum sie nicht früher kommen konnten, aber wir sahen sie erst am Ende."


def paragraphs(found) -> list[str]:
    return [text for part in found.parts for text, _ in part]


@pytest.mark.parametrize("english", [1, 3, 6])
@pytest.mark.parametrize("first", [True, False])
def test_an_abstract_in_english_stays_out_and_the_document_stays(english, first):
    abstract, report = [EN] * english, [DA] * 7
    found = languages_of([abstract + report if first else report + abstract], "DK")
    assert (found.foreign, found.language) == ("", "da")
    assert paragraphs(found) == report
    assert found.count("paragraph") == english and found.count("sentence") == 0


def test_a_document_is_foreign_when_most_of_its_words_are():
    assert languages_of([[EN, EN, DE, NB]], "NO").foreign == "en"
    assert languages_of([[EN, EN, NB]], "NO", "nb").foreign == "en"
    assert languages_of([[EN], [NB], [NB]], "NO").foreign == ""


def test_one_paragraph_of_two_languages_is_divided_by_its_sentences():
    for text in (f"{EN} {EN} {NB} {NB} {NB}", f"{NB} {NB} {NB} {EN} {EN}"):
        found = languages_of([[text]], "NO")
        assert found.foreign == "" and found.count("sentence") == 2
        (left,) = paragraphs(found)
        assert "know" not in left and left.count("Jeg vet ikke") == 3 and OMITTED in left


def test_a_quotation_in_english_leaves_the_words_and_the_rest_stays():
    quote = "«we shall never give in to the new timetable, whatever it may cost the school»"
    found = languages_of([[f"{NB} Rektor sa at {quote}, og gikk hjem. Elevene lo."]], "NO")
    (left,) = paragraphs(found)
    assert left == f"{NB} Rektor sa at {OMITTED} , og gikk hjem. Elevene lo."
    assert told_left_out(found) == ["1 sentence in English left out"]


@pytest.mark.parametrize(
    "text",
    [f"{NB} Thank you so much. {NB}",
     f"{NB} Vi leste The Old Man and the Sea og For Whom the Bell Tolls. {NB}",
     f"{NB} Per Hansen, Kari Olsen, Ole Berg, Anne Lie, Jon Dahl, Siri Moe, Nils Aas. {NB}"],
)  # fmt: skip
def test_names_titles_and_short_remarks_stay(text):
    found = languages_of([[text]], "NO")
    assert paragraphs(found) == [text] and not found.left_out


def test_short_lines_of_a_foreign_text_are_judged_together():
    lines = ["The boat is at the quay", "and the fisherman is home", "with all of the cod"]
    assert languages_of([lines], "NO").foreign == "en"
    found = languages_of([[NB, EN, "Summary", EN, NB, NB]], "NO")
    assert paragraphs(found) == [NB, NB, NB] and found.count("paragraph") == 3
    assert paragraphs(languages_of([["Abstract", NB, EN]], "NO")) == ["Abstract", NB]


def test_a_quoted_letter_does_not_decide_the_norm():
    found = languages_of([[f"> {SV}", f"> {SV}", f"> {SV}", NB]], "NO")
    assert found.language == "nb"


def test_paragraphs_keep_their_own_norm_where_it_is_sure():
    found = languages_of([[NB * 2, NN * 2, "Slik er det."]], "NO")
    assert found.language == found.parts[0][2][1]
    assert [norm for _, norm in found.parts[0][:2]] == ["nb", "nn"]


def test_short_comments_inherit_and_long_ones_speak_for_themselves():
    found = languages_of([[NB], ["Helt enig!"], [NN * 2]], "NO")
    assert [part[0][1] for part in found.parts] == ["nb", "nb", "nn"]


def test_a_declared_norm_wins_for_the_post():
    found = languages_of([[NB * 3], ["Enig."]], "NO", "nn")
    assert [part[0][1] for part in found.parts] == ["nn", "nn"] and found.seen == "nb"
    assert languages_of([[NN * 2]], "NO", "no").language == "nn"
    assert languages_of([], "NO").parts == ((),)


def test_a_very_long_text_costs_no_more():
    assert languages_of([[DA * 20_000]], "DK").language == "da"
