"""What a finished stage was made from and what it made, as hashes.

A record is trusted only as far as its hashes agree with what is there: not by times, which a wrong
clock can set ahead. What does not agree is made again; it is neither used nor published.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..tables import read_json, write_json
from .stages import Stage, done_file, failed_file, input_file, planned, stage_folder

RECORD = "done.json"


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def write_record(
    results: Path, name: str, work: Path, seconds: float, before: Iterable[str]
) -> None:
    """Write down what a stage was made from, and the hashes of what stands in `work`.

    Parameters
    ----------
    before : names of the stages that it was made after
    """
    record = {
        **digests(results, name, before),
        "outputs": _outputs(work),
        "seconds": round(seconds, 2),
    }
    write_json(work / RECORD, record)


def _outputs(folder: Path) -> dict[str, str]:
    """Name and hash of each file that a stage has made."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != RECORD)
    return {p.relative_to(folder).as_posix(): sha256(p) for p in files}


def read_record(results: Path, name: str) -> dict[str, dict]:
    """The record of a finished stage; {} where it has not finished."""
    record = read_json(done_file(results, name), {})
    return record if isinstance(record, dict) else {}


def renew_outputs(results: Path, name: str) -> None:
    """Write a finished stage's files and their hashes down anew, after it was rendered again."""
    folder, record = stage_folder(results, name), read_record(results, name)
    write_json(folder / RECORD, {**record, "outputs": _outputs(folder)})


def stale_stages(results: Path) -> list[Stage]:
    """The stages that have to run, in order: not made, made from something else, or damaged.

    What was made after a stale stage is stale too.
    """
    stale: list[Stage] = []
    for stage in planned(results):
        record = read_record(results, stage.name)
        late = {other.name for other in stale} & set(record.get("before", ()))
        if late or not is_current(results, stage.name, record):
            stale.append(stage)
    return stale


def is_current(results: Path, name: str, record: dict[str, dict]) -> bool:
    """Whether a record says of a stage what would be made of it now, and its files are there."""
    return matches(results, name, record) and not changed_outputs(results, name)


def matches(results: Path, name: str, record: dict[str, dict]) -> bool:
    """Whether a stage would be made from what it was made from when the record was written."""
    before = record.get("before", {})
    return record.get("inputs") == _inputs(results, name) and all(
        _digest(results, other) == known for other, known in before.items()
    )


def digests(results: Path, name: str, before: Iterable[str]) -> dict[str, Any]:
    """What a stage is made from: its own inputs, and what the stages before it have made."""
    return {"inputs": _inputs(results, name),
            "before": {other: _digest(results, other) for other in before}}  # fmt: skip


def forget(results: Path, name: str) -> None:
    """What the stage made counts no more, and neither does what it failed of."""
    done_file(results, name).unlink(missing_ok=True)
    failed_file(results, name).unlink(missing_ok=True)


def is_done(results: Path, name: str) -> bool:
    """Whether the stage has finished in the run that was planned last."""
    return done_file(results, name).exists()


def finished(results: Path) -> list[str]:
    """The names of the stages that have finished."""
    return [stage.name for stage in planned(results) if is_done(results, stage.name)]


def changed_outputs(results: Path, name: str) -> list[str]:
    """Names of outputs that are not what the record of the stage says."""
    folder = stage_folder(results, name)
    outputs = read_record(results, name).get("outputs")
    if not isinstance(outputs, dict):
        return [RECORD]
    return [
        output for output, known in outputs.items()
        if not (folder / output).is_file() or sha256(folder / output) != known
    ]  # fmt: skip


def failures(results: Path) -> dict[str, str]:
    """Why each unfinished stage was not made, in the order of the stages; {} after a whole run."""
    return {
        stage.name: (read_json(failed_file(results, stage.name), {}) or {}).get("reason")
        or "it was ended before it was done"
        for stage in planned(results)
        if not is_done(results, stage.name)
    }


def tell_failure(results: Path, name: str, reason: str) -> None:
    """Keep why a stage has failed, for the report."""
    write_json(failed_file(results, name), {"reason": reason})


def _inputs(results: Path, name: str) -> str:
    path = input_file(results, name)
    return sha256(path) if path.exists() else ""


def _digest(results: Path, name: str) -> str:
    """Hash of what a stage has made, and from what; "" where it has failed."""
    record = read_record(results, name)
    if not record:
        return ""
    told = repr([record.get(key) for key in ("inputs", "before", "outputs")])
    return hashlib.sha256(told.encode()).hexdigest()
