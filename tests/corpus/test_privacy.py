"""Masks, pseudonyms and names inside texts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nordtema.corpus.privacy import PLACEHOLDER, Pseudonyms, drop_signature, mask
from nordtema.corpus.webpages.names import names_pattern, remove_names

MASKED = {
    "⟨email⟩": [
        "kari.myr@example.no", "k_m+te@sub.example.co.dk", "kari (at) example.se",
        "kari[a]example.no", "kari snabela example dot no",
    ],
    "⟨url⟩": ["http://example.no/te?x=1", "www.example.dk", "example.se", "te.example.no/om/te"],
    "⟨handle⟩": ["@teskje", "@Kari_77"],
    "⟨phone⟩": [
        "22 33 44 55", "912 34 567", "91234567", "+47 912 34 567", "+45 12345678",
        "0046 8 123 456 78",
        "08-123 456 78", "070-123 45 67", "0701234567", "+46 (0)70 123 45 67", "3344 5566",
        "040-12 34 56", "555 01 47", "00 12 34 56", "01 23 45 67",
    ],
    "⟨id⟩": [
        "01017012345", "010170 12345", "410170 12345", "010170-1234", "850314-1234",
        "19850314-1234",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("placeholder", "text"), [(p, text) for p, texts in MASKED.items() for text in texts]
)
def test_masked(placeholder, text):
    assert mask(f"Se {text}, da.") == f"Se {placeholder}, da."
    assert mask(text) == placeholder


@pytest.mark.parametrize(
    "text",
    [
        "I 2009 og 2010, eller 2009 2010, men ikke i 2009–2010.",
        "Det kostet 12 345 678 kroner, 25000000 kr, kr 91234567 og 25 %.",
        "Fra 10 000–20 000 personer, 100 000-120 000 jobb og 1.250.000 i alt.",
        "Lov av 14. mars 2008 § 12-3, jf. kap. 4, Prop. 1 S (2012–2013), dnr 038395-2013.",
        "20100314 er en dato, 14.03.2010 også, og klokka 12.30.",
        "Kari møtte Per kl. 12 @ kafeen. 3 @ 4.",
        "Det er f.eks. bra, m.m. og dvs. slutt.",
        "Org. 556 000 123, side 1234 5, ISBN 978.",
        "Sag nummer 2012-0447, ärende nummer 4410273, og nummer 48 i køen.",
        "Tallene var 10 20 30 40 50 60, og så 12 14 16.",
        "Ring i 2012, eller 2010, og hør om de 12 000 som ringte.",
    ],
)
def test_not_masked(text):
    assert mask(text) == text


def test_announced_numbers_of_any_form():
    assert mask("Ring 02800 eller tlf. 815 00 000.") == "Ring ⟨phone⟩ eller tlf. ⟨phone⟩."
    assert mask("Ringe til 4410273, mobil: 44 10 27.") == "Ringe til ⟨phone⟩, mobil: ⟨phone⟩."
    assert mask("Ring mig på 55 01 47.") == "Ring mig på ⟨phone⟩."
    assert mask("Telefonen er 12345678.") == "Telefonen er ⟨phone⟩."


def test_addresses_are_masked_before_the_names_in_them():
    names = ["Jorun Kvie", "kvie_te"]
    pattern = names_pattern(names, "")
    text = "Skriv til jorun@kvie.example.dk, se www.kvie.example.dk, @kvie.te, @kvie_te, @Jorun."
    assert mask(text, pattern) == "Skriv til ⟨email⟩, se ⟨url⟩, ⟨handle⟩, ⟨name⟩, ⟨name⟩."
    assert mask("@Jorun Kvie: enig.", pattern) == "⟨name⟩: enig."


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
