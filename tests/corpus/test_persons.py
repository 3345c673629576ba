"""Who signs a text: persons are hidden, institutions stay words, nobody is nobody."""

import pandas as pd
import pytest

from nordtema.corpus.documents import author_evidence, read_country
from nordtema.corpus.page import read_page
from nordtema.corpus.persons import (
    Evidence,
    evidence_of,
    is_listed_institution,
    is_nobody,
    is_person,
    persons_in,
)
from nordtema.corpus.privacy import Pseudonyms
from nordtema.study import Corpus

INSTITUTIONS = (
    "Regjeringa|Fylkeskommunen|Seilerlaget|Musikkskolen|Bondepartiet|Rød Ungdom|Røde Kors"
    "|Finansministerens kontor|Liberalerna|Kommunfullmäktige|Region Halland|Danske Kommuner|NTNU"
    "|KrF|SVT|Fjordbanken AS|AB Sågverket|A/S Garnfabrikken|Direktoratet for havner"
    "|Universitetet i Bergen|Syddansk Universitet|Lokalposten|Lærerforbundet|Dal & datter"
    "|Naturvernforbundet|Uddannelsesministeriet|Svenska kyrkan|Försäkringskassan|Statens vegvesen"
    "|Olav Moes Stiftelse|Elevene i niende|Landbrug & Fødevarer|NTB|Ritzau|TT|regjeringen"
    "|Føroya Landsstyre|Kvenungdommen|Byantikvaren|Datatilsynet|Havnevesenet|Foreldrene|Ministern"
)
PERSONS = {
    "Kari Brattvoll": "Kari Brattvoll",
    "Brattvoll, Kari": "Kari Brattvoll",
    "BRATTVOLL, KARI": "KARI BRATTVOLL",
    "kari brattvoll": "kari brattvoll",
    "Kari B.": "Kari B.",
    "K. Brattvoll": "K. Brattvoll",
    "Brattvoll, K.": "K. Brattvoll",
    "Moe, Per Arne": "Per Arne Moe",
    "Ballo, Olav Gunnar": "Olav Gunnar Ballo",
    "Hussein, Marian": "Marian Hussein",
    "Vik-Lie, Aki-Zoe": "Aki-Zoe Vik-Lie",
    "Ohle, Rowena von": "Rowena von Ohle",
    "Bank, Heidi": "Heidi Bank",
    "Magnus Skretting": "Magnus Skretting",
    "Hansen, leder": "Hansen",
    "Hansen, KrF": "Hansen",
    "von der Aa, Anna": "Anna von der Aa",
    "Bjørn Berg": "Bjørn Berg",
    "Storm Lie": "Storm Lie",
    "Ann-Kristin Vik": "Ann-Kristin Vik",
    "Margaret Holm": "Margaret Holm",
    "Thandi Nkosi": "Thandi Nkosi",
    "Hansen": "Hansen",
    "Ellen": "Ellen",
    "Haugen": "Haugen",
    "tankeX": "tankeX",
    "brindrak": "brindrak",
    "teskje77": "teskje77",
    "statsråd Kari Moe": "Kari Moe",
    "Statsråd Kari Moe (Sp)": "Kari Moe",
    "Kari Moe, Seilerlaget": "Kari Moe",
    "Kari Moe, leder": "Kari Moe",
    "Kari Moe/NTB": "Kari Moe",
    "Tekst: Kari Moe": "Kari Moe",
    "kari.moe@example.org": "kari moe",
    "Ole Moe AS": "Ole Moe AS",
}


@pytest.mark.parametrize("author", INSTITUTIONS.split("|"))
def test_institutions_are_no_persons(author):
    assert persons_in(author) == ()


@pytest.mark.parametrize("author", PERSONS)
def test_persons_are_persons_however_written(author):
    assert persons_in(author) == (PERSONS[author],)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Kari Moe og Ola Lie", ["Kari Moe", "Ola Lie"]),
        ("Kari Moe, Ola Lie och Thandi Nkosi", ["Kari Moe", "Ola Lie", "Thandi Nkosi"]),
        ("Moe, Kari; Lie, Ola", ["Kari Moe", "Ola Lie"]),
        ("Kari Moe & Seilerlaget", ["Kari Moe"]),
        ("Kari Moe | Kari Moe", ["Kari Moe"]),
        ("Natur og Ungdom", []),
    ],
)
def test_several_authors_are_told_apart(author, names):
    assert list(persons_in(author)) == names


@pytest.mark.parametrize(
    "author",
    ["", " ", "-", "–", "N/A", "nan", "admin", "Administrator", "Redaksjonen", "REDAKTIONEN",
     "redaksjonen.", "webmaster", "Okänd", "Ukjent", "Ukendt forfatter", "anonym", "Anonymous",
     "gjest", "Gäst", "gæst", "Leserinnlegg"],
)  # fmt: skip
def test_values_that_mean_nobody(author):
    assert is_nobody(author) and persons_in(author) == () and Pseudonyms().of(author) == ""


@pytest.mark.parametrize("author", ["NTB", "Ritzau", "TT", "Kommunen", "Kari", "Adminsen", "Tom"])
def test_agencies_and_institutions_are_somebody(author):
    assert not is_nobody(author) and Pseudonyms().of(author)


def test_small_letters_in_any_text_make_a_word_of_a_name():
    authors = ["Kvilan", "Grøn Trivsel", "Nkosi", "Bjørn Berg", "brindrak"]
    texts = ["Vi hviler ved ein kvilan.", "Mere om grøn trivsel for alle.", "En bjørn på et berg",
             "En brindrak", "nkosi er en nkosi"]  # fmt: skip
    found = evidence_of(authors, texts)
    assert found == Evidence(frozenset({"kvilan", "grøn trivsel"}))
    assert [is_person(name, found) for name in authors] == [False, False, True, True, True]


def test_a_name_that_others_write_in_small_letters_is_no_word():
    assert evidence_of(["Brindrak"], ["Enig med brindrak. Som brindrak skriver."]).words == set()


def test_texts_are_read_only_while_a_name_is_in_question():
    read = []

    def texts():
        for text in ("En kvilan", "to"):
            read.append(text)
            yield text

    evidence_of(["Kari Moe", "Kommunen", "admin"], texts())
    assert read == []
    evidence_of(["Kvilan"], texts())
    assert read == ["En kvilan"]


def test_nicknames_of_pages_are_judged_by_listed_words_alone():
    assert is_listed_institution("Oslo kommune") and is_listed_institution("Regjeringen")
    for name in ("Lemen", "tankeX", "ABC", "Ham med hatten", "Kari Moe", "En glad laks"):
        assert not is_listed_institution(name), name


def test_an_institution_that_signs_stays_in_its_text():
    text = "Seilerlaget krever plass. Vi støtter seilerlaget, sier Seilerlaget i dag."
    assert read_page(text, "Seilerlaget").parts[0].paragraphs == (text,)
    page = "Musikkskolen\n\nMusikkskolen åpner i dag.\n\nAlle roser Musikkskolen nå."
    assert " ".join(read_page(page, "Musikkskolen").parts[0].paragraphs).count("skolen") == 3


def test_each_of_several_authors_is_hidden_and_the_institution_is_not():
    text = "Kari Moe møtte Per Lie. Moe og Lie talte, og Seilerlaget lyttet til Kari."
    hidden = read_page(text, "Moe, Kari; Per Lie; Seilerlaget").parts[0].paragraphs[0]
    assert hidden == (
        "⟨name⟩ møtte ⟨name⟩. ⟨name⟩ og ⟨name⟩ talte, og Seilerlaget lyttet til ⟨name⟩."
    )


def corpus_of(rows) -> pd.DataFrame:
    columns = ["author", "text"]
    index = pd.DataFrame(rows, columns=columns).assign(country="DK", language="", date="", title="")
    return index.assign(doc_id=[f"d{n}" for n in range(len(index))])


def test_writers_are_one_however_spelled_and_nobody_is_empty():
    authors = ["Søren Åberg", "Åberg, Søren", "Sören Aaberg", "SÃ¸ren Ã…berg", "A Moe; B Lie",
               "B Lie og A Moe", "Redaktionen", "-", "Kommunen", "kommunen"]  # fmt: skip
    text = "Kommunen bygger en ny skole ved havnen, og forældrene er enige med Søren Åberg."
    found = read_country(corpus_of([(author, text) for author in authors]), "DK", Corpus())
    writers = found.documents["author"].tolist()
    assert writers == ["DK_1"] * 4 + ["DK_2"] * 2 + ["", ""] + ["DK_3"] * 2
    assert found.segments["writer"].tolist() == writers
    texts = found.segments["text"].tolist()
    assert {one.split(" med ")[1] for one in texts[:4]} == {"⟨name⟩."}
    assert all("Kommunen" in one for one in texts)


def test_the_evidence_is_that_of_all_countries():
    index = corpus_of([("Kvilan", "Kvilan er åben."), ("", "Vi ser en kvilan i dag.")])
    index.loc[1, "country"] = "SE"
    assert author_evidence(index).words == {"kvilan"}
    text = read_country(index, "DK", Corpus(minimum_words=1)).segments["text"].item()
    assert text == "Kvilan er åben."


@pytest.mark.parametrize(
    "name", ["Norsk Ull", "Svensk Ost", "Fjellsjefen", "Rektor", "Kyrkoherden", "Havnekapteinen"]
)
def test_who_speaks_in_office_or_for_a_nation_is_no_person(name):
    assert persons_in(name) == ()


def test_names_that_hold_such_words_are_persons_all_the_same():
    assert persons_in("Anna Svensk") == ("Anna Svensk",)
    assert persons_in("rektor Kari Dal") == ("Kari Dal",)
