"""The results folder: whose it is, and who may work in it.

Nothing is written to, or removed from, a folder that is not ours. A marker in data/ says that one
is; a run.json that we have written says it of results that came without their data.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..study import StudyError
from ..tables import read_json, write_json

PUBLISHED = ("tables", "figures", "notebooks", "report")
MARKER = "data/nordtema.json"
LAB = "data/lab"  # where trials stand
_LOCK = "data/run.lock"
_SOURCE = ("src", "notebooks", "tests", "corpus", "docs", "benchmarks", ".git", ".venv", ".ci")
_PATIENCE = 20  # seconds that what is left of a killed run is given to end
_SILENCE = 2  # seconds after which we say that we wait for it


def claim(results: Path, root: Path) -> Path:
    """The results folder as an absolute path, there, writable and marked as ours.

    Parameters
    ----------
    root : the checkout

    Raises
    ------
    StudyError
        If the folder holds the source or files that are not ours, or cannot be written.
    """
    results = absolute(results)
    _refuse_source(results, root)
    if not is_ours(results):
        _refuse_strangers(results)
    _check_writable(results)
    for name in PUBLISHED:
        if (results / name).is_symlink():
            raise StudyError(
                f"{results / name}: is a link to another folder; remove the link, or name another "
                "results folder with RESULTS="
            )
    if not (results / MARKER).exists():
        write_json(results / MARKER, {"folder": "results of nordtema"})
    return results


def absolute(path: Path) -> Path:
    """The path, absolute and without links; `~` is the home folder."""
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, no home, NUL
        raise StudyError(f"{str(path)!r}: no name for a folder ({error}); name another") from None


def is_ours(results: Path) -> bool:
    """Whether we have made the folder: it has our marker, or results of ours."""
    if (results / MARKER).is_file():
        return True
    record = read_json(results / "run.json", {})
    return isinstance(record, dict) and "nordtema" in (record.get("program") or {})


def _refuse_source(results: Path, root: Path) -> None:
    inside = results.relative_to(root).parts if results.is_relative_to(root) else ("elsewhere",)
    if root.is_relative_to(results) or (inside and inside[0] in _SOURCE):
        raise StudyError(
            f"{results}: the results folder would hold the source of the project; "
            "name a folder of its own with RESULTS="
        )


def _refuse_strangers(results: Path) -> None:
    if not results.is_dir():
        return
    found = sorted(p.name for p in results.iterdir() if not p.name.startswith("."))
    if found:
        raise StudyError(
            f"{results}: holds files that are not ours ({found[0]}), which results could "
            "overwrite; name a new or an empty folder with RESULTS="
        )


def _check_writable(results: Path) -> None:
    probe = results / "data" / ".probe"
    try:
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StudyError(
            f"{results}: the results folder cannot be written ({reason.lower()}); "
            "name another with RESULTS="
        ) from None


@contextmanager
def only_run(results: Path) -> Iterator[None]:
    """Hold the lock of a results folder; the system lets go of it if we are killed."""
    lock = FileLock(results / _LOCK)
    try:
        _acquire(lock)
    except Timeout:
        raise StudyError(
            f"{results}: another run is working in this folder; wait for it, "
            "or name another folder with RESULTS="
        ) from None
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock) -> None:
    try:
        lock.acquire(timeout=min(_SILENCE, _PATIENCE))
    except Timeout:
        print("nordtema: waiting for another run in this folder to end", file=sys.stderr)
        lock.acquire(timeout=_PATIENCE)


def remove_data(results: Path) -> None:
    """Remove the intermediate data of a results folder of ours; published results and trials stay.

    Raises
    ------
    StudyError
        If there is no such folder of ours, or another run works in it.
    """
    if not (results / MARKER).is_file():
        raise StudyError(
            f"{results}: no data of ours here, so nothing is removed; name the folder with RESULTS="
        )
    with only_run(results):
        for path in sorted((results / "data").iterdir()):
            if path in (results / _LOCK, results / MARKER, results / LAB):
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    (results / _LOCK).unlink()
