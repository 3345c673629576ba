"""The step before the topics: what each model is worth with each number of topics.

All models are scored before any is fitted, since they are given one number of topics.
"""

import pandas as pd

from ..schemas import schema_of
from .progress import Follower
from .workspace import PROGRESS_FILE, Stopwatch, Workspace


def score_numbers_of_topics(workspace: Workspace) -> None:
    """Write the scores of a model over the grid; no rows where the study fixes the number."""
    model, auto = workspace.detail, workspace.study.topics.k == "auto"
    workspace.write_data(f"grid.{model}", _scores(workspace, model) if auto else _none(model))


def _none(model: str) -> pd.DataFrame:
    columns = schema_of(f"grid.{model}", frame=True).columns
    return pd.DataFrame(columns=[column.name for column in columns])


def _scores(workspace: Workspace, model: str) -> pd.DataFrame:
    from ..topics.run import score_grid  # the models take a while, and a fixed number needs none
    from ..topics.training import formation_of
    from ..vocabulary.counts import ConceptCounts

    study, counts = workspace.study, ConceptCounts.load(workspace.find("data/counts"))
    follower = Follower(workspace.stage, workspace.own / PROGRESS_FILE)
    arguments = model, counts, study.topics, formation_of(study), follower.tell
    found: list[pd.DataFrame] = []
    with Stopwatch(workspace, "selection"):
        follower.follow(lambda: found.append(workspace.remember(score_grid, *arguments)))
    return found[0]
