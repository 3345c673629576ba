"""The step beside the study: what became of every file, and how much was hidden.

Nothing but the report needs it, so that a new file which is no text (labels, codes, notes) makes
nothing else stale.
"""

import pandas as pd

from ..corpus.ids import public_inventory
from ..corpus.masked import FILE, masked_table
from .imported import imported
from .workspace import Workspace


def tell_files(workspace: Workspace) -> None:
    """Write the inventory, which names of files were replaced, and what was masked.

    Parameters
    ----------
    workspace : of the stage
    """
    read, rules = imported(workspace.results), workspace.study.report
    inventory, replaced = public_inventory(read, workspace.corpus, rules)
    workspace.write_table("inventory", inventory)
    workspace.write_data("file_ids", replaced)
    every = pd.concat([workspace.read_data("ids"), replaced.assign(kind=FILE)], ignore_index=True)
    workspace.write_table("masked", masked_table(workspace.read_data("segments"), every))
