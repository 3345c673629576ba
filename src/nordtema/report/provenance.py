"""Where results come from: publishing them, run.json, and comparing two runs."""

import hashlib
import platform
import shutil
from importlib import metadata
from pathlib import Path

from ..study import Study
from ..tables import read_json, write_atomically, write_json
from .stages import package_versions, stages

PUBLISHED = ("tables", "figures", "notebooks", "report")
_CAPTIONS = "captions.json"


def publish(results: Path) -> list[str]:
    """Copy what the finished stages made into the results folder; returns the names changed.

    A file that is the same already is left alone. Files of an earlier run that are no longer made
    are removed; files that we have not made are not touched. Drafts stand in data/, so that being
    killed leaves none among the results; the next run publishes again.
    """
    _receipt(results).unlink(missing_ok=True)
    before = read_json(results / "run.json", {}).get("outputs", {})
    made = _made_files(results)
    changed = [name for name, source in made.items() if _copy(source, results, name)]
    captions = results / "data" / _CAPTIONS
    write_json(captions, _captions(results))
    _copy(captions, results, f"figures/{_CAPTIONS}")
    outputs = {name: sha256(results / name) for name in [*made, f"figures/{_CAPTIONS}"]}
    for name in set(before) - set(outputs):
        _remove(results, name)
    record = results / "data" / "run.json"
    write_json(record, _run_record(results, outputs))
    _copy(record, results, "run.json")
    _publish_data(results)
    write_json(_receipt(results), _states(results, [*outputs, "run.json"]))
    return sorted(changed)


def is_published(results: Path) -> bool:
    """Whether everything stands in the results folder as it was published."""
    receipt = read_json(_receipt(results))
    return receipt is not None and receipt == _states(results, list(receipt))


def _receipt(results: Path) -> Path:
    return results / "data" / "published.json"


def _states(results: Path, names: list[str]) -> dict[str, list[int]]:
    """Size and time of files, [] for what is not there."""
    found = {}
    for name in names:
        path = results / name
        state = path.stat() if path.is_file() else None
        found[name] = [state.st_size, state.st_mtime_ns] if state else []
    return found


def _remove(results: Path, name: str) -> None:
    """Remove a file that an earlier run has published, wherever its run.json was written."""
    path = (results / name).resolve()
    if path.is_relative_to(results.resolve()) and name.split("/")[0] in PUBLISHED:
        path.unlink(missing_ok=True)


def _made_files(results: Path) -> dict[str, Path]:
    found = {}
    for stage in stages():
        folder = results / "data" / "build" / stage.name
        for kind in PUBLISHED:
            for path in sorted((folder / kind).rglob("*")):
                if path.is_file() and path.name != _CAPTIONS:
                    found[path.relative_to(folder).as_posix()] = path
    return dict(sorted(found.items()))


def _captions(results: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for stage in stages():
        path = results / "data" / "build" / stage.name / "figures" / "captions.json"
        found |= read_json(path, {})
    return found


def _copy(source: Path, results: Path, name: str) -> bool:
    target = results / name
    if target.exists() and target.read_bytes() == source.read_bytes():
        return False
    write_atomically(target, lambda draft: shutil.copyfile(source, draft), results / "data")
    return True


def _publish_data(results: Path) -> None:
    """Segments and times for those who look into data/; none of it is compared or committed."""
    times = {}
    for stage in stages():
        folder = results / "data" / "build" / stage.name
        times[stage.name] = read_json(folder / "done.json", {}).get("seconds")
        times |= {f"{stage.name}: {k}": v
                  for k, v in read_json(folder / "data" / "timings.json", {}).items()}  # fmt: skip
    write_json(results / "data" / "timings.json", times)
    segments = results / "data" / "build" / "corpus" / "data" / "segments.parquet"
    if segments.exists():
        _copy(segments, results, "data/segments.parquet")


def _run_record(results: Path, outputs: dict[str, str]) -> dict[str, object]:
    """Versions, parameters, hashes of inputs and outputs; no date, no path of a machine."""
    plan = read_json(results / "data" / "study.json")
    study = Study.model_validate(plan["parameters"])
    parameters = study.model_dump(mode="json", exclude={"compute"})  # that of this machine
    parameters["corpus"]["path"] = Path(parameters["corpus"]["path"]).name
    for section, name in (("vocabulary", "glossary"), ("topics", "labels"),
                          ("comparison", "parallel")):  # fmt: skip
        parameters[section][name] = Path(parameters[section][name]).name
    sources = {k: Path(v) for k, v in plan["sources"].items() if v}
    return {
        "program": {"nordtema": metadata.version("nordtema"), "python": platform.python_version()},
        "packages": package_versions(),
        "parameters": parameters,
        "inputs": {name: hash_of_input(path) for name, path in sorted(sources.items())},
        "outputs": outputs,
    }


def hash_of_input(path: Path) -> str:
    """SHA-256 of a file, or of all files of a folder with their names."""
    if path.is_file():
        return sha256(path)
    total = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
        total.update(file.relative_to(path).as_posix().encode())
        total.update(sha256(file).encode())
    return total.hexdigest()


def sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def differences(a: Path, b: Path) -> list[str]:
    """Names of published files that are not the same bytes in two results folders.

    For tables, by how much their numbers differ is said as well.
    """
    names = {
        p.relative_to(folder).as_posix()
        for folder in (a, b)
        for kind in (*PUBLISHED, "run.json")
        for p in ([folder / kind] if kind == "run.json" else (folder / kind).rglob("*"))
        if p.is_file()
    }
    return [found for name in sorted(names) if (found := _difference(name, a / name, b / name))]


def _difference(name: str, first: Path, second: Path) -> str:
    if not first.exists() or not second.exists():
        return f"{name}: only in {'the second' if second.exists() else 'the first'}"
    if first.read_bytes() == second.read_bytes():
        return ""
    return f"{name}: differs{_how_much(first, second) if name.endswith('.csv') else ''}"


def _how_much(first: Path, second: Path) -> str:
    from ..tables import read_table

    a, b = read_table(first), read_table(second)
    if a.shape != b.shape or list(a.columns) != list(b.columns):
        return f" in shape, {a.shape} and {b.shape}"
    numbers = a.select_dtypes("number").columns.intersection(b.select_dtypes("number").columns)
    if not len(numbers):
        return " in words"
    largest = (a[numbers] - b[numbers]).abs().max().max()
    return f" by {largest:.4f} at the most"
