"""Which norm is a text in, and is it in one of ours at all?"""

import pytest

from nordtema.corpus.language_id import evidence, foreign_language, identify, without_quotes

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


ICELANDIC = "Veðrið var slæmt um kvöldið og börnin biðu heima meðan sjómennirnir lögðu að landi."
FAROESE = "Báturin kom aftur um kvøldið, og børnini stóðu á bryggjuni og bíðaðu eftir faðir sínum."


@pytest.mark.parametrize(("text", "code"), [(ICELANDIC, "is"), (FAROESE, "fo")])
def test_icelandic_and_faroese_are_told_from_nynorsk(text, code):
    assert foreign_language(text) == code


def test_islanders_in_a_norwegian_sentence_make_it_no_icelandic():
    assert foreign_language("Guðrún og Þórður kjøpte garn hos Sigurður i butikken ved kaia.") == ""


def test_quoted_sentences_do_not_decide_unless_there_is_little_else():
    own = "Slik svarte rektor da foreldrene ville vite hvorfor skolen stengte så tidlig:"
    assert without_quotes(f"{own} «{SV}»").split() == own.split()
    assert without_quotes(f"{own}\n> {SV}").split() == own.split()
    assert without_quotes(f"Rektor: «{SV}»") == f"Rektor: «{SV}»"
    assert without_quotes("Ordet «kaos» sa han.") == "Ordet «kaos» sa han."


def test_evidence_of_paragraphs_adds_up():
    both = evidence(NN) + evidence(NN)
    assert both.norm("NO") == "nn" and both.size == 2 * evidence(NN).size
    assert (evidence(EN) + evidence(EN)).foreign() == "en"


def test_words_of_nynorsk_tell_where_the_rest_could_be_either():
    assert identify("Ho har ikkje fleire bilar, berre to.", "NO") == "nn"
    assert identify("Hun har ikke flere biler, bare to.", "NO") == "nb"


SWEDISH = (
    "Regeringen lämnade i går sin proposition om skolornas elever till riksdagen i Helsingfors."
)
FINNISH = (
    "Hallitus antoi eilen eduskunnalle esityksen koulujen oppilaista, ja valiokunta käsittelee sen "
    "ensi viikolla ennen kuin siitä äänestetään täysistunnossa."
)


def test_texts_of_finland_are_swedish_unless_they_are_finnish(finland):
    assert identify(SWEDISH, "FI") == "sv" and foreign_language(SWEDISH) == ""
    assert foreign_language(FINNISH) == "fi"


def test_where_the_words_leave_it_open_the_norm_of_the_country_has_a_head_start(finland):
    for code, norm in (("DK", "da"), ("FI", "sv"), ("SE", "sv")):
        weights = evidence("land for alle").norms(code)
        elsewhere = evidence("land for alle").norms("NO")
        assert weights[norm] == pytest.approx(3 * elsewhere[norm])
