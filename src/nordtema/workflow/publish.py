"""Where results come from: publishing them, run.json, and comparing two runs."""

import hashlib
import json
import platform
import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from ..figures.provenance import Provenance, stamp, table_of
from ..schemas import codebook, schema_of
from ..study import Study, StudyError
from ..tables import read_json, write_atomically, write_json, write_text
from .folder import PUBLISHED, is_ours
from .records import failures, finished, read_record, sha256
from .stages import REVIEW, input_file, planned, read_plan, stage_folder

_CAPTIONS = "captions.json"
_CODEBOOK = "tables/README.md"
_INCOMPLETE = "data/incomplete"


def publish(results: Path) -> list[str]:
    """Copy what the finished stages made into the results folder; returns the names changed.

    A file that is the same already is left alone. Files of an earlier run that are no longer made
    are removed; files that we have not made are not touched. Drafts stand in data/, so that being
    killed leaves none among the results; the next run publishes again. Where the report could not
    be made, one that says what is missing takes its place.

    Raises
    ------
    StudyError
        If something has changed since it was made.
    """
    _receipt(results).unlink(missing_ok=True)
    before = read_json(results / "run.json", {}).get("outputs", {})
    _prepare_incomplete(results)
    made = _made_files(results)
    facts = _facts(results)
    changed = [name for name, source in made.items()
               if _put(_told(source, name, facts["study"], made), results, name)]  # fmt: skip
    captions = results / "data" / _CAPTIONS
    write_json(captions, _captions(results))
    _copy(captions, results, f"figures/{_CAPTIONS}")
    explained = results / "data" / "codebook.md"
    write_text(explained, codebook(Path(n).stem for n in made if n.endswith(".csv")))
    _copy(explained, results, _CODEBOOK)
    written = [*made, f"figures/{_CAPTIONS}", _CODEBOOK]
    outputs = {name: sha256(results / name) for name in written}
    for name in set(before) - set(outputs):
        _remove(results, name)
    record = results / "data" / "run.json"
    write_json(record, {**facts, "outputs": outputs})
    _copy(record, results, "run.json")
    _publish_data(results)
    write_json(_receipt(results), {**outputs, "run.json": sha256(results / "run.json")})
    return sorted(changed)


def is_published(results: Path) -> bool:
    """Whether everything stands in the results folder as it was published."""
    receipt = read_json(_receipt(results))
    return isinstance(receipt, dict) and all(
        (results / name).is_file() and sha256(results / name) == known
        for name, known in receipt.items()
    )


def _receipt(results: Path) -> Path:
    return results / "data" / "published.json"


def _prepare_incomplete(results: Path) -> None:
    """A report of what there is, where the report itself could not be made."""
    folder = results / _INCOMPLETE
    shutil.rmtree(folder, ignore_errors=True)
    if "report" in failures(results):
        from .rendering import render_incomplete  # nothing to do must take no time

        render_incomplete(results, folder)


def _remove(results: Path, name: str) -> None:
    """Remove a file that an earlier run has published, wherever its run.json was written."""
    path = (results / name).resolve()
    if path.is_relative_to(results.resolve()) and name.split("/")[0] in PUBLISHED:
        path.unlink(missing_ok=True)


def _made_files(results: Path) -> dict[str, Path]:
    """Name and source of each file to be published; what has changed since it was made is none."""
    found = {}
    for stage in finished(results):
        folder = stage_folder(results, stage)
        for name, known in read_record(results, stage)["outputs"].items():
            if name.split("/")[0] not in PUBLISHED or Path(name).name == _CAPTIONS:
                continue
            if sha256(folder / name) != known:
                raise StudyError(
                    f"{stage}: {name} has changed since it was made; run again, and it is made anew"
                )
            found[name] = folder / name
    for path in sorted((results / _INCOMPLETE / "report").glob("*.html")):
        found[f"report/{path.name}"] = path
    return dict(sorted(found.items()))


def _captions(results: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for stage in finished(results):
        found |= read_json(stage_folder(results, stage) / "figures" / "captions.json", {})
    return found


def _copy(source: Path, results: Path, name: str) -> bool:
    return _put(source.read_bytes(), results, name)


def _put(data: bytes, results: Path, name: str) -> bool:
    """Write a file of the results unless it is the same already; says whether it was written."""
    target = results / name
    if target.exists() and target.read_bytes() == data:
        return False
    write_atomically(target, lambda draft: draft.write_bytes(data), results / "data")
    return True


def _told(source: Path, name: str, study: str, made: dict[str, Path]) -> bytes:
    """A file as it is published: a figure says which study, table and version it is of.

    Parameters
    ----------
    source, name : of the file
    study : its name
    made : name and source of all files that are published
    """
    data = source.read_bytes()
    if not name.startswith("figures/"):
        return data
    table = table_of(Path(name).stem)
    file = made.get(f"tables/{table}.csv")
    known = (table, sha256(file)) if file else ()
    told = Provenance(metadata.version("nordtema"), study, *known)
    return stamp(data, Path(name).suffix[1:], told)


def _publish_data(results: Path) -> None:
    """What those find who look into data/; none of it is compared, committed or shared."""
    times = {}
    for stage in finished(results):
        folder = stage_folder(results, stage)
        times[stage] = read_record(results, stage).get("seconds")
        times |= {f"{stage}: {k}": v
                  for k, v in read_json(folder / "data" / "timings.json", {}).items()}  # fmt: skip
    write_json(results / "data" / "timings.json", times)
    for stage, name in (("corpus", "segments.parquet"), ("corpus", "ids.parquet"),
                        ("corpus", REVIEW), ("inventory", "file_ids.parquet")):  # fmt: skip
        made = stage_folder(results, stage) / "data" / name
        if made.exists():
            _copy(made, results, f"data/{name}")
    _copy(Path(__file__).with_name("data_readme.md"), results, "data/README.md")


def _facts(results: Path) -> dict[str, Any]:
    """Name of the study, versions, parameters, hashes of inputs; no date, no path of a machine."""
    plan = read_plan(results)
    study = Study.model_validate(plan["parameters"])
    parameters = study.model_dump(mode="json", exclude={"compute"})  # that of this machine
    parameters["corpus"]["path"] = Path(parameters["corpus"]["path"]).name
    for section, name in (("corpus", "names"), ("vocabulary", "glossary"),
                          ("vocabulary", "parallel"), ("topics", "labels"),
                          ("comparison", "parallel"), ("comparison", "codes")):  # fmt: skip
        parameters[section][name] = Path(parameters[section][name]).name
    sources = {k: Path(v) for k, v in plan["sources"].items() if v}
    failed = failures(results)
    inputs = {name: hash_of_input(path) for name, path in sorted(sources.items())}
    return {
        **({"failed": failed} if failed else {}),
        "study": _study_id(parameters, inputs),
        "program": {"nordtema": metadata.version("nordtema"), "python": platform.python_version()},
        "packages": _package_versions(results),
        "parameters": parameters,
        "inputs": inputs,
    }


def _package_versions(results: Path) -> dict[str, str]:
    """Versions of all packages on which some stage depends."""
    facts = [read_json(input_file(results, stage.name), {}) for stage in planned(results)]
    return dict(sorted(pair for one in facts for pair in one.get("packages", {}).items()))


def study_id(results: Path) -> str:
    """A short name for what a study is made of: its texts, its parameters, and our version.

    The same study has the same name on every machine.
    """
    return _facts(results)["study"]


def _study_id(parameters: dict[str, Any], inputs: dict[str, str]) -> str:
    told = {"parameters": parameters, "inputs": inputs}
    version = metadata.version("nordtema")
    return hashlib.sha256(json.dumps([version, told], sort_keys=True).encode()).hexdigest()[:10]


def hash_of_input(path: Path) -> str:
    """SHA-256 of a file, or of all files of a folder with their names.

    Hidden files, links, and results that stand in the folder are no input.
    """
    if path.is_file():
        return sha256(path)
    total = hashlib.sha256()
    for file in sorted(_input_files(path)):
        total.update(file.relative_to(path).as_posix().encode())
        total.update(sha256(file).encode())
    return total.hexdigest()


def _input_files(folder: Path) -> Iterator[Path]:
    for one in folder.iterdir():
        if one.name.startswith(".") or one.is_symlink():
            continue
        if one.is_file():
            yield one
        elif one.is_dir() and not is_ours(one):
            yield from _input_files(one)


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

    try:
        a, b = (read_table(path, schema_of(path.stem)) for path in (first, second))
    except (StudyError, ValueError):  # not a table of ours, or not of this version
        return ""
    if a.shape != b.shape or list(a.columns) != list(b.columns):
        return f" in shape, {a.shape} and {b.shape}"
    numbers = a.select_dtypes("number").columns.intersection(b.select_dtypes("number").columns)
    if not len(numbers):
        return " in words"
    largest = (a[numbers] - b[numbers]).abs().max().max()
    return f" by {largest:.4f} at the most"
