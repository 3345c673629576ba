"""What a finished stage was made from and what it made, as hashes.

A record is trusted only as far as its hashes agree with what is there: not by times, which a wrong
clock can set ahead. What does not agree is made again; it is neither used nor published.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..tables import read_json, write_json
from .stages import Stage, done_file, failed_file, input_file, stage_folder, stage_named, stages

RECORD = "done.json"


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def write_record(results: Path, stage: Stage, work: Path, seconds: float) -> None:
    """Write down what the stage was made from, and the hashes of what stands in `work`."""
    files = sorted(p for p in work.rglob("*") if p.is_file() and p.name != RECORD)
    record = {
        "inputs": _inputs(results, stage),
        "before": _before(results, stage),
        "outputs": {p.relative_to(work).as_posix(): sha256(p) for p in files},
        "seconds": round(seconds, 2),
    }
    write_json(work / RECORD, record)


def renew_outputs(results: Path, stage: Stage) -> None:
    """Write the hashes of a finished stage's files down anew, after it was rendered again."""
    folder = stage_folder(results, stage)
    record = read_json(folder / RECORD)
    outputs = {name: sha256(folder / name) for name in record["outputs"]}
    write_json(folder / RECORD, {**record, "outputs": outputs})


def stale_stages(results: Path) -> list[Stage]:
    """The stages that have to run, in order: not made, made from something else, or damaged.

    What follows a stale stage is stale too.
    """
    found: list[Stage] = []
    for stage in stages():
        names = {other.name for other in found}
        if names & set(stage.before) or not _is_current(results, stage):
            found.append(stage)
    return found


def forget(results: Path, stage: Stage) -> None:
    """What the stage made counts no more, and neither does what it failed of."""
    done_file(results, stage).unlink(missing_ok=True)
    failed_file(results, stage).unlink(missing_ok=True)


def is_done(results: Path, stage: Stage) -> bool:
    """Whether the stage has finished in the run that was planned last."""
    return done_file(results, stage).exists()


def finished(results: Path) -> list[Stage]:
    """The stages that have finished."""
    return [stage for stage in stages() if is_done(results, stage)]


def changed_outputs(results: Path, stage: Stage) -> list[str]:
    """Names of outputs that are not what the record of the stage says."""
    folder = stage_folder(results, stage)
    record = read_json(folder / RECORD, {}) or {}
    outputs = record.get("outputs")
    if not isinstance(outputs, dict):
        return [RECORD]
    return [
        name for name, known in outputs.items()
        if not (folder / name).is_file() or sha256(folder / name) != known
    ]  # fmt: skip


def failures(results: Path) -> dict[str, str]:
    """Why each unfinished stage was not made, in the order of the stages; {} after a whole run."""
    found: dict[str, str] = {}
    for stage in stages():
        if is_done(results, stage):
            continue
        told = read_json(failed_file(results, stage), {}) or {}
        missing = [name for name in stage.needs if name in found]
        if "reason" in told:
            found[stage.name] = told["reason"]
        elif missing:
            found[stage.name] = f"it needs {missing[0]}, which was not made"
        else:
            found[stage.name] = "it was ended before it was done"
    return found


def tell_failure(results: Path, stage: Stage, reason: str) -> None:
    """Keep why a stage has failed, for the report."""
    write_json(failed_file(results, stage), {"reason": reason})


def _is_current(results: Path, stage: Stage) -> bool:
    record = read_json(done_file(results, stage))
    if not isinstance(record, dict):
        return False
    same = record.get("inputs") == _inputs(results, stage)
    same = same and record.get("before") == _before(results, stage)
    return same and not changed_outputs(results, stage)


def _inputs(results: Path, stage: Stage) -> str:
    path = input_file(results, stage)
    return sha256(path) if path.exists() else ""


def _before(results: Path, stage: Stage) -> dict[str, str]:
    """What the stages before this one have made, "" where one has failed."""
    return {name: _digest(done_file(results, stage_named(name))) for name in stage.before}


def _digest(done: Path) -> str:
    """Hash of a record without its seconds."""
    record = read_json(done)
    if not isinstance(record, dict):
        return ""
    told = repr([record.get(key) for key in ("inputs", "before", "outputs")])
    return hashlib.sha256(told.encode()).hexdigest()
