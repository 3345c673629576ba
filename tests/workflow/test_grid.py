"""One number of topics for all models, from the grid to the fitted models."""

import pandas as pd
import pytest

from conftest import CHECKOUT, TINY_STUDY, TinyRun, nordtema
from nordtema.study import MODELS, read_study
from nordtema.workflow.plan import plan_run
from nordtema.workflow.stages import stage_folder
from nordtema.workflow.workspace import REMEMBERED

GRIDS, TOPICS = ([f"{step}.{m}" for m in MODELS] for step in ("grid", "3_topics"))


@pytest.fixture
def chosen(tiny_copy: TinyRun) -> TinyRun:
    """The tiny study up to its topics, with a grid."""
    settings = f"{tiny_copy.arguments()[-1]} topics.k=auto topics.k_grid=[2,3,4]"
    study = read_study(TINY_STUDY, settings, str(tiny_copy.corpus))
    stale = [stage.name for stage in plan_run(study, CHECKOUT, tiny_copy.results)]
    assert stale[:4] == [*GRIDS, *TOPICS]
    for name in stale[:4]:
        done = nordtema("stage", name, "--results", tiny_copy.results, "--root", CHECKOUT)
        assert done.returncode == 0, done.stderr
    return tiny_copy


def made(run: TinyRun, stage: str, name: str) -> pd.DataFrame:
    return pd.read_csv(stage_folder(run.results, stage) / "tables" / f"{name}.csv")


def test_both_models_are_fitted_with_the_number_that_the_rule_gives_for_both(chosen):
    tables = {m: made(chosen, f"3_topics.{m}", f"selection.{m}") for m in MODELS}
    votes = []
    for table in tables.values():
        assert table["k"].tolist() == [2, 3, 4]
        for criterion in ("npmi", "stability", "heldout"):
            lowest, highest = table[criterion].min(), table[criterion].max()
            votes.append((table[criterion] - lowest) / (highest - lowest))
    mean = sum(votes) / len(votes)
    assert mean.drop(mean.idxmax()).max() < mean.max() - 0.001, "no tie that rounding decides"
    k = int(table["k"][mean.idxmax()])
    for model, table in tables.items():
        assert table.loc[table["chosen"] == 1, "k"].tolist() == [k]
        assert (table["study_score"] - mean).abs().max() < 0.001
        shares = made(chosen, f"3_topics.{model}", f"document_topics.{model}")
        assert [c for c in shares if c.startswith("topic_")][-1] == f"topic_{k}"


def test_the_grid_is_scored_once_for_each_model(chosen):
    kept = (chosen.results / REMEMBERED).glob("*/score_grid-*.pickle")
    assert sorted(path.parent.name for path in kept) == sorted(GRIDS)


def test_with_a_fixed_number_nothing_is_scored(tiny_run):
    assert not list((tiny_run.results / REMEMBERED).glob("*/score_grid-*.pickle"))
    for model in MODELS:
        frame = stage_folder(tiny_run.results, f"grid.{model}") / "data" / f"grid.{model}.parquet"
        assert pd.read_parquet(frame).empty
        table = made(tiny_run, f"3_topics.{model}", f"selection.{model}")
        assert table[["k", "chosen"]].to_numpy().tolist() == [[3, 1]]
        assert not table[["runner_up", "own_choice"]].any(axis=None)
