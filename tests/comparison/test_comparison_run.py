"""From shares to verdicts: what the comparison notebook calls."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from comparison_samples import COUNTRIES, PAIRS, effect, sample

from nordtema.comparison import run
from nordtema.comparison.prevalence import Sample
from nordtema.comparison.run import compare, control_table, measure_language, placebo
from nordtema.languages import LANGUAGES
from nordtema.report.sentences.comparison import control_sentence, size_warning
from nordtema.study import Comparison, StudyError
from nordtema.topics.nmf import PRIOR_TOKENS, Nmf

RULES = Comparison(bootstrap=200, permutations=199, detectable=1.0)
ANY = Sample(np.full((3, 2), 0.5), np.array(["NO", "DK", "SE"]), np.arange(3), np.ones(3))
CLEAR = np.array([[0.6, 0.2, 0.2], [0.3, 0.4, 0.3], [0.3, 0.3, 0.4]])


def test_three_tables_of_one_comparison():
    taken = sample(np.random.default_rng(0), CLEAR, 25)
    result = compare(taken, dict.fromkeys(PAIRS, effect([0.0] * 3, draws=200)), RULES, seed=1)
    assert len(result.prevalence) == 9 and len(result.contrasts) == 9 and len(result.omnibus) == 4
    means = result.prevalence.set_index(["topic", "country"])["mean"]
    for row in result.contrasts.itertuples():
        expected = means[row.topic, row.country_a] - means[row.topic, row.country_b]
        assert row.difference == pytest.approx(expected)
    assert result.contrasts["verdict"].iloc[0] == "country difference"


def test_a_comparison_repeats_with_its_seed():
    taken = sample(np.random.default_rng(0), CLEAR, 15)
    one, other = (compare(taken, {}, RULES, seed=3) for _ in range(2))
    for name in ("prevalence", "contrasts", "omnibus"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    another = compare(taken, {}, RULES, seed=4)
    assert not one.prevalence.equals(another.prevalence)


@pytest.mark.parametrize(("documents", "warned"), [(9, True), (10, False)])
def test_a_warning_where_a_country_has_too_few_texts(documents, warned):
    result = compare(sample(np.random.default_rng(0), CLEAR, documents), {}, RULES, seed=1)
    warning = size_warning(result.contrasts, result.prevalence, RULES)
    assert bool(warning) == warned
    if warned:
        assert "only 9" in warning and "at least 10" in warning
        assert set(result.contrasts["verdict"]) == {"too little data"}


def test_a_warning_where_differences_could_have_been_missed():
    rules = RULES.model_copy(update={"detectable": 0.2})
    result = compare(sample(np.random.default_rng(0), CLEAR, 12), {}, rules, seed=1)
    unseen = result.contrasts[result.contrasts["verdict"] == "too little data"]
    assert 0 < len(unseen) < 9 and (unseen["detectable"] > 0.2).all()
    warning = size_warning(result.contrasts, result.prevalence, rules)
    assert warning.startswith(f"In {len(unseen)} of 9 comparisons")
    assert f"{100 * unseen['detectable'].max():.1f} points" in warning


# ---------------------------------------------------------------- what the control covers


def covered(checked: list[bool], source, corpus, rules=RULES) -> tuple[pd.DataFrame, str]:
    """The table and the sentence of a control that has checked these themes."""
    made = effect([0.01, -0.034])
    effects = {("NO", "DK"): replace(made, checked=np.array(checked))}
    sizes = pd.DataFrame({"topic": [1, 2], "language_effect": [0.01, -0.034]})
    table = control_table(effects, sizes, source, corpus, rules)
    return table, control_sentence(table)


def test_a_control_that_knows_the_themes_says_how_large_effects_are(tmp_path):
    _, path, *_ = control_files(tmp_path, "fisk")
    table, sentence = covered([True, True], path, tmp_path)
    assert table.to_dict("records") == [
        {
            "control": "own",
            "paragraphs": 4,
            "human": 4,
            "machine": 0,
            "themes": 2,
            "checked": 2,
            "largest_effect": 0.034,
        }
    ]
    assert "(yours; 4 paragraphs)" in sentence and "all 2 themes" in sentence
    assert "3.4 points" in sentence and "parallel.csv" not in sentence
    assert "program" not in sentence


@pytest.mark.parametrize(("drafts", "told"), [(1, "1 is a draft"), (3, "3 are drafts")])
def test_rows_that_a_program_wrote_are_counted_apart_and_told(tmp_path, drafts, told):
    _, path, *_ = control_files(tmp_path, "fisk")
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    origins = [",machine" if row < drafts else ",human" for row in range(len(rows))]
    lines = [head + ",origin_sv", *map("".join, zip(rows, origins, strict=True))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    table, sentence = covered([True, True], path, tmp_path)
    assert table[["paragraphs", "human", "machine"]].to_numpy().tolist() == [
        [4, 4 - drafts, drafts]
    ]
    assert f"Of its paragraphs {told} of a program of translation" in sentence


def test_the_control_beside_a_file_of_texts_or_named_by_the_study_is_the_researchers(tmp_path):
    _, path, *_ = control_files(tmp_path, "fisk")
    texts, elsewhere = tmp_path / "texts.csv", tmp_path / "elsewhere"
    texts.write_text("")
    elsewhere.mkdir()
    named = RULES.model_copy(update={"parallel": "parallel.csv"})
    assert covered([True, True], path, texts)[0]["control"].item() == "own"
    assert covered([True, True], path, elsewhere, named)[0]["control"].item() == "own"
    assert covered([True, True], path, elsewhere)[0]["control"].item() == "ours"


def test_our_control_on_another_subject_is_named_with_what_would_be_better(tmp_path):
    """Ours was used: it is not denied, and it is said how much would have to be written."""
    _, path, *_ = control_files(tmp_path, "fisk")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    _, sentence = covered([True, False], path, elsewhere)
    assert sentence.startswith("A control text was used (ours, on organisations in social media;")
    assert "fewer than half of the words of 1 of 2 themes" in sentence
    assert "language was not checked for these; write parallel.csv on your subject" in sentence
    assert "about 20 paragraphs" in sentence and "see README" in sentence
    _, nothing = covered([False, False], path, elsewhere)
    assert "2 of 2 themes" in nothing and "largest language effect" not in nothing


def test_a_control_too_strange_to_measure_anything_is_still_a_control(tmp_path):
    _, path, *_ = control_files(tmp_path, "fisk")
    sizes = pd.DataFrame({"topic": [1, 2], "language_effect": [np.nan, np.nan]})
    table = control_table({}, sizes, path, tmp_path, RULES)
    assert table["checked"].item() == 0 and "nan" not in control_sentence(table)
    assert "of 2 of 2 themes" in control_sentence(table)
    assert "extend parallel.csv" in control_sentence(table)


def test_only_where_there_is_no_control_that_is_said(tmp_path):
    sizes = pd.DataFrame({"topic": [1, 2], "language_effect": [np.nan, np.nan]})
    table = control_table({}, sizes, None, tmp_path, RULES)
    assert control_sentence(table).startswith("There is no control text")


def test_texts_of_one_country_with_shares_are_refused_in_one_line():
    alone = ANY.rows(np.array([0]))
    with pytest.raises(StudyError, match=r"^comparison: only texts from Norway .*shared_words"):
        compare(alone, {}, RULES, seed=1)


# ---------------------------------------------------------------- the control


def control_files(tmp_path, danish: str):
    path = tmp_path / "parallel.csv"
    rows = "".join(f"g{n},sea,fisk,fisk,{danish},fisk\n" for n in range(4))
    path.write_text("group,theme,nb,nn,da,sv\n" + rows, encoding="utf-8")
    concepts = np.array(["bok", "fisk"])
    model = Nmf(concepts, np.eye(2)[::-1], np.array([]), np.full(2, 0.5))
    rows = [("fisk", code, "fisk") for code in LANGUAGES] + [("bok", "da", "bog")]
    links = pd.DataFrame(rows, columns=["concept", "language", "lemma"])
    links = links.assign(method="identical", score=1.0, frequency=3, status="accepted")
    documents = pd.DataFrame(
        {"doc_id": list("abcd"), "country": ["NO", "NO", "DK", "SE"],
         "language": ["nb", "nn", "da", "sv"], "tokens": 3, "status": "kept"}
    )  # fmt: skip
    return model, path, links, documents


def test_without_a_control_text_nothing_is_measured(tmp_path):
    model, _, links, documents = control_files(tmp_path, "fisk")
    assert measure_language(model, None, links, documents, ANY, RULES, 1) == {}


@pytest.mark.parametrize(("danish", "word"), [("fisk", 0), ("bog", 1)])
def test_language_effects_of_a_control_text(tmp_path, monkeypatch, danish, word):
    """The control is a single word, beside which equal shares have the weight of the prior."""
    expected = np.array([1, -1]) * word / (1 + PRIOR_TOKENS)
    monkeypatch.setattr(run, "join_paragraphs", lambda table, words: table)
    effects = measure_language(*control_files(tmp_path, danish), ANY, RULES, 1)
    np.testing.assert_allclose(effects["NO", "DK"].mean, expected, atol=1e-6)
    assert effects["NO", "DK"].draws.shape == (RULES.bootstrap, 2)


def test_paragraphs_are_joined_to_the_length_of_the_corpus_and_norway_mixed_as_it_is(
    tmp_path, monkeypatch
):
    heard = {}
    monkeypatch.setattr(
        run, "join_paragraphs", lambda table, words: heard.setdefault("words", words)
    )
    monkeypatch.setattr(
        run,
        "language_effects",
        lambda model, texts, links, norway, *rest: heard.update(norway) or {},
    )
    model, path, links, documents = control_files(tmp_path, "fisk")
    more = documents.assign(doc_id=list("efgh"), language="nb", country="NO", tokens=41)
    dropped = documents.assign(doc_id=list("ijkl"), status="dropped", tokens=9999)
    measure_language(model, path, links, pd.concat([documents, more, dropped]), ANY, RULES, 1)
    assert heard["words"] == 44  # twice the median of 3 and 41 content words
    assert heard["nb"] == pytest.approx(5 / 6) and heard["nn"] == pytest.approx(1 / 6)


# ---------------------------------------------------------------- the placebo


def norwegian(nb: int, nn: int, shift: float = 0.0) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    first = np.r_[rng.normal(0.5 + shift, 0.05, nb), rng.normal(0.5, 0.05, nn)]
    table = pd.DataFrame(
        {"doc_id": [f"d{n}" for n in range(nb + nn)], "country": "NO",
         "language": ["nb"] * nb + ["nn"] * nn, "topic_1": first, "topic_2": 1 - first}
    )  # fmt: skip
    swedish = table.assign(country="SE", language="sv", topic_1=0.0, topic_2=1.0)
    return pd.concat([table, swedish], ignore_index=True)


LABELS = pd.DataFrame({"topic": [1, 2], "label": ["sea", "land"]})


def test_bokmal_against_nynorsk():
    documents = norwegian(30, 20, shift=0.2)
    table = placebo(documents, LABELS, RULES, seed=1)
    assert table[["topic", "label", "nb", "nn"]].to_numpy().tolist() == [
        [1, "sea", 30, 20], [2, "land", 30, 20],
    ]  # fmt: skip
    norway = documents[documents["country"] == "NO"].groupby("language")["topic_1"].mean()
    assert table["difference"].iloc[0] == pytest.approx(norway["nb"] - norway["nn"])
    assert 0.1 < table["low"].iloc[0] < table["difference"].iloc[0] < table["high"].iloc[0]
    assert table["difference"].sum() == pytest.approx(0)


@pytest.mark.parametrize(("nb", "nn", "rows"), [(4, 30, 0), (30, 0, 0), (5, 5, 2)])
def test_the_placebo_needs_five_texts_of_either_norm(nb, nn, rows):
    table = placebo(norwegian(nb, nn), LABELS, RULES, seed=1)
    assert len(table) == rows
    assert list(table.columns) == ["topic", "label", "difference", "low", "high", "nb", "nn"]


def test_countries_in_order():
    result = compare(sample(np.random.default_rng(0), CLEAR, 12), {}, RULES, seed=1)
    assert result.prevalence["country"].iloc[:3].tolist() == list(COUNTRIES)
