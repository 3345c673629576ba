"""The step between the countries and the vocabulary: join what their corpus stages made."""

import pandas as pd

from ..corpus.documents import CountryTexts, hide_across, merge
from ..corpus.ids import public_index
from ..languages import COUNTRIES
from ..schemas import schema_of
from ..tables import write_table
from .imported import imported
from .stages import REVIEW
from .workspace import Workspace


def merge_countries(workspace: Workspace) -> None:
    """Join the countries' segments and documents, drop copies, number the pseudonyms."""
    parts = [
        CountryTexts(
            workspace.read_data(f"segments.{code}"),
            workspace.read_data(f"documents.{code}"),
            removed=pd.DataFrame(),
            unread=pd.DataFrame(),
            names=workspace.read_data(f"names.{code}"),
            writers=workspace.read_data(f"writers.{code}"),
        )
        for code in COUNTRIES
        if workspace.has(f"data/segments.{code}.parquet")
    ]
    parts, review = hide_across(parts)
    write_table(workspace.data_path(REVIEW), review, schema_of("privacy_review", frame=True))
    segments, documents = merge(parts, workspace.study.corpus)
    workspace.write_data("segments", segments)
    workspace.write_data("documents", documents)
    index = public_index(imported(workspace.results), workspace.study.report)
    workspace.write_data("ids", index.replaced)
