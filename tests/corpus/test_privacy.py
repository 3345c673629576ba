"""Masks, pseudonyms and names inside texts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.identifiers import KINDS
from nordtema.corpus.privacy import PLACEHOLDER, Pseudonyms, drop_signature, mask
from nordtema.corpus.webpages.names import names_pattern, remove_names


def test_addresses_are_masked_before_the_names_in_them():
    names = ["Jorun Kvie", "kvie_te"]
    pattern = names_pattern(names, "")
    text = "Skriv til jorun@kvie.example.dk, se www.kvie.example.dk, @kvie.te, @kvie_te, @Jorun."
    assert mask(text, pattern) == "Skriv til ⟨email⟩, se ⟨url⟩, ⟨handle⟩, ⟨name⟩, ⟨name⟩."
    assert mask("@Jorun Kvie: enig.", pattern) == "⟨name⟩: enig."
    assert mask("Jorun bor i Jorun Kvies gate 3.", pattern) == "⟨name⟩ bor i ⟨address⟩."


@pytest.mark.slow
def test_reading_a_page_with_names_loads_no_dictionary():
    code = "import sys; from nordtema.corpus.page import read_page as r;"
    code += "r('Te\\n\\n2 svar\\n1. brindrak sier:\\nTe.\\n2. Kari sier:\\nEnig med brindrak.');"
    code += "assert 'simplemma' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=200))
def test_masking_twice_is_masking_once(text):
    once = mask(text)
    assert mask(once) == once


def test_pseudonyms_are_stable_whatever_the_spelling():
    pseudonyms = Pseudonyms()
    assert [pseudonyms.of(n) for n in ("Søren Aa", "Kari", " sören  å ", "KARI", "@kari:")] == [
        "writer_1", "writer_2", "writer_1", "writer_2", "writer_2",
    ]  # fmt: skip
    assert pseudonyms.of("") == pseudonyms.of(" • ") == ""
    assert len(pseudonyms) == 2


@pytest.mark.parametrize(
    ("names", "text", "hidden"),
    [
        (["Anna Myr"], "Anna Myr og anna myr. Myrs te. Annas te. Anna's te.",
         "⟨name⟩ og ⟨name⟩. ⟨name⟩ te. ⟨name⟩ te. ⟨name⟩ te."),
        (["Hans Lie"], "Hans' te er Lies.", "⟨name⟩ te er ⟨name⟩."),
        (["Søren"], "Hej Sören, sagde SØREN.", "Hej ⟨name⟩, sagde ⟨name⟩."),
        (["Maria"], "Enig med Maria. Maria har rett, @Maria!",
         "Enig med ⟨name⟩. ⟨name⟩ har rett, ⟨name⟩!"),
        (["Kari fra Vik"], "Kari bor i Vik.", "⟨name⟩ bor i Vik."),
        (["teskje77"], "Teskje77 vet det.", "⟨name⟩ vet det."),
        (["tankeX"], "Som TankeX skriver.", "Som ⟨name⟩ skriver."),
        (["brindrak"], "Enig med brindrak.", "Enig med ⟨name⟩."),
        (["Tone Å."], "Tone Å. og Tone.", "⟨name⟩ og ⟨name⟩."),
        (["Annar"], "Anna og Annarsson er andre.", "Anna og Annarsson er andre."),
    ],
)  # fmt: skip
def test_names_are_hidden(names, text, hidden):
    assert remove_names(text, names) == hidden


def test_ordinary_words_are_not_wiped():
    text = "Leser du dette? En leser vet det. Kaffetid er best, og en kaffetid er nå."
    assert remove_names(text, ["leser", "kaffetid"]) == text
    assert remove_names("Leser: takk! Hei leser, og @leser.", ["leser"]) == (
        "⟨name⟩: takk! Hei ⟨name⟩, og ⟨name⟩."
    )
    assert remove_names("En en dag.", ["En glad laks"]) == "En en dag."
    assert remove_names("Takk, En glad laks!", ["En glad laks"]) == "Takk, ⟨name⟩!"


@pytest.mark.parametrize(
    ("name", "text", "hidden"),
    [
        ("Mannen med hatten", "Jeg er mannen med hatten. Takk, mannen med hatten!",
         "Jeg er mannen med hatten. Takk, ⟨name⟩!"),
        ("Ham med ledningen", "Spørg ham med ledningen. Hej Ham med ledningen!",
         "Spørg ham med ledningen. Hej ⟨name⟩!"),
        ("Gammel lærer", "En gammel lærer sa det. Gammel lærer: du tar feil.",
         "En gammel lærer sa det. ⟨name⟩: du tar feil."),
        ("3STA", "I går hadde 3STA fri. Hei 3STA!", "I går hadde 3STA fri. Hei ⟨name⟩!"),
        ("Ole Lyby", "Skolen i Øster Lyby. Da Lyby kom. Så fru Lyby, og Per Lyby, og Lyby Skole.",
         "Skolen i Øster Lyby. Da ⟨name⟩ kom. Så fru ⟨name⟩, og Per Lyby, og Lyby Skole."),
        ("Ole Lyby", "Enig, Lyby! Ole har rett. Ole Lyby og Lybys hund.",
         "Enig, ⟨name⟩! ⟨name⟩ har rett. ⟨name⟩ og ⟨name⟩ hund."),
        ("Morten Dahl", "Fine innspill Morten, stå på!", "Fine innspill ⟨name⟩, stå på!"),
        ("golovan", "Enig med golovan. Golovan har rett.", "Enig med ⟨name⟩. ⟨name⟩ har rett."),
        ("Bjørn", "Vi så bjørn i skogen, sa Bjørn.", "Vi så bjørn i skogen, sa ⟨name⟩."),
        ("Keeperen", "Keeperen tok den. Enig med Keeperen om keeperen.",
         "Keeperen tok den. Enig med ⟨name⟩ om keeperen."),
    ],
)  # fmt: skip
def test_nicknames_places_and_family_names(name, text, hidden):
    assert remove_names(text, [name]) == hidden


def test_a_word_met_in_small_letters_is_a_name_only_amid_a_sentence():
    text = "Berg og dal. Så kom Berg, og så et berg."
    assert remove_names(text, ["Kari Berg"]) == "Berg og dal. Så kom ⟨name⟩, og så et berg."


@pytest.mark.parametrize(
    ("paragraphs", "names", "left", "signed"),
    [
        (["Takk.", "Torunn."], ["Torunn Myr"], ["Takk."], "Torunn."),
        (["Takk. /Kalle"], ["Kalle"], ["Takk."], "Kalle"),
        (["Takk! Mvh Per"], ["noen"], ["Takk!"], "Per"),
        (["Takk.", "- Anne"], ["Anne"], ["Takk."], "- Anne"),
        (["Takk.", "Vennlig hilsen", "Kari Myr"], ["Kari Myr"], ["Takk."], "Kari Myr"),
        (["Takk.", "Torunn."], ["Kari"], ["Takk.", "Torunn."], ""),
        (["Torunn"], ["Torunn"], ["Torunn"], ""),
        ([], ["Torunn"], [], ""),
        (["Hun sendte en hilsen til oss."], ["Kari"], ["Hun sendte en hilsen til oss."], ""),
    ],
)
def test_signatures(paragraphs, names, left, signed):
    assert drop_signature(paragraphs, names) == (left, signed)


def test_placeholders_are_whole_tokens():
    assert PLACEHOLDER.sub("", mask("Skriv til kari@example.no.")) == "Skriv til ."
    assert all(PLACEHOLDER.fullmatch(f"⟨{kind}⟩") for kind in ("name", *KINDS))
