"""Documents of which only counts of words are there: cleaned, masked, their norm found."""

from collections import Counter

import pandas as pd
import pytest

from nordtema.corpus.copies import mark_copies
from nordtema.corpus.counted import (
    APART,
    KIND,
    counts_of,
    is_counts,
    spelled_out,
    taken_together,
    written,
)
from nordtema.corpus.documents import merge, read_country
from nordtema.corpus.known_names import known_names
from nordtema.corpus.word_counts import (
    NO_TEXT,
    languages_of_counts,
    mask_names,
    page_of_counts,
    telling_words,
)
from nordtema.study import Corpus

SHEEP = {
    "nb": "jeg ikke hvordan noen fra dette var ble sauene gikk opp i fjellet om sommeren",
    "nn": "eg ikkje korleis nokon frå dette var vart sauene gjekk opp i fjellet om sommaren",
    "da": "jeg ikke hvordan nogen fra dette var blev fårene gik op i bjerget om sommeren af",
    "sv": "jag inte hur någon från detta var blev fåren gick upp i fjället om sommaren och",
}


def counts(text: str) -> str:
    return written(Counter(text.split()))


def segment(words: dict[str, int], language: str = "nb") -> pd.DataFrame:
    return pd.DataFrame(
        {"doc_id": ["a"], "kind": [KIND], "language": [language], "text": [spelled_out(words)]}
    )


def test_counts_come_back_as_they_were_written():
    told = {"båt": 3, "Havn": 1, "fri-luft": 2}
    assert is_counts(written(told)) and not is_counts("word count\nbåt 3")
    assert counts_of(written({**told, "gone": 0})) == told
    assert taken_together(spelled_out(told)) == told
    assert spelled_out({"båt": 2}) == f"båt {APART} båt {APART}"


def test_a_text_that_claims_more_words_than_memory_holds_is_read_as_it_stands():
    text = "word\tcount\nbåt\t999999999999999\nhavn\t2"
    assert not is_counts(text)
    read = read_country(index([text]), "NO", Corpus(minimum_words=1))
    assert KIND not in set(read.segments["kind"])


def test_a_page_of_counts_masks_identifiers_and_leaves_numbers_out():
    page = page_of_counts(
        written({"kari@post.no": 2, "91234567": 1, "1998": 4, "båt": 3, ",": 9}), "Kari Moen"
    )
    (part,) = page.parts
    assert part.kind == KIND and page.writers == ("Kari Moen",)
    assert taken_together(part.paragraphs[0]) == {"⟨email⟩": 2, "⟨phone⟩": 1, "båt": 3}
    assert page_of_counts(written({"1998": 4, ".": 2}), "").parts == ()


@pytest.mark.parametrize("language", SHEEP)
def test_the_norm_is_told_by_the_words(language):
    page = page_of_counts(counts(SHEEP[language]), "")
    country = {"nb": "NO", "nn": "NO", "da": "DK", "sv": "SE"}[language]
    told = languages_of_counts(page, country)
    assert told.language == told.seen == language and told.foreign == ""
    declared = languages_of_counts(page, country, "no" if language in ("nb", "nn") else language)
    assert declared.language == language


def test_the_most_frequent_words_tell_and_masks_do_not():
    assert telling_words({"⟨name⟩": 90, "Og": 3, "og": 4, "båt": 6}) == "og båt"


def test_english_words_are_foreign():
    words = "the of and to a in that it was for on are with as his they be at this from sheep hill"
    assert languages_of_counts(page_of_counts(counts(words), ""), "NO").foreign == "en"


# ---------------------------------------------------------------- names


def test_names_that_are_nothing_else_are_masked_and_others_spared():
    known = known_names({"Anne Ravnkilde"})
    told = {"Kari": 2, "Solbergs": 1, "Ravnkilde": 1, "Berg": 2, "Oslo": 1, "båt": 4, "Liv": 1}
    masked, review = mask_names(segment(told), known)
    assert taken_together(masked["text"].item()) == {
        "⟨name⟩": 4, "Berg": 2, "Oslo": 1, "båt": 4, "Liv": 1,
    }  # fmt: skip
    decisions = dict(zip(review["name"], review["decision"], strict=True))
    assert decisions["Kari"] == decisions["Solberg"] == decisions["Ravnkilde"] == "masked"
    assert decisions["Berg"] == decisions["Liv"] == "spared"


def test_the_researcher_has_the_last_word():
    rows = pd.DataFrame({"name": ["Kari Solberg", "Per Rosenkål"], "decision": ["keep", "mask"]})
    masked, review = mask_names(segment({"Kari": 1, "Rosenkål": 1, "rosenkål": 2}),
                                known_names((), (), rows))  # fmt: skip
    assert taken_together(masked["text"].item()) == {"Kari": 1, "⟨name⟩": 1, "rosenkål": 2}
    assert set(zip(review["name"], review["reason"], strict=True)) == {
        ("Kari", "names.csv"), ("Rosenkål", "names.csv"),
    }  # fmt: skip


def test_where_no_word_has_a_capital_a_name_has_none_either():
    masked, _ = mask_names(segment({"kari": 1, "berg": 2, "båt": 1}), known_names(()))
    assert taken_together(masked["text"].item()) == {"⟨name⟩": 1, "berg": 2, "båt": 1}


def test_texts_beside_counts_are_masked_as_ever():
    table = pd.concat([segment({"Kari": 1, "båt": 2}), segment({}).assign(
        doc_id="b", kind="post", text="Kari Hansen sår bygg, sier Kari Hansen.")],
        ignore_index=True)  # fmt: skip
    masked, _ = mask_names(table, known_names(()))
    assert masked["doc_id"].tolist() == ["a", "b"]
    assert masked["text"].str.contains("Kari").sum() == 0


# ---------------------------------------------------------------- from index to segments


def index(texts: list[str], **more: str) -> pd.DataFrame:
    columns = ("language", "date", "title", "author", "unread", "path")
    rows = [
        {**dict.fromkeys(columns, ""), "doc_id": f"no-{n}", "country": "NO", "text": text, **more}
        for n, text in enumerate(texts)
    ]
    return pd.DataFrame(rows)


def test_such_a_document_is_one_segment_and_says_what_it_is():
    text = written({**Counter(SHEEP["nn"].split()), "Kari": 2})
    read = read_country(index([text]), "NO", Corpus())
    (document,) = read.documents.to_dict("records")
    assert document["status"] == "kept" and document["language"] == "nn"
    assert document["reason"] == NO_TEXT
    (made,) = read.segments.to_dict("records")
    assert made["kind"] == KIND and made["part"] == 0
    assert taken_together(made["text"])["⟨name⟩"] == 2


def test_too_few_words_and_foreign_ones_are_kept_out():
    english = counts("the of and to a in that it was for on are with as his they be at this from")
    read = read_country(index([written({"båt": 2}), english]), "NO", Corpus(minimum_words=5))
    assert read.documents["reason"].tolist() == ["fewer than 5 words", "in another language (en)"]
    assert read.segments.empty


def test_old_spelling_is_mended_where_that_is_asked():
    old = written(
        Counter(
            [
                "huusene",
                "paa",
                "gaarden",
                "aa",
                "maatte",
                "efter",
                "ogsaa",
                "naar",
                "saa",
                "faa",
                "maa",
                "gaa",
            ]
        )
    )
    read = read_country(index([old], language="nb"), "NO", Corpus(orthography="historical"))
    assert read.documents["repaired"].tolist() == ["old spelling"]
    mended = taken_together(read.segments["text"].item())
    assert mended["på"] == 1 and "paa" not in mended


def test_the_same_counts_are_a_copy_and_like_ones_are_not():
    same = Counter(SHEEP["nb"].split() * 4)
    like = same + Counter({"båt": 1})
    texts = [written(one) for one in (same, same, like)]
    segments, documents = merge([read_country(index(texts), "NO", Corpus())], Corpus())
    kinds = dict(zip(documents["doc_id"], documents["copy_kind"], strict=True))
    assert kinds == {"no-0": "", "no-1": "copy", "no-2": ""}
    assert segments["doc_id"].tolist() == ["no-0", "no-2"]


def test_copies_are_looked_for_among_texts_and_counts_apart():
    words = ("sauen", "åt", "gras", "på", "fjellet", "heile", "den", "lange", "sommaren")
    shown = [spelled_out(dict.fromkeys(words, 1)), " ".join(words)]
    documents = pd.DataFrame({"doc_id": ["a", "b"], "country": "NO", "language": "nn", "date": "",
                              "status": "kept", "reason": ""})  # fmt: skip
    segments = pd.DataFrame({"doc_id": ["a", "b"], "kind": [KIND, "post"], "text": shown})
    assert (mark_copies(documents, segments, Corpus())["copy_kind"] == "").all()
