"""The parts of the reading pages: addresses, marks, what licences allow, what claims say."""

import re

import numpy as np
import pandas as pd
import pytest

from nordtema.comparison.passages import ThemesOfWords
from nordtema.formats import SPACE
from nordtema.report.reading.addresses import addresses
from nordtema.report.reading.bars import WIDTH, bars, colours_of
from nordtema.report.reading.content import _apart, _by_licence
from nordtema.report.reading.marking import Marker
from nordtema.report.reading.site import Site
from nordtema.report.sentences import claims as told
from nordtema.report.sentences import summaries
from nordtema.study import Comparison
from nordtema.topics.nmf import Nmf
from nordtema.vocabulary.door import Door
from nordtema.vocabulary.finder import WordFinder

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028javascript:\u202e"


# ---------------------------------------------------------------- addresses


def test_addresses_are_plain_and_none_stands_twice():
    names = ["Språk & læring", "sprak laering", "SPRÅK / LÆRING", "…", HOSTILE, "a" * 500]
    found = addresses(names, "c-")
    assert found["Språk & læring"] == "c-sprak-laering"
    assert found["sprak laering"] == "c-sprak-laering-2" and found["…"] == "c-x"
    assert len(set(found.values())) == len(names)
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in found.values())
    assert max(map(len, found.values())) < 70


# ---------------------------------------------------------------- marks


@pytest.fixture
def marker():
    concepts = np.array(["child", "day", "school", "sea"])
    topics = np.array([[0.5, 0.2, 0.2, 0.1], [0.1, 0.15, 0.05, 0.7]])
    model = Nmf(concepts, topics, np.ones(2), np.full(4, 1 / 4))
    forms = pd.DataFrame({"language": "nb", "form": ["barn", "dag", "skole", "sjø"], "lemma": "x",
                          "concept": concepts, "tokens": 1})  # fmt: skip
    door = Door(frozenset(), frozenset(), frozenset({"kari"}))
    return Marker(WordFinder(forms), ThemesOfWords.of(model), door)


def test_words_are_marked_by_how_far_they_carry_the_theme(marker):
    marked = marker.theme("Barn ved sjø.", "nb", np.array([0.8, 0.2]), 0)
    assert marked == "<mark>Barn</mark> ved sjø."
    assert marker.theme("Barn ved sjø.", "nb", np.array([0.1, 0.9]), 0) == (
        '<mark class="h">Barn</mark> ved sjø.'
    )


def test_a_word_that_tells_no_theme_from_the_others_is_not_marked(marker):
    much = np.array([0.9, 0.1])  # by which "dag" is most likely of the first theme
    assert marker.theme("En dag ved sjø.", "nb", much, 0) == "En dag ved sjø."
    assert marker.several("En dag ved sjø.", "nb", much, [0]) == "En dag ved sjø."


def test_words_of_several_themes_have_an_element_each(marker):
    marked = marker.several("Skole ved sjø", "nb", np.array([0.5, 0.5]), [1, 0])
    assert marked == "<i>Skole</i> ved <b>sjø</b>"
    assert marker.several("Skole ved sjø", "nb", np.array([0.5, 0.5]), [1]).count("<b>") == 1


def test_what_comes_from_texts_is_escaped_and_hidden_names_are_masked(marker):
    marked = marker.theme(f"{HOSTILE} Kari har barn & kari", "nb", np.array([0.9, 0.1]), 0)
    assert "<img" not in marked and "</script>" not in marked and "&amp; kari" in marked
    assert "⟨name⟩ har <mark>barn</mark>" in marked


# ---------------------------------------------------------------- what may be shown


@pytest.mark.parametrize(
    ("licence", "shown"),
    [("", "full"), ("CC BY 4.0", "full"), ("cc0-1.0", "full"), ("All rights reserved", "short"),
     ("none", "none"), ("Fortrolig", "none"), ("NLOD 2.0", "full")],
)  # fmt: skip
def test_a_licence_may_lower_what_is_shown(licence, shown):
    assert _by_licence(licence) == shown


def test_places_that_overlap_are_one():
    places = [("s1", 0, 10), ("s1", 5, 20), ("s1", 30, 40), ("s2", 35, 50)]
    assert _apart(places) == [("s1", 0, 20), ("s1", 30, 40), ("s2", 35, 50)]


# ---------------------------------------------------------------- small figures


def test_bars_stand_on_one_scale_and_groups_keep_their_colours():
    rows = pd.DataFrame({"country": ["NO", "DK", "x"], "mean": [0.2, 0.1, 0.05],
                         "low": [0.1, np.nan, 0.0], "high": [0.4, np.nan, 0.1]})  # fmt: skip
    found = bars(rows, ["NO", "DK", "x"])
    assert [bar.size for bar in found] == [50.0, 25.0, 12.5]
    assert (found[0].start, found[0].end) == (25.0, WIDTH) and found[1].start is None
    assert colours_of(["x", "NO"])["NO"] == "#117733" and found[2].colour.startswith("#")
    assert bars(rows.assign(mean=0.0, low=0.0, high=0.0), ["NO"])[0].size == 0


# ---------------------------------------------------------------- pages


def test_a_page_escapes_what_it_is_given_and_knows_how_deep_it_stands(tmp_path):
    site = Site(tmp_path, HOSTILE, {"summaries": []})
    path = site.write("themes/index.html", "themes", HOSTILE, themes=[], model="lda")
    page = path.read_text("utf-8")
    assert "<img" not in page and "</script>" not in page
    assert 'href="../index.html"' in page and 'aria-current="page"' in page
    assert "default-src 'none'" in page and "script-src" not in page and "<script" not in page
    assert 'href="../reading.css"' in page and (tmp_path / "reading.css").is_file()


# ---------------------------------------------------------------- what claims say

CLAIM = {
    "claim": "lda-01-NO-DK", "topic": 1, "label": "Work", "group_a": "NO", "group_b": "DK",
    "share_a": 0.22, "share_b": 0.11, "difference": 0.11, "low": 0.02, "high": 0.2, "q": 0.03,
    "verdict": "differs", "reason": "", "leads": 1, "detectable": 0.1, "undone_by": 0.3,
    "language_effect": 0.01, "language_low": -0.01, "language_high": 0.03, "control": "own",
    "checked": 1, "unit": "author", "clusters_a": 30, "clusters_b": 20, "flag": "",
    "share_correlation": 0.98, "analyses": 65.0, "same_sign": 1.0, "clear": 0.9, "against": 0.0,
    "share_of_all_a": 0.2, "share_of_all_b": 0.1, "choices": 6.0, "holds": 5.0,
    "undone_by_choice": "unit: none", "standard_models": 3.0, "found_by": 2.0,
    "corrected": np.nan, "corrected_low": np.nan, "corrected_high": np.nan,
}  # fmt: skip
RESTS_ON = {"yes": 0.35, "no": 0.091, "not seen": 0.559}


def claim(**changed):
    return {**CLAIM, **changed}


def test_a_claim_is_told_as_words_of_texts():
    assert told.headline(CLAIM) == "more in Norway than in Denmark"
    sentence = told.shares_sentence(CLAIM)
    assert sentence.startswith(
        "22 % of the words of the Norwegian texts belong to this theme, 11 %"
    )
    assert "11.0 points apart" in sentence and told.reservation(CLAIM) == ""
    assert "taken off" not in sentence
    assert "once the effect of language is taken off" in told.shares_sentence(
        claim(difference=0.13)
    )
    turned = claim(difference=-0.11, low=-0.2, high=-0.02, share_a=0.11, share_b=0.22)
    assert told.headline(turned) == "more in Denmark than in Norway"
    assert told.shares_sentence(turned).startswith("22 % of the words of the Danish texts")
    assert "2.0" in told.shares_sentence(turned) and "−" not in told.shares_sentence(turned)


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"verdict": "differs", "leads": 0, "flag": "one country"}, "flagged: one country"),
     ({"verdict": "differs", "leads": 0}, "turn it round"),
     ({"verdict": "differs", "leads": 0, "against": 0.0085, "analyses": 117.0},
      "1 of 117 analyses turns it round"),
     ({"verdict": "set aside", "leads": 0, "reason": "unstable"}, "unstable"),
     ({"verdict": "not told from language", "leads": 0}, "language alone"),
     ({"verdict": "cannot be told", "leads": 0, "reason": "unit not named"}, "belong together")],
)  # fmt: skip
def test_what_does_not_lead_says_why_in_the_same_sentence(changed, words):
    sentence = told.reserved_sentence(claim(**changed))
    assert words in sentence and "not claimed" in sentence and sentence.count(".") <= 2


def test_what_a_claim_carries_follows_its_row():
    carried = dict(told.carried(CLAIM, RESTS_ON))
    assert set(carried) == {"chance", "language", "lost words", "all words", "unit", "theme",
                            "words", "other choices", "other models"}  # fmt: skip
    assert "30 and 20, each author" in carried["unit"] and "65 analyses" in carried["other choices"]
    assert "taken off" in carried["language"] and "2 of 3" in carried["other models"]
    same = dict(told.carried(CLAIM, RESTS_ON, "da"))["language"]
    assert same == "All texts of both are in Danish, so that language plays no part."
    unchecked = dict(told.carried(claim(checked=0, control="ours"), RESTS_ON))
    assert "no proof" in unchecked["language"]
    coded = dict(
        told.carried(claim(corrected=0.08, corrected_low=0.01, corrected_high=0.15), RESTS_ON)
    )
    assert "+8.0 points" in coded["people"]
    alone = dict(told.carried(claim(analyses=np.nan, standard_models=np.nan, language_effect=np.nan,
                                    undone_by=np.nan, share_correlation=np.nan),
                              RESTS_ON))  # fmt: skip
    assert "not measured" in alone["language"] and "other choices" not in alone


def test_a_claim_says_how_much_rests_on_words_that_cannot_be_compared():
    told_of = dict(told.carried(CLAIM, RESTS_ON))["words"]
    assert told_of.startswith("9.1 % of the theme's weight") and "35 % on words that are" in told_of
    assert "the other 56 %" in told_of and "†" in told_of
    none = dict(told.carried(CLAIM, {"yes": 0.4, "no": 0.0, "not seen": 0.6}))["words"]
    assert none.startswith("None of the theme's weight rests on")
    unseen = dict(told.carried(CLAIM, {"yes": 0.0, "no": 0.0, "not seen": 1.0}))["words"]
    assert unseen.startswith("Parallel texts tell of no word")


def test_every_verdict_has_a_meaning_for_those_who_read_no_statistics():
    assert set(told.MEANINGS) == set(told.Verdict)
    assert len(set(told.MEANINGS.values())) == len(told.MEANINGS)


# ---------------------------------------------------------------- in the reader's norm


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "22 % av ordene i tekstene fra Norge"), ("nn", "22 % av orda i tekstane frå Noreg"),
     ("da", "22 % af ordene i teksterne fra Norge"), ("sv", "22 % av orden i texterna från Norge")],
)  # fmt: skip
def test_a_claim_is_told_in_each_norm_with_its_numbers(language, words):
    sentence = summaries.claim_in(CLAIM, language).replace("\N{NO-BREAK SPACE}", " ")
    assert sentence.startswith(words) and "11,0 pro" in sentence and ": 2,0–20,0)" in sentence
    assert "95" not in sentence, "it is no plain 95 % interval"
    assert not re.search("trukket|trekt|borträknad", sentence)
    other = summaries.claim_in(claim(difference=0.13), language)
    assert re.search("trukket fra|trekt frå|borträknad", other)
    assert "{" not in sentence and "." not in sentence[:-1]
    turned = claim(difference=-0.11, low=np.nan, high=np.nan, share_a=0.09, share_b=0.2)
    other = summaries.claim_in(turned, language)
    assert "Danmark" in other.split("9,0")[0] and "(" not in other


def test_every_phrase_is_there_in_every_norm_with_the_same_places():
    kinds = {code: summaries.phrases(code) for code in ("nb", "nn", "da", "sv")}
    for name, phrase in kinds["nb"].items():
        places = sorted(re.findall(r"{\w+}", phrase))
        for code, said in kinds.items():
            assert said[name] and sorted(re.findall(r"{\w+}", said[name])) == places, (code, name)


def test_what_cannot_be_told_is_counted_and_absence_is_no_evidence():
    table = pd.DataFrame({"leads": [0, 0, 0],
                          "verdict": ["cannot be told", "cannot be told", "alike"]})  # fmt: skip
    told_in = summaries.verdicts_in(table, "da")
    assert "betyder ikke" in told_in[0] and len(told_in) == 3
    assert told_in[1] == "I 1 af de 3 sammenligninger er teksterne ens ifølge en særskilt test."
    assert told_in[2].startswith("I 2 af de 3 sammenligninger kan det på grundlag")
    assert summaries.verdicts_in(table.head(0), "da") == []
    assert summaries.verdicts_in(table.head(2), "sv")[1] == (
        "I ingen av de 2 jämförelserna går det att utifrån de här texterna avgöra om det "
        "finns någon skillnad."
    )


@pytest.mark.parametrize(
    ("language", "begins"),
    [("nb", "I den eneste sammenligningen lar"), ("nn", "I den einaste samanlikninga kan"),
     ("da", "I den eneste sammenligning kan"), ("sv", "I den enda jämförelsen går")],
)  # fmt: skip
def test_a_single_comparison_is_told_as_one(language, begins):
    for verdict in ("cannot be told", "alike", "not told from language", "set aside"):
        table = pd.DataFrame({"leads": [0], "verdict": [verdict]})
        sentence = summaries.verdicts_in(table, language)[1]
        assert "1" not in sentence and "{" not in sentence and sentence[0].isupper()
        assert sentence.startswith(begins if verdict == "cannot be told" else "I d")


def test_the_verdicts_of_a_summary_are_all_comparisons():
    """Those that differ, but do not lead, are counted too: 1 + 1 + 4 of 6."""
    table = pd.DataFrame(
        {"leads": [1, 0, 0, 0, 0, 0], "verdict": ["differs"] * 2 + ["cannot be told"] * 4}
    )
    for code in ("nb", "nn", "da", "sv"):
        said = summaries.verdicts_in(table, code)
        assert [int(re.search(r"(\d) a[vf] ", text).group(1)) for text in said] == [1, 1, 4]
    none = summaries.verdicts_in(table.tail(5), "nb")
    assert len(none) == 2 and "forbehold" in none[0], "that nothing is shown would be false"


def test_norms_that_are_compared_have_their_names_in_each_norm():
    texts = pd.DataFrame({"group": ["nb", "nn"], "language": ["nb", "nn"]})
    said = summaries.corpus_in(texts, ["nb", "nn"], "nb")
    assert said == "Her sammenlignes 2 tekster: 1 på bokmål og 1 på nynorsk."
    other = summaries.claim_in(claim(group_a="nb", group_b="nn"), "sv")
    assert "i texterna på bokmål hör" in other and "i texterna på nynorska:" in other
    assert summaries.share_in("nn", 0.2, "sv").startswith("nynorska 20")


def test_texts_are_counted_by_group_and_norm_where_there_are_several():
    texts = pd.DataFrame({"group": ["NO"] * 3 + ["F"] * 2,
                          "language": ["nb", "nn", "nb", "da", "da"]})  # fmt: skip
    assert summaries.corpus_in(texts, ["NO", "F"], "sv") == (
        "Här jämförs 5 texter: 3 från Norge (2 på bokmål och 1 på nynorska) och 2 från F."
    )
    assert summaries.corpus_in(texts.tail(1), ["F"], "nn") == (
        "Studien omfattar 1 tekst frå F. Det er berre éi gruppe, så ingenting kan samanliknast."
    )


@pytest.mark.parametrize("rate", ["fdr", "fwer"])
def test_what_is_promised_is_said_of_differences_and_of_their_intervals(rate):
    rules = Comparison(error_rate=rate, q=0.025)
    for language in ("nb", "nn", "da", "sv"):
        said = summaries.promise_in(rules, language)
        assert said.count(f"2,5{SPACE}%") == 2 and "nterval" in said
