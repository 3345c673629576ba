"""Sentences from tables: the numbers are right and the grammar holds."""

import pandas as pd

from nordtema.corpus.dates import NOT_UNDERSTOOD
from nordtema.formats import SPACE
from nordtema.languages import completed_countries, declare_countries
from nordtema.report.sentences import (
    cautions,
    comparison,
    corpus,
    language,
    privacy,
    robustness,
    topics,
)
from nordtema.study import Comparison, Report

DOCUMENTS = pd.DataFrame(
    {
        "doc_id": list("abcde"),
        "country": ["NO", "NO", "DK", "DK", "SE"],
        "language": ["nb", "nn", "da", "da", ""],
        "date": ["2010-01-02", "2010", "2012", "", ""],
        "status": ["kept"] * 4 + ["dropped"],
        "reason": [""] * 4 + ["empty"],
    }
)
PREVALENCE = pd.DataFrame(
    {"topic": [1, 1, 2, 2], "country": ["NO", "DK"] * 2, "mean": [0.6, 0.3, 0.4, 0.7],
     "low": [0.5, 0.2, 0.3, 0.6], "high": [0.7, 0.4, 0.5, 0.8],
     "mean_all_words": [0.3, 0.12, 0.2, 0.28]}
)  # fmt: skip
CONTRASTS = pd.DataFrame(
    {"topic": [1, 2], "country_a": "NO", "country_b": "DK", "difference": [0.3, -0.3],
     "low": [0.1, -0.4], "high": [0.5, 0.05], "q": [0.0004, 0.2], "crude": [0.3, -0.32],
     "verdict": ["differs", "cannot be told"], "reason": ["", "within chance"],
     "detectable": [0.2, 0.25], "undone_by": [0.25, None]}
)  # fmt: skip
RULES = Comparison()
OMNIBUS = pd.DataFrame({"topic": ["all"], "p": [0.01], "q": [0.01]})
NAMES = {1: "boats", 2: "books"}


def test_the_corpus_in_a_sentence():
    assert corpus.corpus_sentences(DOCUMENTS) == [
        "4 documents are kept: 2 from Norway (1 in Bokmål and 1 in Nynorsk) and 2 from Denmark."
        " Kept out: 1 document, each with its reason in tables/documents.csv."
    ]
    twice = DOCUMENTS.assign(reason="x; 3 repeated paragraphs passed over")
    assert corpus.repeated_sentence(twice.head(2)) == (
        "Passed over, since a saved web page or a doubled export repeats itself: 6 paragraphs stand"
        " for the second time in 2 documents (tables/documents.csv). What comes again in a plain "
        "text stays."
    )
    assert corpus.repeated_sentence(twice.head(2)) in corpus.flagged_sentences(twice.head(2))
    assert corpus.corpus_sentences(DOCUMENTS.head(0)) == ["There are no texts from this country."]
    assert "Sweden" in corpus.missing_countries(DOCUMENTS)
    assert corpus.kept_out(DOCUMENTS)["doc_id"].tolist() == ["e"]


def test_documents_that_are_kept_out_as_copies_are_told_as_copies():
    copies = DOCUMENTS.assign(reason=["", "", "", "", "near copy of a"])
    assert (
        " Kept out: 1 document (a copy of another: tables/copies.csv), each with"
        in (corpus.corpus_sentences(copies)[0])
    )
    more = copies.assign(
        status=["kept", *["dropped"] * 4], reason=["", "empty", *["copy of a"] * 3]
    )
    told = corpus.corpus_sentences(more)[0]
    assert "Kept out: 4 documents (3 repeat others: tables/copies.csv), each with" in told
    told = corpus.corpus_sentences(more.assign(reason="contained in b"))[0]
    assert "4 documents (copies of others: tables/copies.csv), each with" in told


def test_years_in_a_sentence():
    assert corpus.time_sentence(DOCUMENTS) == (
        "The documents are from 2010 to 2012; the fullest year is 2010 (2). 1 document without "
        "a date."
    )
    undated = corpus.time_sentence(DOCUMENTS.assign(date=""))
    assert "nothing can be said about time" in undated


def test_dates_that_were_not_understood_are_counted_by_form():
    odd = [f"declared nb, looks like nn; {NOT_UNDERSTOOD} (a 99)", "", f"{NOT_UNDERSTOOD} (99.9)"]
    table = DOCUMENTS.assign(reason=[*odd, f"{NOT_UNDERSTOOD} (99.9)", "empty"])
    said = corpus.time_sentence(table)
    assert said.endswith("3 dates not understood, of the form 99.9 (2) and a 99 (1).")
    assert "3 dates not understood" in corpus.time_sentence(table.assign(date=""))
    short = corpus.time_sentence(table.assign(reason=f"{NOT_UNDERSTOOD} (9.9.99)"))
    assert "a narrower corpus.years tells the century" in short


def test_a_difference_is_told_from_the_larger_side():
    found = comparison.findings(CONTRASTS, PREVALENCE, NAMES)
    assert found["differs"] == [
        "Of the words of the Norwegian texts that take part 60 % belong to “boats”, of those of "
        "the Danish texts 30 % (30 % and 12 % of all content words): a difference of 30.0 points; "
        "interval 10.0\u00a0to\u00a050.0, q <\u00a0.001; chance would be enough if the "
        "Danish texts had lost 25 % of their words of the theme."
    ]
    (other,) = found["cannot be told"]
    assert other.startswith(
        "Of the words of the Danish texts that take part 70 % belong to “books”"
    )
    assert "(as the texts have it 32.0); interval −5.0\u00a0to\u00a040.0" in other


def test_groups_that_are_no_countries_have_their_own_names():
    groups = {"country_a": "F · DK", "country_b": "M · DK"}
    prevalence = PREVALENCE.replace({"country": {"NO": "F · DK", "DK": "M · DK"}})
    told = comparison.contrast_sentence({**CONTRASTS.iloc[0], **groups}, "boats", prevalence)
    assert "of the texts of F · Denmark that take part 60 % belong to “boats”, of those of" in told
    assert "two groups 1 shows" in comparison.summary(CONTRASTS.assign(**groups), OMNIBUS, RULES)[0]


def test_norms_are_groups_that_have_names():
    groups = {"country_a": "nb", "country_b": "nn"}
    prevalence = PREVALENCE.replace({"country": {"NO": "nb", "DK": "nn"}})
    told = comparison.contrast_sentence({**CONTRASTS.iloc[0], **groups}, "boats", prevalence)
    assert (
        "the words of the texts in Bokmål that" in told and "of those of the texts in Nyn" in told
    )
    assert "two norms 1 shows" in comparison.summary(CONTRASTS.assign(**groups), OMNIBUS, RULES)[0]


def test_what_is_compared_is_counted_where_it_is_not_what_is_kept():
    table = pd.DataFrame({"country": ["Venstre", "S"], "documents": [60, 50], "clusters": [28, 50]})
    assert comparison.compared_sentence(table, 240, ("author",)) == (
        "110 of them are compared: 60 of Venstre (28 authors) and 50 of S."
    )
    whole = table.assign(country=["NO", "DK"], clusters=table["documents"])
    assert comparison.compared_sentence(whole, 110, ("author",)) == ""
    norms = comparison.compared_sentence(whole.assign(country=["nb", "nn"]), 110, ())
    assert norms == "All of them are compared: 60 in Bokmål and 50 in Nynorsk."
    three = comparison.compared_sentence(whole.assign(clusters=3), 110, ("author",))
    assert three == "They count as 3 and 3 authors."


def test_directions_that_are_never_kept_are_no_least_number():
    held = pd.DataFrame(
        {"topic": [1, 2], "verdict": "cannot be told", "analyses": 20, "not_made": 0,
         "same_sign": [0.0, 0.6], "difference": [0.1, 0.2], "country_a": "NO", "country_b": "DK",
         "choices": 0, "holds": 0, "median": 0.1}
    )  # fmt: skip
    for shares, told in (([0.0, 0.6], "0 % to 60 % of"), ([0.0, 0.0], " 0 % of"),
                         ([0.4, 0.6], "40 % or more of"), ([1.0, 1.0], "in all of")):  # fmt: skip
        assert told in robustness.held_sentence(held.assign(same_sign=shares)).replace(SPACE, " ")


def test_of_those_that_differ_it_is_said_how_many_are_claimed():
    differ = CONTRASTS.assign(verdict="differs")
    some, all_of_them, none = (
        comparison.summary(differ, OMNIBUS, RULES, leading)[0] for leading in (1, 2, 0)
    )
    assert some.endswith("in 2 themes: 1 claimed, and 1 seen, but not claimed, for the reason told "
                         "below.")  # fmt: skip
    assert all_of_them == comparison.summary(differ, OMNIBUS, RULES)[0]
    assert none.endswith("in 2 themes: 2 seen, but not claimed, for the reason told below.")


def test_too_few_authors_are_not_too_few_documents():
    few = CONTRASTS.assign(reason="few clusters")
    (said,) = comparison.summary(few, OMNIBUS, Comparison(cluster=("author",)))
    assert "too few independent texts, and each author counts as one" in said
    assert "below" not in said and "author" not in comparison.summary(few, OMNIBUS, RULES)[0]
    shares = pd.DataFrame({"country": ["NO", "DK"], "documents": 70, "clusters": [3, 20]})
    told = cautions.size_warning(shares, 10, ("author",))
    assert "of Norway (3 authors) no difference" in told and "one author count as one" in told
    assert "Norway (3 independent texts)" in cautions.size_warning(shares, 10)


def test_the_summary_says_what_is_shown_and_what_is_not():
    said = comparison.summary(CONTRASTS, OMNIBUS, RULES)
    assert said[0].startswith("Of 2 comparisons of two countries 1 shows a difference")
    assert said[1].startswith("Of such claims at most 5\u00a0% are false on average; the chance")
    assert said[2] == (
        "In 1 comparison it cannot be told whether there is a difference: one of about 25 points "
        "would be seen four times in five."
    )
    strict = comparison.summary(CONTRASTS, OMNIBUS, Comparison(q=0.1, error_rate="fwer"))
    assert (
        strict[1] == "The chance that any of the differences claimed is false is at most 10\u00a0%."
    )
    few = comparison.summary(CONTRASTS.assign(reason="few clusters"), OMNIBUS, RULES)
    assert few[0].startswith("No difference is told: there are too few independent texts.")
    none = comparison.summary(CONTRASTS.assign(verdict="cannot be told"), OMNIBUS, RULES)
    assert "that is no evidence that they are alike" in none[0]
    assert comparison.summary(CONTRASTS.head(0), OMNIBUS, RULES)[0].startswith("There is one group")
    unit = comparison.summary(CONTRASTS.assign(reason="unit not named"), OMNIBUS, RULES)
    others = CONTRASTS.assign(verdict=["alike", "not told from language"])
    assert (
        "not known how many independent texts"
        in comparison.nothing_found(
            CONTRASTS.assign(reason="unit not named", verdict="cannot be told")
        )
        and len(unit) > 1
    )
    told = " ".join(comparison.summary(others, OMNIBUS, RULES))
    assert "In 1 comparison the two are shown to be alike." in told
    assert "In 1 comparison the difference is beyond chance, but cannot be told from" in told
    sizes = CONTRASTS.assign(verdict="cannot be told", detectable=[0.004, 0.154])
    assert "about 0.4 to 15 points" in " ".join(comparison.summary(sizes, OMNIBUS, RULES))


def test_a_control_for_a_single_theme_says_so():
    row = {"control": "own", "paragraphs": 1, "machine": 0, "themes": 1, "checked": 1,
           "largest_effect": float("nan"), "length": 1.0, "spread": 0.06}  # fmt: skip
    told = language.control_sentence(pd.DataFrame([row]))
    assert "(1 paragraph, the" in told and "words of the only theme occur in it" in told


def test_units_that_were_found_are_named_with_what_to_write():
    units = pd.DataFrame(
        {"unit": ["sitting", "sitting", "author"], "topic": ["all", "1", "all"],
         "correlation": [0.12, 0.2, 0.01], "p": [0.001, None, 0.5], "clusters": [13, 13, 40],
         "largest": 60, "status": ["found", "found", "none"]}
    )  # fmt: skip
    told = cautions.unit_warning(units)
    assert "Texts of the same sitting are more alike than others (correlation 0.12, 13" in told
    assert 'SET="comparison.cluster=[sitting]"' in told
    assert "cluster=[author, sitting]" in cautions.unit_warning(units, ("author",))
    assert cautions.unit_warning(units.assign(status="none")) == ""
    assert "sitting 0.12 (not named) and author 0.01" in comparison.unit_sentence(units)
    assert "No column" in comparison.unit_sentence(units.head(0))


def test_themes_that_are_alike_or_set_aside_are_named():
    alike = CONTRASTS.assign(verdict=["alike", "set aside"], reason=["", "unstable"])
    said = comparison.alike_sentence(alike, NAMES, 1.5)
    assert said.endswith("neither more than 1.5 times the other: “boats” (Norway and Denmark).")
    assert "Of no theme is it shown" in comparison.alike_sentence(CONTRASTS, NAMES, 1.5)
    assert comparison.aside_sentence(alike, NAMES).endswith("of them: “books” (unstable).")
    assert comparison.aside_sentence(CONTRASTS, NAMES) == ""


def test_the_largest_themes_are_named():
    said = comparison.prevalence_sentences(PREVALENCE, NAMES)
    assert said[0] == (
        "The largest theme is “boats” in Norway (60 % of the words that take part, 30 % of "
        "all) and “books” in Denmark (70 % of the words that take part, 28 % of all)."
    )
    assert said[1] == "Words that take part are 40 % to 50 % of all content words, by group."
    assert comparison.what_shares_are(PREVALENCE, "tokens").endswith("each word counts alike.")
    assert "10.0 points to either side" in said[2]


def test_themes_with_warnings_are_named():
    diagnostics = pd.DataFrame({"topic": [1, 2], "share": [0.7, 0.3], "flag": ["", "unstable"]})
    said = topics.theme_sentences(diagnostics, NAMES)
    assert said[0].startswith("Over all pieces of text that the topics are formed on, the largest")
    assert "is “boats” (a mean share of 70 % of the words that take part)" in said[0]
    assert "each group the same weight instead" in said[0]
    assert said[1] == "To be read with care: “books” (unstable)."


def test_what_refits_leave_of_the_themes():
    measured = pd.DataFrame(
        {"topic": [1, 2], "share_correlation": [0.98, 0.9], "likeness": [0.97, 0.95],
         "stability": [0.8, 0.7], "stability_ceiling": [0.9, 0.86]}
    )  # fmt: skip
    shares, words = topics.stability_sentences(measured, NAMES)
    assert "by 0.94 on average over the themes, least in “books” (0.90)." in shares
    assert "cosine of 0.96." in words and "by 0.75; with" in words and "by 0.88, since" in words


def test_what_could_not_be_measured_is_said_and_never_as_nan():
    unknown = pd.DataFrame({"topic": [1, 2], "share_correlation": [None, None]})
    assert "stable the themes are was not measured" in topics.stability_sentences(unknown, NAMES)[0]
    points = PREVALENCE.assign(low=float("nan"), high=float("nan"))
    assert (
        "There is no interval for Norway and Denmark"
        in comparison.prevalence_sentences(points, NAMES)[2]
    )
    row = {**CONTRASTS.iloc[0], "low": float("nan"), "high": float("nan")}
    told = comparison.contrast_sentence(row, "boats", PREVALENCE)
    assert "no interval, since one of them has a single cluster" in told and "nan" not in told


def test_the_inventory_in_a_sentence():
    rows = [("a.txt", "", "read", ""), ("b.csv", "", "read", "3 rows"), ("b.csv", "2", "read", "x"),
            ("c.docx", "", "left out", "a Word document: save it"),
            (".d/", "", "ignored", "hidden"), ("e/", "", "ignored", "hidden")]  # fmt: skip
    inventory = pd.DataFrame(rows, columns=["file", "row", "status", "reason"])
    assert corpus.inventory_sentence(inventory) == (
        "Read: 2 files. Left out: 1 file (1 × a Word document: save it). Passed over: 2 files "
        "(2 × hidden). Each stands in tables/inventory.csv."
    )
    assert "Read: 1 file. Each" in corpus.inventory_sentence(inventory.head(1))


def test_masks_are_told_by_kind_and_never_as_perfect():
    masked = pd.DataFrame(
        [("name", 1200, 90), ("email", 1, 1), ("plate", 2, 2), ("document", 3, 3), ("file", 1, 0)],
        columns=["kind", "masked", "documents"],
    )
    said = privacy.masked_sentence(masked).replace(SPACE, " ")
    assert said == (
        "Masked in the texts: 1 200 names, 1 e-mail address and 2 number plates. "
        "Replaced: 3 ids of documents and 1 name of a file. " + privacy.NOT_PERFECT
    )
    none = privacy.masked_sentence(masked.iloc[:0])
    assert none == f"Nothing was found to be masked in the texts. {privacy.NOT_PERFECT}"


def test_what_is_kept_back_is_told_with_the_floors():
    table = pd.DataFrame(
        [("name", 1, 2), ("rare word", 3000, 4000)], columns=["kind", "words", "occurrences"]
    )
    said = privacy.kept_back_sentence(table, Report(name_floor=4)).replace(SPACE, " ")
    assert said == (
        "Kept back from tables, figures and pages: 1 name or word met with a capital only "
        "used by fewer than 4 authors or texts without an author (2 occurrences in the texts) and "
        "3 000 other words of concepts in fewer than 3 documents (4 000 occurrences in the texts). "
        "They take part in all that is counted."
    )
    empty = table.assign(words=0, occurrences=0)
    assert privacy.kept_back_sentence(empty, Report()).startswith("No word is kept back")


def test_what_is_shared_and_which_names_it_shows():
    names = ["tables/a.csv", "report/b.html", "run.json"]
    said = privacy.shared_sentence(names, 2_340_000, "short")
    assert "at most 80 words" in said
    assert said.startswith("To be shared: 3 files (2.3 MB) of report/ and tables/, with run.json.")
    door = pd.DataFrame({"kind": ["word", "shown name"], "text": ["kari", "facebook"]})
    said = privacy.shown_names_sentence(door)
    assert "facebook" in said and "kari" not in said and "a name, 1 word:" in said
    assert privacy.shown_names_sentence(door.head(1)).startswith("No word that")


# ---------------------------------------------------------------- one country alone


def test_of_one_country_it_is_said_that_there_is_no_other():
    alone = DOCUMENTS[DOCUMENTS["country"].isin(["DK", "SE"])]
    told = corpus.missing_countries(alone)
    assert told.startswith("All texts are from Denmark:") and "no other country" in told
    assert "No texts from Sweden:" in corpus.missing_countries(DOCUMENTS)
    assert corpus.missing_countries(alone, ("party",)) == "", "groups within it are compared"


def test_a_declared_country_without_texts_is_missing_too(finland):
    assert "No texts from Sweden and Finland:" in corpus.missing_countries(DOCUMENTS)


def test_where_nothing_is_compared_no_difference_and_no_control_is_spoken_of():
    told = comparison.summary(CONTRASTS.head(0), OMNIBUS.head(0), RULES)
    assert told == ["There is one group of texts alone, so that nothing is compared."]
    control = pd.DataFrame({"control": ["ours"], "paragraphs": 128, "themes": 0, "checked": 0,
                            "largest_effect": float("nan")})  # fmt: skip
    assert language.control_sentence(control) == ""
    empty = pd.DataFrame(columns=["analysis", "status", "k"])
    assert robustness.scope_sentence(empty).startswith("There are no differences of countries")


def test_a_sentence_names_the_texts_of_a_declared_country(finland):
    row = {**CONTRASTS.iloc[0].to_dict(), "country_a": "SE", "country_b": "FI"}
    means = PREVALENCE.assign(country=["SE", "FI"] * 2)
    told = comparison.contrast_sentence(row, "boats", means)
    assert "Swedish texts that take part 60 % belong to “boats”, of those of the Finnish" in told


def test_a_control_text_says_what_it_knows_and_what_is_taken_off():
    control = pd.DataFrame({"control": ["own"], "paragraphs": 120, "human": 120, "machine": 0,
                            "themes": 8, "checked": 8, "largest_effect": 0.011,
                            "length": 0.9, "spread": 0.06})  # fmt: skip
    told = language.control_sentence(control)
    assert "on the study's own control text (120 paragraphs, the same in every norm)" in told
    assert (
        "of all 8 themes occur in it in every norm. In these themes its effect is taken off" in told
    )
    assert "random" not in told and "parallel.csv" not in told and "1.1 points" in told
    assert "too few paragraphs" not in told
    short = language.control_sentence(control.assign(length=0.41))
    assert "joined to texts as long as the documents: they have 41 % of the length" in short
    told = language.control_sentence(control.assign(checked=5))
    assert "Of 8 themes 3 cannot be checked" in told and "In the other 5 its effect is" in told
    assert "In the rest language is taken to be as strong" in told and "about 1.06" in told
    assert "Extend parallel.csv" in told and "80 paragraphs" in told
    told = language.control_sentence(control.assign(control="ours", checked=2))
    assert "that comes with nordtema" in told
    assert "In every theme language" in told and "Write parallel.csv" in told
    told = language.control_sentence(control.assign(machine=2))
    assert "Of its paragraphs 2 are drafts" in told
    assert "no control text" in language.control_sentence(control.assign(control="none"))


def test_texts_are_called_by_the_adjective_of_their_country_if_it_has_one():
    declare_countries(completed_countries({
        "FI": {"languages": ["sv"], **dict.fromkeys(("name", "adjective", "colour", "marker"), "")}
    }))  # fmt: skip
    try:
        assert comparison.texts_of("NO") == "the Norwegian texts"
        assert comparison.texts_of("FI") == "the texts of Finland"
    finally:
        declare_countries({})
