"""Many analyses in parallel processes, here or on a Dask cluster; what is done is kept.

Each finished analysis is written at once into a folder, under a name made from everything that it
depends on: counts, question, choices, code, versions of packages. A run that was stopped or killed
thus goes on where it was, and a change of any of these makes it compute again. The results stand in
the order of the jobs, however many processes there are and whichever is done first.
"""

import functools
import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import astuple
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from joblib import Parallel, cpu_count, delayed, parallel_config
from scipy import sparse
from threadpoolctl import threadpool_limits

from ..formats import count, count_or_none
from ..languages import declare_countries, declared_countries
from ..schemas import Schema, schema_of
from ..study import Compute, StudyError
from ..system import memory_line
from ..tables import read_frame, write_frame
from ..vocabulary.counts import ConceptCounts
from .analyses import Question, Task, analyse
from .choices import Counting

if TYPE_CHECKING:
    from distributed import Client

PACKAGES = ("gensim", "numpy", "pandas", "scikit-learn", "scipy")
ROOMS = ("vocabulary", "topics", "comparison")
SMALL = 1_000_000  # counts to be fitted, below which starting processes takes longer than fitting
MESSAGES = 10  # that tell how far a long run is
_PATIENCE = "10s"  # for a scheduler that does not answer
_LOOK = 1.0  # seconds between two looks whether our parent still lives

Job = tuple[Counting, Task]


def run_all(
    jobs: Sequence[Job],
    counts: dict[Counting, ConceptCounts],
    question: Question,
    compute: Compute,
    folder: Path,
    progress: Callable[[str], None] = lambda message: None,
) -> list[pd.DataFrame]:
    """The tables of all jobs, in their order; those that stand in the folder are not made again.

    Parameters
    ----------
    jobs : a fit each, with the counts that it is made on
    folder : where finished tables are kept
    progress : is told how far it is

    Returns
    -------
    A table for each job, as `analyse` gives it

    Raises
    ------
    StudyError
        If the Dask scheduler cannot be reached, or its workers are not what we are.
    """
    common = _digest(_of_question(question), code_version())
    of_counts = {key: _of_counts(one) for key, one in counts.items()}
    paths = [folder / f"{common}-{_digest(of_counts[key], repr(astuple(task)))}.parquet"
             for key, task in jobs]  # fmt: skip
    _forget_others(folder, common)
    schema = schema_of("analyses", frame=True)
    kept = {number: table for number, path in enumerate(paths)
            if (table := _kept(path, schema)) is not None}  # fmt: skip
    todo = [number for number in range(len(paths)) if number not in kept]
    done = len(jobs) - len(todo)
    step = max(1, round(len(todo) / MESSAGES))
    if todo:
        there = count_or_none(done, "is there already", "are there already")
        progress(f"{count(len(todo), 'fit')} ({there})")
        given = [(number, jobs[number][1], counts[jobs[number][0]]) for number in todo]
        for number, table in _computed(given, question, compute):
            write_frame(paths[number], table, schema)
            done += 1
            if done % step == 0:
                progress(f"{done} of {count(len(jobs), 'fit')}")
    return [kept[n] if n in kept else read_frame(path, schema) for n, path in enumerate(paths)]


def _kept(path: Path, schema: Schema) -> pd.DataFrame | None:
    """A table of an earlier run; None where there is none, or where it was cut off."""
    try:
        return read_frame(path, schema) if path.exists() else None
    except StudyError:
        return None


def _computed(
    given: list[tuple[int, Task, ConceptCounts]], question: Question, compute: Compute
) -> Iterator[tuple[int, pd.DataFrame]]:
    """Numbers and tables of the jobs as they are done."""
    parent = 0 if compute.scheduler else os.getpid()
    size = sum(counts.matrix.nnz for _, _, counts in given)
    with _memory_told(compute), _processes(compute, size) as processes:
        parallel = Parallel(
            processes, batch_size=1, max_nbytes=None, return_as="generator_unordered"
        )  # each as it is done; whole arrays, since shared ones could not be written to
        yield from parallel(
            delayed(_numbered)(number, task, counts, question, parent, declared_countries())
            for number, task, counts in given
        )


@contextmanager
def _memory_told(compute: Compute) -> Iterator[None]:
    """A process that was ended, or that found no memory, as one line with a remedy."""
    try:
        yield
    except _ended():
        which = "a worker of compute.scheduler" if compute.scheduler else "a process"
        raise StudyError(
            f"robustness: {which} was ended, most likely by the system: {memory_line()}"
        ) from None


def _ended() -> tuple[type[Exception], ...]:
    """What is raised for a process that was ended: by loky, and by Dask where that is installed."""
    try:
        from distributed import KilledWorker
    except ImportError:
        return MemoryError, BrokenProcessPool
    return MemoryError, BrokenProcessPool, KilledWorker


def _numbered(
    number: int,
    task: Task,
    counts: ConceptCounts,
    question: Question,
    parent: int,
    countries: dict[str, dict],
) -> tuple[int, pd.DataFrame]:
    """Runs in a process of its own."""
    _end_with(parent)
    declare_countries(countries)
    threadpool_limits(1)  # for good: the threads of a Dask worker must not undo it for each other
    return number, analyse(task, counts, question)


@functools.cache
def _end_with(parent: int) -> None:
    """Let this process end when its parent is gone; one that was killed cannot tell it so."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    if os.getppid() == parent and os.getpid() != parent:
        threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _processes(compute: Compute, size: int) -> Iterator[int]:
    """Let joblib use processes of this machine, or the workers of a Dask cluster."""
    if not compute.scheduler:
        yield compute.jobs or (cpu_count() if size >= SMALL else 1)
        return
    try:
        from distributed import Client
    except ImportError:
        raise StudyError(
            "compute.scheduler: dask.distributed is missing; pip install distributed"
        ) from None
    try:
        client = Client(compute.scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        raise StudyError(
            f"compute.scheduler = {compute.scheduler!r}: no Dask scheduler answers there; "
            "start one with `dask scheduler`, or leave it empty to use this machine"
        ) from None
    with client:
        _check_workers(client)
        with parallel_config(backend="dask", client=client):
            yield -1


def _check_workers(client: "Client") -> None:
    """Other code or other versions would give other numbers."""
    try:
        versions = client.run(code_version)
    except ModuleNotFoundError:
        raise StudyError(
            "compute.scheduler: its workers cannot import nordtema; install the same version there"
        ) from None
    other = sorted(address for address, version in versions.items() if version != code_version())
    if other or not versions:
        which = f"worker {other[0]} has another version of nordtema or of its packages"
        raise StudyError(
            f"compute.scheduler: {which if other else 'it has no workers'}; "
            "start workers in the same environment with `dask worker`"
        )


# ---------------------------------------------------------------- what a result depends on


@functools.cache
def code_version() -> str:
    """Digest of the code and the packages that the analyses are made with.

    Returns
    -------
    24 hexadecimal digits
    """
    package = Path(__file__).resolve().parents[1]
    files = sorted(path for room in ROOMS for path in (package / room).glob("*.py"))
    versions = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    return _digest(*versions, *(path.read_bytes() for path in files))


def _of_counts(counts: ConceptCounts) -> str:
    matrix: sparse.csr_matrix = counts.matrix
    return _digest(
        _of_frame(counts.units), _of_frame(counts.concepts[["concept"]]),
        matrix.data, matrix.indices, matrix.indptr,
    )  # fmt: skip


def _of_question(question: Question) -> str:
    reference = question.reference
    rest = (question.rules, question.pairs, question.formation, question.seed,
            declared_countries())  # fmt: skip
    return _digest(
        " ".join(reference.concepts), reference.topics, _of_frame(question.documents), repr(rest)
    )


def _of_frame(table: pd.DataFrame) -> str:
    return _digest(table.to_csv(index=False))


def _digest(*parts: str | bytes | np.ndarray) -> str:
    total = hashlib.sha256()
    for part in parts:
        text = part.encode() if isinstance(part, str) else part
        data = text if isinstance(text, bytes) else np.ascontiguousarray(text).data
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()[:24]


def _forget_others(folder: Path, common: str) -> None:
    """Remove what was computed for another question or by other code."""
    for path in folder.glob("*.parquet"):
        if not path.name.startswith(common):
            path.unlink(missing_ok=True)
