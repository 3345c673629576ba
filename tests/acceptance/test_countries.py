"""Studies of one country, of two, and of four with one that the study declares, to their end."""

import pandas as pd
import pytest

from conftest import CHECKOUT
from in_process import Walk, faults, walk
from nordtema.languages import COUNTRIES, declare_countries
from nordtema.schemas import schema_of
from nordtema.tables import read_frame
from nordtema.workflow.execute import run_stage
from nordtema.workflow.plan import plan_run
from nordtema.workflow.stages import read_plan, stage_folder
from random_corpora import study_of, themed, write

FINLAND = {"corpus.countries": {"FI": {"languages": ["sv"], "adjective": "Finnish"}}}
EVERY = ("1_corpus", "2_vocabulary", "3_topics", "4_comparison", "5_robustness", "report")


def walked(countries: tuple[str, ...], folder, **settings) -> Walk:
    drawn = themed(countries, 12, **settings)
    return walk(study_of(drawn, write(drawn, folder / "corpus")), folder / "results")


def assert_whole(done: Walk) -> None:
    """Every stage has ended well, and nothing that is shown or written is wrong."""
    assert not done.refused and not faults(done)
    assert {name.partition(".")[0] for name in done.shown} >= set(EVERY)


def pairs(table: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(table["country_a"], table["country_b"], strict=True))


@pytest.mark.slow
def test_a_corpus_of_one_country_is_a_study(tmp_path):
    done = walked(("DK",), tmp_path)
    assert_whole(done)
    for model in ("lda", "nmf"):
        assert set(done.tables[f"prevalence.{model}"]["country"]) == {"DK"}
        assert done.tables[f"labels.{model}"]["label"].str.len().gt(3).all()
        assert done.tables[f"over_time.{model}"]["year"].nunique() == 6
        assert not done.tables[f"diagnostics.{model}"]["flag"].str.contains("one ").any()
        for name in ("contrasts", "omnibus", "placebo", "adjusted"):
            table = done.tables[f"{name}.{model}"]
            head = [column.name for column in schema_of(f"{name}.{model}").columns]
            assert table.empty and list(table.columns) == head
    assert done.tables["topics.lda"].loc[:, "da"].str.len().gt(0).all()
    assert set(done.tables["national_themes"]["country"]) == {"DK"}
    said = done.text("report")
    assert "All texts are from Denmark" in said and "there is no other country" in said
    assert "nothing is compared" in done.text("4_comparison.lda")
    assert "0 of " not in done.text("5_robustness")


@pytest.mark.slow
def test_two_countries_alone_are_compared_with_each_other(tmp_path):
    done = walked(("NO", "SE"), tmp_path)
    assert_whole(done)
    assert pairs(done.tables["contrasts.lda"]) == {("NO", "SE")}
    assert set(done.tables["diagnostics.lda"]["DK"]) == {""} or (
        done.tables["diagnostics.lda"]["DK"].isna().all()
    )
    assert "No texts from Denmark: this study compares the other countries" in done.text("report")


@pytest.mark.slow
def test_a_declared_country_is_compared_with_the_three(tmp_path):
    done = walked(("NO", "DK", "SE", "FI"), tmp_path, **FINLAND)
    assert_whole(done)
    contrasts = done.tables["contrasts.lda"]
    six = [("NO", "DK"), ("NO", "SE"), ("NO", "FI"), ("DK", "SE"), ("DK", "FI"), ("SE", "FI")]
    assert list(zip(contrasts["country_a"], contrasts["country_b"], strict=True)) == six * 4
    alike = contrasts[(contrasts["country_a"] == "SE") & (contrasts["country_b"] == "FI")]
    effects = alike[["language_effect", "language_low", "language_high"]]
    assert (effects.astype(float) == 0).all(axis=None)
    for name in ("diagnostics.lda", "excluded"):
        columns = list(done.tables[name].columns)
        first = columns.index("NO")
        assert columns[first : first + 4] == ["NO", "DK", "SE", "FI"]
    documents = done.tables["documents"]
    assert set(documents.loc[documents["country"] == "FI", "language"]) == {"sv"}
    for name in ("national_themes", "own_words.lda", "over_time.lda", "prevalence.lda"):
        assert "FI" in set(done.tables[name]["country"]), name
    assert ("SE", "FI") in pairs(done.tables["multiverse"])
    assert "Country: Finland" in done.text("1_corpus.FI")
    assert "12 from Finland" in done.text("report")


@pytest.mark.slow
def test_a_kernel_knows_the_countries_that_the_study_has_declared(tmp_path):
    drawn = themed(("NO", "FI"), 4, **FINLAND)
    study = study_of(drawn, write(drawn, tmp_path / "corpus"))
    results = tmp_path / "results"
    (results / "data").mkdir(parents=True)
    plan_run(study, CHECKOUT, results)
    declare_countries({})  # as in a process that begins
    for name in ("import.FI", "1_corpus.FI"):
        run_stage(name, CHECKOUT, results, needs=())
    segments = read_frame(
        stage_folder(results, "1_corpus.FI") / "data" / "segments.FI.parquet",
        schema_of("segments.FI", frame=True),
    )
    assert set(segments["language"]) == {"sv"} and segments["doc_id"].nunique() == 4
    declare_countries({})
    assert read_plan(results)["countries"][-1] == "FI" and "FI" in COUNTRIES


def test_a_plan_keeps_the_order_in_which_countries_are_declared(tmp_path):
    both = {code: {"languages": ["sv"]} for code in ("FI", "AX")}
    drawn = themed(("NO", "FI", "AX"), 2, **{"corpus.countries": both})
    study = study_of(drawn, write(drawn, tmp_path / "corpus"))
    (tmp_path / "results" / "data").mkdir(parents=True)
    plan_run(study, CHECKOUT, tmp_path / "results")
    declare_countries({})
    read_plan(tmp_path / "results")
    assert list(COUNTRIES) == ["NO", "DK", "SE", "FI", "AX"]
