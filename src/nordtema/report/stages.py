"""The graph of the study: which stage needs what, and what has to run again.

The graph stands here once. `nordtema all` writes it out as rules for make and lets make walk it; it
walks it by itself where there is no make. Of every stage's inputs (parameters, files, code) a small
file is kept, rewritten only when something in it has changed, so that time stamps tell the rest.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..languages import COUNTRIES
from ..study import MODELS, Study, StudyError, read_study
from ..tables import read_json, write_json, write_text

if TYPE_CHECKING:  # looking what is stale must be quick
    import pandas as pd

PACKAGE = Path(__file__).resolve().parents[1]
#: packages on whose version the results depend
PACKAGES = (
    "gensim", "matplotlib", "nbconvert", "nltk", "numpy", "pandas", "papermill", "py3langid",
    "scikit-learn", "scipy", "simplemma", "stop-words",
)  # fmt: skip
#: modules whose change makes every stage run again
EVERY_STAGE = (
    "languages.py", "study.py", "tables.py", "corpus/dates.py",
    "report/workspace.py", "report/display.py", "report/reading.py", "report/wording.py",
)  # fmt: skip


class StageFailed(Exception):
    """A stage that did not succeed: one line for the reader, and where the failed copy stands."""


@dataclass(frozen=True)
class Stage:
    """One step of the study.

    Attributes
    ----------
    name : "1_corpus.NO", "corpus", "2_vocabulary" …
    notebook : name of the notebook that it executes, "" where it needs none
    section : group of the parameters that the notebook is given
    parameters : further parameters of the notebook (country, model)
    needs : names of the stages that must be finished before
    rooms : parts of the package whose change makes it run again
    inputs : names of the files of the researcher that it reads
    further : single parameters of other groups that it depends on, as `section.key`
    """

    name: str
    notebook: str
    section: str
    parameters: dict[str, str]
    needs: tuple[str, ...]
    rooms: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


def stages() -> tuple[Stage, ...]:
    """All stages in an order in which they can be run."""
    corpus = tuple(
        Stage(f"1_corpus.{code}", "1_corpus", "corpus", {"country": code}, (), ("corpus",))
        for code in COUNTRIES
    )
    merged = Stage("corpus", "", "corpus", {}, tuple(s.name for s in corpus), ("corpus",))
    rooms = ("corpus", "vocabulary", "figures")
    vocabulary = Stage(
        "2_vocabulary", "2_vocabulary", "vocabulary", {}, ("corpus",), rooms, ("glossary",)
    )
    rooms = ("vocabulary", "topics", "figures")
    topics = tuple(
        Stage(f"3_topics.{m}", "3_topics", "topics", {"model": m}, ("2_vocabulary",), rooms,
              ("labels",))
        for m in MODELS
    )  # fmt: skip
    rooms = ("vocabulary", "topics", "comparison", "figures")
    comparison = tuple(
        Stage(f"4_comparison.{m}", "4_comparison", "comparison", {"model": m}, (f"3_topics.{m}",),
              rooms, ("parallel", "design"))
        for m in MODELS
    )  # fmt: skip
    both = tuple(s.name for s in comparison)
    robustness = Stage("5_robustness", "5_robustness", "robustness", {}, both, ("corpus", *rooms),
                       further=("about.main_model",))  # fmt: skip
    report = Stage(
        "report", "report", "about", {}, ("5_robustness",), (*rooms, "report"), ("design",)
    )
    return (*corpus, merged, vocabulary, *topics, *comparison, robustness, report)


def stage_named(name: str) -> Stage:
    """The stage of that name."""
    return next(stage for stage in stages() if stage.name == name)


# ---------------------------------------------------------------- the plan of one study


def plan_study(root: Path, results: Path) -> None:
    """Plan the study that the environment names (STUDY, SET, CORPUS), else that of study.yaml."""
    given = os.environ.get
    path = root / (given("STUDY") or "study.yaml")
    write_plan(read_study(path, given("SET") or "", given("CORPUS") or ""), root, results)


def write_plan(study: Study, root: Path, results: Path) -> None:
    """Check the inputs and write down what every stage depends on.

    Nothing but small files in results/data is written; whatever is wrong with the inputs is found
    here, before any stage has run.

    Raises
    ------
    StudyError
        In one line, what is wrong and what mends it.
    """
    data = results / "data"
    sources = find_sources(study, root)
    corpus = _corpus_state(Path(sources["corpus"]), read_json(data / "inputs" / "texts.json"))
    _check_size(corpus["documents"], study)
    _check_own_files(sources, data / "inputs" / "own.json")
    _write_if_changed(
        data / "study.json", {"parameters": study.model_dump(mode="json"), "sources": sources}
    )
    _write_if_changed(data / "inputs" / "texts.json", corpus)
    for stage in stages():
        facts = _inputs_of(stage, study, sources, corpus["texts"], root)
        _write_if_changed(input_file(results, stage), facts)
        _forget_if_incomplete(results, stage)
    write_text(data / "graph.mk", _rules())


def find_sources(study: Study, root: Path) -> dict[str, str]:
    """Absolute paths of the corpus and of the researcher's files ("" where there is none)."""
    corpus = _resolve(study.corpus.path, root)
    if not corpus.exists():
        raise StudyError(f"{study.corpus.path}: no such corpus; name a folder or file with CORPUS=")
    beside = corpus if corpus.is_dir() else corpus.parent
    named = {"glossary": study.vocabulary.glossary, "labels": study.topics.labels,
             "parallel": study.comparison.parallel, "design": ""}  # fmt: skip
    found = {"corpus": str(corpus)}
    for name, given in named.items():
        path = _resolve(given, root) if given else beside / f"{name}.csv"
        if given and not path.is_file():
            raise StudyError(f"{given}: no such file; mend the path of {name} in study.yaml")
        found[name] = str(path) if path.is_file() else ""
    if not found["parallel"]:
        shipped = root / "corpus" / "parallel.csv"
        found["parallel"] = str(shipped) if shipped.is_file() else ""
    return found


def _resolve(path: str, root: Path) -> Path:
    given = Path(path).expanduser()
    return (given if given.is_absolute() else root / given).resolve()


def _check_size(documents: dict[str, int], study: Study) -> None:
    present = [code for code in COUNTRIES if documents[code]]
    if len(present) < 2:
        raise StudyError(
            f"corpus: texts from one country only ({present[0]}); a comparison needs two or three"
        )
    total = sum(documents.values())
    if study.topics.k != "auto" and study.topics.k > total and study.corpus.unit == "document":
        raise StudyError(
            f"topics.k = {study.topics.k}: more topics than documents ({total}); "
            f"choose {max(2, total // 2)} or fewer"
        )


def _check_own_files(sources: dict[str, str], checked: Path) -> None:
    """Read the researcher's files for errors, unless they are as they were when last checked."""
    names = ("glossary", "labels", "parallel")
    states = [_file_state(sources[name]) for name in names] + [_code_hash(("vocabulary",))]
    if read_json(checked) == states:
        return
    from ..comparison.control import read_parallel
    from ..topics.labels import read_labels
    from ..vocabulary.glossary import read_glossary

    for name, reader in zip(names, (read_glossary, read_labels, read_parallel), strict=True):
        if sources[name]:
            reader(Path(sources[name]))
    write_json(checked, states)


# ---------------------------------------------------------------- what a stage depends on


def input_file(results: Path, stage: Stage) -> Path:
    """The file that changes when an input of the stage changes."""
    return results / "data" / "inputs" / f"{stage.name}.json"


def done_file(results: Path, stage: Stage) -> Path:
    """The file that stands when the stage is finished."""
    return results / "data" / "build" / stage.name / "done.json"


def is_stale(results: Path, stage: Stage) -> bool:
    """Whether a stage has to run: unfinished, or older than something it depends on."""
    done = done_file(results, stage)
    if not done.exists():
        return True
    when = done.stat().st_mtime_ns
    before = [input_file(results, stage)]
    before += [done_file(results, stage_named(name)) for name in stage.needs]
    return any(not p.exists() or p.stat().st_mtime_ns > when for p in before)


def _inputs_of(
    stage: Stage, study: Study, sources: dict[str, str], texts: dict[str, object], root: Path
) -> dict[str, object]:
    sections = {stage.section, "about"} if stage.name == "report" else {stage.section}
    found: dict[str, object] = {
        "parameters": {name: getattr(study, name).model_dump(mode="json") for name in sections},
        "code": _code_hash(stage.rooms),
        "packages": package_versions(),
        "files": {name: _file_state(sources[name]) for name in stage.inputs},
    }
    for section, key in (name.split(".") for name in stage.further):
        found["parameters"][section] = {key: getattr(getattr(study, section), key)}
    if stage.notebook:
        found["notebook"] = _hash(_notebook(root, stage).read_bytes())
    if "country" in stage.parameters:
        found["texts"] = texts[stage.parameters["country"]]
    return found


def _notebook(root: Path, stage: Stage) -> Path:
    path = root / "notebooks" / f"{stage.notebook}.ipynb"
    if not path.is_file():
        raise StudyError(f"notebooks/{stage.notebook}.ipynb: missing; restore it with git")
    return path


@functools.cache
def package_versions() -> dict[str, str]:
    """Versions of the packages on which the results depend."""
    return {name: metadata.version(name) for name in PACKAGES}


@functools.cache
def _code_hash(rooms: tuple[str, ...]) -> str:
    files = [PACKAGE / name for name in EVERY_STAGE]
    for room in rooms:
        files += sorted(p for p in (PACKAGE / room).rglob("*") if p.is_file() and _is_source(p))
    return _hash(b"".join(p.name.encode() + p.read_bytes() for p in files if p.exists()))


def _is_source(path: Path) -> bool:
    return path.suffix in {".py", ".csv", ".json", ".mplstyle", ".j2", ".css"}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _file_state(path: str) -> list[object]:
    """Name, size and time of a file: touching it counts as a change."""
    if not path:
        return []
    state = Path(path).stat()
    return [path, state.st_size, state.st_mtime_ns]


def _corpus_state(corpus: Path, known: dict | None) -> dict[str, dict]:
    """States of the files that hold each country's texts, and how many documents each has.

    A folder is looked through each time; one large file is read again only if it has changed.
    """
    from ..corpus.readers import read_index

    if corpus.is_file():
        state = _file_state(str(corpus))
        if known and known["texts"].get("NO") == [state]:
            return known
        index = read_index(corpus)
        texts = {code: [state] for code in COUNTRIES}
    else:
        index = read_index(corpus)
        texts = {code: _texts_of(index[index["country"] == code]) for code in COUNTRIES}
    counts = index["country"].value_counts()
    return {"texts": texts, "documents": {code: int(counts.get(code, 0)) for code in COUNTRIES}}


def _texts_of(rows: pd.DataFrame) -> list[list[object]]:
    """What the index says of a country's texts, and the states of their files."""
    facts = _hash(rows.astype(str).to_csv(index=False).encode())
    return [[facts], *(_file_state(path) for path in rows["path"])]


def _write_if_changed(path: Path, value: object) -> None:
    if read_json(path) != value:
        write_json(path, value)


def _forget_if_incomplete(results: Path, stage: Stage) -> None:
    """A stage whose outputs were taken away is not finished."""
    done = done_file(results, stage)
    if not done.exists():
        return
    listed = read_json(done, {}).get("outputs")
    if listed is None or not all((done.parent / name).exists() for name in listed):
        shutil.rmtree(done.parent, ignore_errors=True)


def _rules() -> str:
    """The graph as rules for make; paths are relative to the results folder."""
    lines = ["# written by nordtema: the graph of this study", "SHELL = /bin/sh", ""]
    names = [stage.name for stage in stages()]
    done = {stage.name: done_file(Path(), stage).as_posix() for stage in stages()}
    lines.append(".PHONY: stages")
    lines.append("stages: " + " ".join(done[name] for name in names))
    for stage in stages():
        needs = [input_file(Path(), stage).as_posix(), *(done[name] for name in stage.needs)]
        lines += ["", f"{done[stage.name]}: {' '.join(needs)}",
                  f"\t@$(NORDTEMA) stage {stage.name}"]  # fmt: skip
    return "\n".join(lines) + "\n"
