"""The control as the corpus would write it: its words, and texts as long as the documents."""

import pandas as pd
import pytest

from nordtema.comparison.control_texts import control_words, read_parallel, texts_like
from nordtema.languages import LANGUAGES
from nordtema.study import StudyError, Vocabulary

HEADER = "group,theme,nb,nn,da,sv\n"
RULES = Vocabulary()


def paragraphs(number: int, words: int, theme: str = "sea") -> list[dict]:
    text = " ".join(["fisk"] * words)
    return [
        {"group": f"{theme}-{n:02}", "theme": theme, **dict.fromkeys(LANGUAGES, text)}
        for n in range(number)
    ]


def lengths_of(texts: pd.DataFrame) -> list[int]:
    return [len(text.split()) for text in texts["sv"]]


@pytest.mark.parametrize(
    ("number", "words", "wanted", "texts", "lengths"),
    [
        (6, 50, 100, 3, {100}),
        (7, 50, 100, 3, {100}),
        (4, 50, 1000, 1, {200}),
        (5, 50, 10, 25, {10}),
        (2, 50, 20, 4, {25}),
    ],
)
def test_paragraphs_of_a_theme_are_joined_or_cut_to_the_length_of_documents(
    number, words, wanted, texts, lengths
):
    found = texts_like(pd.DataFrame(paragraphs(number, words)), {"A": wanted})["A"]
    assert len(found) == texts and set(lengths_of(found)) == lengths
    assert set(found["words"]) == lengths


def test_each_group_has_texts_of_its_own_length_in_the_same_blocks():
    texts = texts_like(pd.DataFrame(paragraphs(8, 50)), {"A": 200, "B": 100, "C": 50, "D": 10})
    sizes = {group: set(lengths_of(part)) for group, part in texts.items()}
    assert sizes == {"A": {200}, "B": {100}, "C": {50}, "D": {10}}
    for part in texts.values():
        assert part["block"].unique().tolist() == [0, 1]
        content = part.groupby("block")["sv"].agg(" ".join).str.split().map(len)
        assert content.tolist() == [200, 200], "a block is the same content in every group"


def test_norms_are_cut_at_the_same_places():
    table = pd.DataFrame(paragraphs(1, 40))
    table["da"] = " ".join(f"ord{n}" for n in range(80))
    found = texts_like(table, {"A": 10})["A"]
    assert [len(text.split()) for text in found["da"]] == [16] * 5
    assert [len(text.split()) for text in found["sv"]] == [8] * 5
    assert found["da"].iloc[1].startswith("ord16 ")


def test_themes_are_not_mixed_and_norms_stay_side_by_side():
    table = pd.DataFrame(paragraphs(2, 5, "sea") + paragraphs(2, 5, "land"))
    table["sv"] = [f"svensk{n}" for n in range(4)]
    joined = texts_like(table, {"A": 9})["A"]
    assert joined["theme"].tolist() == ["land", "sea"]
    assert joined["sv"].tolist() == ["svensk2\nsvensk3", "svensk0\nsvensk1"]


# ---------------------------------------------------------------- words that the corpus lacks


def links_of(*rows: tuple[str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    return table.assign(method="dictionary", score=1.0, frequency=5, status="accepted", light=False)


def parallel(tmp_path, **cells: str):
    path = tmp_path / "parallel.csv"
    text = {**dict.fromkeys(LANGUAGES, "ingenting"), **cells}
    path.write_text(HEADER + f"g1,sea,{','.join(text[c] for c in LANGUAGES)}\n", encoding="utf-8")
    return path


def concepts_in(links: pd.DataFrame, language: str) -> dict[str, str]:
    rows = links[links["language"] == language]
    return dict(zip(rows["lemma"], rows["concept"], strict=True))


CORPUS = [("sykehus", "nb", "sykehus"), ("sykehus", "da", "sygehus"), ("sjø", "nb", "sjø")]


def test_words_that_the_corpus_lacks_join_its_concepts(tmp_path):
    """By the word list (sjukhus), and by spelling (skuta); what is like none stays out."""
    corpus = links_of(*CORPUS, ("skute", "nb", "skuta"))
    path = parallel(tmp_path, sv="sjukhus skutan qwrtzplk")
    found = concepts_in(control_words(path, corpus, RULES), "sv")
    assert found["sjukhus"] == "sykehus" and found["skuta"] == "skute"
    assert "qwrtzplk" not in found


def test_the_words_of_the_corpus_stay_as_they_are_linked(tmp_path):
    """Here the corpus says that Danish sygehus is another concept, and it keeps it."""
    corpus = links_of(("sykehus", "nb", "sykehus"), ("another", "da", "sygehus"))
    path = parallel(tmp_path, da="sygehus hospital", sv="sjukhus")
    words = control_words(path, corpus, RULES)
    pd.testing.assert_frame_equal(words.head(2), corpus[words.columns])
    assert concepts_in(words, "da")["sygehus"] == "another"


def test_the_researchers_glossary_links_words_of_the_control_too(tmp_path):
    glossary = tmp_path / "glossary.csv"
    glossary.write_text("concept,nb,nn,da,sv,decision,note\nsea,sjø,,,fartyg,accept,\n", "utf-8")
    path, corpus = parallel(tmp_path, sv="fartyg"), links_of(*CORPUS)
    assert concepts_in(control_words(path, corpus, RULES, glossary), "sv") == {"fartyg": "sjø"}


def test_unreviewed_links_count_only_where_the_study_says_so():
    corpus = links_of(*CORPUS).assign(status=["accepted", "review", "accepted"])
    assert len(control_words(None, corpus, RULES)) == 3
    strict = RULES.model_copy(update={"use_review_links": False})
    assert control_words(None, corpus, strict)["lemma"].tolist() == ["sykehus", "sjø"]


# ---------------------------------------------------------------- reading


def test_the_control_is_read(tmp_path):
    path = tmp_path / "parallel.csv"
    path.write_text(HEADER + 'g1,sea,"fisk, båt",fisk,fisk,fisk\n', encoding="utf-8")
    assert read_parallel(path)["nb"].tolist() == ["fisk, båt"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (HEADER + "g1,sea,a,b,c,d\ng2,sea,a,b, ,d\n", ("row 3", "column da", "four norms")),
        ("group,theme,nb,nn,da\ng1,sea,a,b,c\n", ("row 1", "'sv'")),
    ],
)
def test_errors_are_one_line_that_names_file_row_and_column(tmp_path, text, named):
    path = tmp_path / "parallel.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StudyError) as error:
        read_parallel(path)
    message = str(error.value)
    assert message.startswith("parallel.csv: ") and "\n" not in message
    assert all(part in message for part in named)
