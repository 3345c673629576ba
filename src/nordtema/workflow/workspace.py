"""What a notebook reads from and writes to.

Each stage writes into a folder of its own, which takes its place in one step when the stage has
succeeded; reading looks through the folders of all finished stages. A stage that fails or is killed
thus leaves nothing behind that could be taken for a result.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..figures.provenance import part_name
from ..schemas import schema_of
from ..study import Study, StudyError
from ..system import is_of_system, said_of_system
from ..tables import read_frame, read_json, read_table, write_frame, write_json, write_table
from .records import finished
from .stages import read_plan, stage_folder, stage_named

if TYPE_CHECKING:  # matplotlib takes a while, and only those who draw need it
    import pandas as pd

    from ..figures.style import Drawing
    from ..vocabulary.door import Door

FORMATS = ("svg", "png")
REMEMBERED = "data/remembered"
PROGRESS_FILE = "progress.log"
REFUSED_FILE = "refused.txt"  # why the notebook could go no further, where it could say so


@dataclass(frozen=True)
class Workspace:
    """A results folder as a stage sees it.

    Attributes
    ----------
    results : the results folder
    stage : name of the stage, such as "3_topics.lda"
    own : folder that this stage writes to
    names : what its notebook's parameters cell has set
    """

    results: Path
    stage: str
    own: Path
    names: Mapping[str, Any] = field(default_factory=dict)

    # ---------------------------------------------------------------- the study

    @cached_property
    def _planned(self) -> dict:
        plan = read_plan(self.results)
        if not plan:
            raise StudyError(f"{self.results}: nothing has been run here yet; run `make all` first")
        return plan

    @property
    def study(self) -> Study:
        """The parameters of the study that this results folder belongs to."""
        return Study.model_validate(self._planned["parameters"])

    @property
    def rules(self) -> Any:
        """The stage's own group of parameters, as its notebook was given them."""
        return getattr(self.study, stage_named(self.stage).section).given(self.names)

    @property
    def detail(self) -> str:
        """The country or the model that the stage is of."""
        return self.stage.partition(".")[2]

    def source(self, name: str) -> Path | None:
        """Path of corpus, names, glossary, audit, labels, parallel, design or codes; or None."""
        path = self._planned["sources"].get(name, "")
        return Path(path) if path else None

    @property
    def corpus(self) -> Path:
        """Path of the folder or file of the texts."""
        return Path(self._planned["sources"]["corpus"])

    # ---------------------------------------------------------------- reading

    def find(self, relative: str) -> Path:
        """The file of that name among the results of the finished stages."""
        folders = [stage_folder(self.results, name) for name in finished(self.results)]
        for folder in [self.own, *sorted(folders)]:
            if (folder / relative).exists():
                return folder / relative
        raise StudyError(f"it needs {Path(relative).name}, which was not made")

    def has(self, relative: str) -> bool:
        """Whether some finished stage has made the file."""
        try:
            return self.find(relative).exists()
        except StudyError:
            return False

    def read_table(self, name: str) -> pd.DataFrame:
        """A table of the results, such as "topics.lda"."""
        return read_table(self.find(f"tables/{name}.csv"), schema_of(name))

    def read_data(self, name: str) -> pd.DataFrame:
        """A data frame that is kept for later stages, such as "segments"."""
        return read_frame(self.find(f"data/{name}.parquet"), schema_of(name, frame=True))

    # ---------------------------------------------------------------- writing

    def write_table(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """Write what may be published of a table, and hand it back as it will be read."""
        schema = schema_of(name)
        if any(column.holds_words for column in schema.columns):
            table = self._door.let_out(table, schema)
        return read_table(write_table(self.own / "tables" / f"{name}.csv", table, schema), schema)

    @cached_property
    def _door(self) -> Door:
        """Which words may leave; the vocabulary says it before any table of words is written."""
        from ..vocabulary.door import Door  # whoever writes words has loaded it

        return Door.of(self.read_data("door"))

    def write_data(self, name: str, table: pd.DataFrame) -> None:
        """Write a data frame for later stages."""
        write_frame(self.own / "data" / f"{name}.parquet", table, schema_of(name, frame=True))

    def data_path(self, name: str) -> Path:
        """Where this stage puts a file for later stages."""
        (self.own / "data").mkdir(parents=True, exist_ok=True)
        return self.own / "data" / name

    def kept(self, name: str) -> Path:
        """A folder for what a stopped stage need not compute again; it is part of no result."""
        return self.results / "data" / name

    def remember(self, function: Callable[..., Any], *arguments: object) -> Any:
        """What a function of ours gives; computed, unless it was before from the same."""
        from .memory import remember  # joblib takes a while

        return remember(self.results / REMEMBERED / self.stage, function, *arguments)

    def save_figure(self, name: str, drawing: Drawing | None):
        """Save a figure as SVG and PNG with its alt text and caption, and show it."""
        from matplotlib import pyplot

        from ..figures.style import render
        from ..report.display import show_figure

        if drawing is None:
            return None
        folder = self.own / "figures"
        folder.mkdir(parents=True, exist_ok=True)
        for suffix in (*FORMATS, *["pdf"] * self.study.compute.pdf):
            (folder / f"{name}.{suffix}").write_bytes(render(drawing.figure, suffix))
        pyplot.close(drawing.figure)
        captions = read_json(folder / "captions.json", {})
        captions[name] = {"alt": drawing.alt, "caption": drawing.caption}
        write_json(folder / "captions.json", captions)
        return show_figure(folder / f"{name}.png", drawing.alt, drawing.caption)

    def save_parts(self, name: str, drawings: Sequence[Drawing]):
        """Save a figure of several parts, `name`, `name.2` …, and show them; None without any."""
        from ..report.display import together

        saved = [self.save_figure(part_name(name, n), one) for n, one in enumerate(drawings, 1)]
        return together(saved)

    def show_saved_figure(self, name: str):
        """Show a figure that an earlier stage has saved, with all its parts; None without any."""
        from ..report.display import show_figure, together

        found, number = [], 1
        while self.has(f"figures/{part_name(name, number)}.png"):
            part = part_name(name, number)
            path = self.find(f"figures/{part}.png")
            words = read_json(path.parent / "captions.json", {})[part]
            found.append(show_figure(path, words["alt"], words["caption"]))
            number += 1
        return together(found)

    def progress(self, message: str) -> None:
        """Say what is being done, to whoever watches the run; notebooks keep no trace of it."""
        if os.environ.get("NORDTEMA_STAGE"):
            with (self.own / PROGRESS_FILE).open("a", encoding="utf-8") as handle:
                handle.write(f"{message}\n")

    def timing(self, name: str, seconds: float) -> None:
        """Keep how long something took, outside everything that is compared."""
        path = self.data_path("timings.json")
        write_json(path, {**read_json(path, {}), name: round(seconds, 2)})


class Stopwatch:
    """Measures the seconds of a with-block into the timings of a workspace."""

    def __init__(self, workspace: Workspace, name: str):
        self.workspace, self.name = workspace, name

    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *error):
        self.workspace.timing(self.name, time.perf_counter() - self.start)


def open_workspace(notebook: str, names: Mapping[str, Any]) -> Workspace:
    """The workspace of a notebook.

    In a run it is the one that the run names. In JupyterLab it is that of a trial (see `trial`):
    what the notebook needs is made first, and nothing that was published is touched.

    Parameters
    ----------
    notebook : its name, such as "3_topics"
    names : globals()
    """
    results, own = os.environ.get("NORDTEMA_RESULTS"), os.environ.get("NORDTEMA_OWN")
    if results and own:
        _tell_refusals(Path(own), os.environ["NORDTEMA_STAGE"])
        read_plan(Path(results))  # this process must know the countries that the study declares
        return Workspace(Path(results), os.environ["NORDTEMA_STAGE"], Path(own), names)
    from . import trial  # a run has no need of it

    _refuse_in_one_line()
    here = trial.here()
    stage, own_folder = here.open(notebook, names)
    print(here.said())
    read_plan(here.folder)  # that of the published study may have been read since
    return Workspace(here.folder, stage.name, own_folder, names)


def _refuse_in_one_line() -> None:
    """Let JupyterLab show what we refuse as the line that it is, without its way through us."""
    from IPython import get_ipython

    def show(shell, kind, error, trace, tb_offset=None) -> None:
        print(f"nordtema: {error}", file=sys.stderr)

    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((StudyError,), show)


def _tell_refusals(own: Path, stage: str) -> None:
    """Let the kernel write down what it refuses; whoever runs it sees names of errors alone."""
    from IPython import get_ipython

    def tell(shell, kind, error, trace, tb_offset=None) -> None:
        if isinstance(error, StudyError) or is_of_system(error):
            ours = isinstance(error, StudyError)
            line = str(error) if ours else f"{stage}: {said_of_system(error)}"
            with suppress(OSError):
                (own / REFUSED_FILE).write_text(" ".join(line.split()), encoding="utf-8")
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)

    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((StudyError, MemoryError, OSError), tell)
