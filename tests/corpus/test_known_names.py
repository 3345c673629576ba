"""Writers known corpus-wide, names.csv, public persons, and the review."""

import pandas as pd
import pytest

from nordtema.corpus.documents import hide_across, read_country
from nordtema.corpus.known_names import known_names, public_persons, read_names
from nordtema.corpus.masking import joined_reviews, mask_persons
from nordtema.corpus.sources import read_corpus
from nordtema.study import Corpus, StudyError

TEXT = "Vi skriver om skolen og om havnen, og det gjør vi hver uke i avisa her i byen. "


def segments(*texts: str) -> pd.DataFrame:
    rows = [(f"d{n}", "nb", text) for n, text in enumerate(texts)]
    return pd.DataFrame(rows, columns=["doc_id", "language", "text"])


def masked(known, *texts: str) -> list[str]:
    return mask_persons(segments(*texts), known)[0]["text"].tolist()


def decided(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "decision"])


@pytest.mark.parametrize(
    "text",
    ["Quorlev Brastad skrev.", "quorlev brastads tekst", "Brastad, Quorlev og andre",
     "Brastad Quorlev", "QUORLEV BRASTAD", "Quorlev\nBrastad"],
)  # fmt: skip
def test_a_writer_is_hidden_in_every_text_however_written(text):
    (found,) = masked(known_names(["Quorlev Brastad"]), text)
    assert "⟨name⟩" in found and "rastad" not in found.lower() and "uorlev" not in found.lower()


def test_accents_and_middle_names():
    known = known_names(["Søren Kjær Åberg"])
    assert masked(known, "Soren Kjaer Aaberg", "søren åberg") == ["⟨name⟩", "⟨name⟩"]


def test_a_family_name_of_a_writer_needs_a_cue_and_a_given_name_alone_is_anybodys():
    known = known_names(["Quorlev Havre"])
    assert masked(known, "Havre og bygg. Fru Havre kom.") == ["Havre og bygg. Fru ⟨name⟩ kom."]
    assert masked(known, "Da kom Quorlev.") == ["Da kom Quorlev."]


def test_nicknames_that_are_no_words():
    known = known_names(["brindrak", "teskje77", "leser"], is_word=lambda word: word == "leser")
    (found,) = masked(known, "Enig med brindrak og Teskje77, sa en leser.")
    assert found == "Enig med ⟨name⟩ og ⟨name⟩, sa en leser."


def test_the_researcher_has_the_last_word():
    rows = decided(("Kari Moe", "keep"), ("Fiskekompaniet", "mask"))
    known = known_names(["Kari Moe", "Per Lie"], decisions=rows)
    (found,) = masked(known, "Kari Moe og fru Moe i Fiskekompaniets lokaler, med Per Lie.")
    assert found == "Kari Moe og fru Moe i ⟨name⟩ lokaler, med ⟨name⟩."
    _, review = mask_persons(segments("Kari Moe og Fiskekompaniet."), known)
    told = {(row.name, row.decision): row.reason for row in review.itertuples(index=False)}
    assert told["Kari Moe", "spared"] == told["Fiskekompaniet", "masked"] == "names.csv"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,decision\nKari,hide\n", ("row 2", "'hide'", "mask or keep")),
        ("name,decision\nKari,keep\n,mask\n", ("row 3", "''", "write a name")),
        ("name,decision\nKari Moe,keep\nkari moe,mask\n", ("row 3", "'kari moe'", "keep one row")),
        ("who,decision\nKari,keep\n", ("name",)),
    ],
)
def test_errors_in_names_are_one_line(tmp_path, content, told):
    path = tmp_path / "names.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_names(path)
    line = str(error.value)
    assert line.startswith("names.csv: ") and "\n" not in line and all(one in line for one in told)


def test_without_names_there_are_no_decisions():
    assert read_names(None).empty


def test_the_review_counts_documents_and_is_the_sum_of_reviews():
    table = segments("Kari Moe. Kari Moe.", "Kari Moe.", "Møte i Lund.")
    _, review = mask_persons(table, known_names([]))
    counts = {row.name: (row.documents, row.decision) for row in review.itertuples(index=False)}
    assert counts == {"Kari Moe": (2, "masked"), "Lund": (1, "spared")}
    assert review["decision"].iloc[0] == "spared"
    both = joined_reviews([review, review])
    assert both["documents"].tolist() == [2 * number for number in review["documents"]]


def test_texts_without_persons_are_not_touched():
    texts = ("Norge og Sverige. Per dag.", "", "hei")
    assert masked(known_names(["Kari Moe"]), *texts) == list(texts)


# ---------------------------------------------------------------- from a folder


@pytest.fixture
def corpus(tmp_path):
    """Three countries; a writer of one is mentioned in another, a commenter only on a page."""
    page = (
        f"Om havn\n\nSkrevet av Gudveig Brastad\n\n{TEXT * 3}\n\n2 kommentarer\n"
        f"1. Zaphira Olmdal sier:\n3. mai 2011 kl. 12:30\n{TEXT}\n"
        f"2. Kari Moe sier:\n4. mai 2011 kl. 10:20\nEnig med Zaphira. {TEXT}\n"
    )
    texts = {
        "no/a.txt": page,
        "no/b.txt": f"{TEXT * 2}Dette svarte Vigmar Toldrup på. Regjeringen er enig.",
        "dk/c.txt": "Vi skriver om skolen og havnen, og det gør vi hver uge. I dag læste vi noget "
                    "af gudveig brastad og af Zaphira Olmdal, som vi holder meget af.",
    }  # fmt: skip
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(
        "doc_id,path,country,author,party\na,no/a.txt,NO,Gudveig Brastad,\n"
        "b,no/b.txt,NO,Regjeringen,\nc,dk/c.txt,DK,Vigmar Toldrup,X\n", encoding="utf-8"
    )  # fmt: skip
    return tmp_path


def read(corpus, rules=None, decisions=None):
    index, rules = read_corpus(corpus).documents, rules or Corpus()
    parts = [read_country(index, code, rules, decisions=decisions) for code in ("NO", "DK", "SE")]
    hidden, review = hide_across(parts)
    return "\n".join(text for part in hidden for text in part.segments["text"]), review


def test_persons_of_one_country_are_hidden_in_the_others(corpus):
    text, review = read(corpus)
    for name in ("brastad", "gudveig", "zaphira", "olmdal", "toldrup", "vigmar"):
        assert name not in text.lower(), name
    assert "Regjeringen" in text and "havn" in text
    signing = review[(review["kind"] == "writer") & (review["reason"].str.startswith("signs"))]
    assert {"Gudveig Brastad", "Vigmar Toldrup"} <= set(signing["name"])


def test_public_persons_are_kept_where_the_study_says_so(corpus):
    assert public_persons(read_corpus(corpus).documents) == {"Vigmar Toldrup"}
    text, review = read(corpus, Corpus(public_persons="keep"))
    assert "Vigmar Toldrup" in text and "brastad" not in text.lower()
    assert "Vigmar Toldrup" not in set(review.loc[review["decision"] == "masked", "name"])


def test_a_kept_writer_stays_on_the_own_page_too(corpus):
    (corpus / "no" / "b.txt").write_text(f"{TEXT * 2}Kari Moe og Per Lie var med.", "utf-8")
    manifest = corpus / "manifest.csv"
    manifest.write_text(manifest.read_text("utf-8").replace("Regjeringen", "Kari Moe"), "utf-8")
    assert "Kari Moe" not in read(corpus)[0]
    text, _ = read(corpus, decisions=decided(("kari moe", "keep")))
    assert "Kari Moe og ⟨name⟩ var med" in text
