"""Word lists: the researcher's glossary with its decisions and errors, ours, false friends."""

from pathlib import Path

import pandas as pd
import pytest
from vocabulary_tables import concept_of, finder, lemma_table

from nordtema.languages import LANGUAGES
from nordtema.study import StudyError
from nordtema.vocabulary.concepts import Rules, link
from nordtema.vocabulary.glossary import (
    Entry,
    false_friends,
    general_glossary,
    lemmatised,
    read_glossary,
    to_table,
)
from nordtema.vocabulary.lexicon import lemma

HEADER = "concept,nb,nn,da,sv,decision,note\n"


def write(folder: Path, text: str, name: str = "glossary.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def links_with(folder: Path, rows: str, lemmas: pd.DataFrame, general=(), find=None):
    entries = read_glossary(write(folder, HEADER + rows))
    return link(lemmas, Rules(entries, general, frozenset()), find)


def test_rows_become_entries(tmp_path):
    path = write(tmp_path, HEADER + 'bedrift,"bedrift, Firma",verksemd|firma,virksomhed,,,\n')
    (entry,) = read_glossary(path)
    assert entry == Entry(
        "bedrift",
        (("nb", "bedrift"), ("nb", "firma"), ("nn", "verksemd"), ("nn", "firma"),
         ("da", "virksomhed")),
        "accept", 2,
    )  # fmt: skip
    assert entry.of("nn") == ("verksemd", "firma") and entry.of("sv") == ()


def test_semicolons_marks_and_line_ends_of_a_spreadsheet_are_read(tmp_path):
    text = "\ufeffconcept;nb;nn;da;sv;decision;note\r\nbil;bil;bil;bil;bil|fordon;ACCEPT;a, b\r\n"
    (entry,) = read_glossary(write(tmp_path, text))
    assert entry.of("sv") == ("bil", "fordon") and entry.decision == "accept"


def test_a_concept_without_a_name_is_named_for_its_first_word(tmp_path):
    (entry,) = read_glossary(write(tmp_path, HEADER + ",,skule,,skola,,\n"))
    assert entry.concept == "skule"


def test_columns_may_stand_in_any_order_and_decision_be_left_out(tmp_path):
    (entry,) = read_glossary(
        write(tmp_path, "sv,da,nb,nn,concept\nskola,skole,skole,skule,skole\n")
    )
    assert entry.decision == "accept" and entry.of("sv") == ("skola",)


def test_accept_joins_what_nothing_else_would(tmp_path):
    lemmas = lemma_table({"nb": "bedrift", "nn": "verksemd", "da": "virksomhed", "sv": "företag"})
    before = link(lemmas, Rules(false_pairs=frozenset()))
    assert before["concept"].nunique() == 4
    after = links_with(tmp_path, "firma,bedrift,verksemd,virksomhed,företag,accept,\n", lemmas)
    assert set(after["concept"]) == {"firma"}
    assert set(after["method"]) == {"glossary"} and set(after["status"]) == {"accepted"}


@pytest.mark.parametrize("find", [None, finder(("artig", "artig", 0.99))])
def test_reject_parts_what_spelling_joins(tmp_path, find):
    lemmas = lemma_table({"nb": "artig", "sv": "artig"})
    assert link(lemmas, Rules(false_pairs=frozenset()), find)["concept"].nunique() == 1
    after = links_with(tmp_path, ",artig,,,artig,reject,\n", lemmas, find=find)
    assert after["concept"].nunique() == 2 and set(after["method"]) == {"none"}


def test_reject_keeps_each_pair_of_its_row_apart_but_not_the_rest(tmp_path):
    lemmas = lemma_table({"nb": "artig", "da": "artig", "sv": "artig"})
    found = concept_of(links_with(tmp_path, ",artig,,,artig,reject,\n", lemmas))
    assert found["nb", "artig"] == found["da", "artig"] != found["sv", "artig"]


def test_reject_beats_the_general_glossary(tmp_path):
    general = (Entry("artig", (("nb", "artig"), ("sv", "artig"))),)
    lemmas = lemma_table({"nb": "artig", "sv": "artig"})
    after = links_with(tmp_path, ",artig,,,artig,reject,\n", lemmas, general)
    assert after["concept"].nunique() == 2


def test_split_leaves_each_word_by_itself(tmp_path):
    lemmas = lemma_table({"nb": "plan mål", "nn": "plan mål", "da": "plan mål", "sv": "plan mål"})
    general = (Entry("plan", tuple((code, "plan") for code in LANGUAGES)),)
    find = finder(("plan", "plan", 0.99))
    row = "plan,plan,plan,plan,plan,split,\n"
    after = links_with(tmp_path, row, lemmas, general, find)
    plan = after[after["lemma"] == "plan"]
    assert plan["concept"].nunique() == 4 and set(plan["method"]) == {"none"}
    assert after[after["lemma"] == "mål"]["concept"].nunique() == 1


def test_split_of_one_norm_takes_only_that_word_out(tmp_path):
    lemmas = lemma_table({"nb": "plan", "da": "plan", "sv": "plan"})
    found = concept_of(links_with(tmp_path, ",,,,plan,split,\n", lemmas))
    assert found["nb", "plan"] == found["da", "plan"] != found["sv", "plan"]


def test_split_takes_out_a_word_as_a_list_writes_it(tmp_path):
    """Swedish *sopor* (rubbish) stands in texts under the lemma *sopa*."""
    written, read = ("sv", "sopor"), lemmatised(("sv", "sopor"))
    assert read != written
    lemmas = lemma_table([("nb", "søppel"), ("da", "affald"), read])
    general = (Entry("søppel", (("nb", "søppel"), ("da", "affald"), written)),)
    assert links_with(tmp_path, "", lemmas, general)["concept"].nunique() == 1
    found = concept_of(links_with(tmp_path, ",,,,sopor,split,\n", lemmas, general))
    assert found["nb", "søppel"] == found["da", "affald"] != found[read]


def test_the_researcher_accepts_what_is_a_false_friend_elsewhere(tmp_path):
    entries = read_glossary(write(tmp_path, HEADER + "rolig,rolig,,,rolig,accept,\n"))
    links = link(lemma_table({"nb": "rolig", "sv": "rolig"}), Rules(entries))
    assert links["concept"].nunique() == 1
    assert link(lemma_table({"nb": "rolig", "sv": "rolig"}), Rules())["concept"].nunique() == 2


def test_the_researcher_comes_before_the_general_glossary(tmp_path):
    general = (Entry("firma", (("nb", "firma"), ("sv", "firma"), ("sv", "bolag"))),)
    lemmas = lemma_table({"nb": "firma", "sv": "firma bolag"})
    after = links_with(tmp_path, "selskap,firma,,,bolag,accept,\n", lemmas, general)
    found = concept_of(after)
    assert found["nb", "firma"] == found["sv", "bolag"] == "selskap"
    assert found["sv", "firma"] != "selskap"


def test_words_as_written_claim_first_and_lemma_variants_second(tmp_path):
    """Row 2's `ansatt` is lemmatised as `ansette`, which row 3 has written itself."""
    assert lemma("ansatt", "nb") == "ansette"
    lemmas = lemma_table({"nb": "ansatt ansette", "sv": "anställd anställa"})
    rows = "ansatt,ansatt,,,anställd,accept,\nansette,ansette,,,anställa,accept,\n"
    found = concept_of(links_with(tmp_path, rows, lemmas))
    assert found["nb", "ansatt"] == found["sv", "anställd"] == "ansatt"
    assert found["nb", "ansette"] == found["sv", "anställa"] == "ansette"


def test_a_lemma_variant_is_claimed_where_no_row_writes_it(tmp_path):
    lemmas = lemma_table({"nn": "skildre", "sv": "beskriva"})
    found = concept_of(links_with(tmp_path, "skildre,,skildra,,beskriva,accept,\n", lemmas))
    assert found["nn", "skildre"] == found["sv", "beskriva"] == "skildre"
    assert lemmatised(("nn", "skildra")) == ("nn", "skildre")
    assert lemmatised(("nb", "fører")) == ("nb", "fører"), "a driver is not who leads"
    assert lemmatised(("nb", "sosiale medier")) == ("nb", "sosiale medier")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            HEADER + "bil,bil,,,bil,akseptert,\n",
            ("row 2", "akseptert", "accept, reject, split, light or telling"),
        ),
        (HEADER + "bil,bil,,,bil,,\nkjøretøy,bil,,,fordon,,\n", ("row 3", "'bil'", "row 2")),
        (HEADER + "bil,bil,,,bil,,\n,,,,,,tom\n", ("row 3", "names no word")),
        (HEADER + "lege,,,,,accept,\n", ("row 2", "'lege' has no word", "remove the row")),
        ("concept,nb,nn,da\nbil,bil,bil,bil\n", ("row 1", "'sv'")),
    ],
    ids=["decision", "conflict", "empty row", "concept alone", "column"],
)
def test_errors_are_one_line_that_names_file_row_and_value(tmp_path, text, named):
    with pytest.raises(StudyError) as error:
        read_glossary(write(tmp_path, text, "mine.csv"))
    message = str(error.value)
    assert "\n" not in message and message.startswith("mine.csv: ")
    for part in named:
        assert part in message


def test_a_word_named_twice_with_one_meaning_is_no_conflict(tmp_path):
    rows = "bil,bil,,,bil,,\nbil,bil,,bil,,,\n"
    assert len(read_glossary(write(tmp_path, HEADER + rows))) == 2


def test_an_empty_glossary_is_allowed(tmp_path):
    assert read_glossary(write(tmp_path, HEADER)) == ()


# ---------------------------------------------------------------- the shipped lists


def test_the_general_glossary_is_large_and_whole():
    entries = general_glossary()
    assert len(entries) >= 2000
    assert all(entry.decision == "accept" for entry in entries)
    assert all(len({code for code, _ in entry.words}) >= 2 for entry in entries)
    whole = sum(all(entry.of(code) for code in LANGUAGES) for entry in entries)
    assert whole >= 0.9 * len(entries)


def test_a_word_of_the_general_glossary_stands_in_one_concept():
    seen = {}
    for entry in general_glossary():
        for word in entry.words:
            assert seen.setdefault(word, entry.concept) == entry.concept, word


def test_the_general_glossary_holds_no_false_friends():
    pairs = false_friends()
    bad = [
        (entry.row, a, b)
        for entry in general_glossary()
        for a in entry.words
        for b in entry.words
        if a < b and frozenset({a, b}) in pairs
    ]
    assert bad == []


def test_the_list_of_false_friends_is_large_and_between_two_norms():
    assert len(false_friends()) >= 160
    for pair in false_friends():
        norms = {code for code, _ in pair}
        assert len(norms) == 2 and norms <= set(LANGUAGES)


def test_as_a_table_for_reading():
    table = to_table([Entry("firma", (("nb", "firma"), ("nb", "bedrift"), ("sv", "bolag")))])
    assert table.to_numpy().tolist() == [["firma", "firma|bedrift", "", "", "bolag"]]
